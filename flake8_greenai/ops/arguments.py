"""What the arguments of tensor operations mean: sizes, dims, dtypes, devices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Class
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.device import Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype, dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Shape, Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.rounding import Number

_DTYPE_OF_HOST: dict[type | None, Dtype] = {
    float: DTYPES["float64"],
    int: DTYPES["int64"],
    bool: DTYPES["bool"],
    complex: DTYPES["complex128"],
}


def values_of(tensor: Tensor) -> tuple[Number, ...]:
    """The elements of ``tensor``.

    Raises:
        Undetermined: when they are not known.
    """
    content = tensor.content
    values = content.values() if content is not None else None
    if values is None:
        raise Undetermined(f"depends on the elements of {tensor!r}")
    return values


def number_of(tensor: Tensor) -> Number:
    """The value of a tensor with one element.

    Raises:
        ShapeError: when it has another number of elements.
        Undetermined: when its value is not known.
    """
    if type(tensor.numel) is int and tensor.numel != 1:
        raise ShapeError(f"a Tensor with {tensor.numel} elements cannot be converted to Scalar (shape {list(tensor.shape)})")
    if tensor.content is not None:
        value = tensor.content.uniform()
        if value is not None:
            return value
    return values_of(tensor)[0]


def integer(value: Any) -> Amount:
    """An int or a symbolic size from an argument that may also be a 0-dim tensor.

    Raises:
        Undetermined: when it is neither.
    """
    if type(value) is int:
        return value
    if isinstance(value, Tensor):
        return int(number_of(value).real)
    if isinstance(value, (int, Expression)):
        return value
    raise Undetermined(f"{value!r} is not an integer")


def sizes_of(args: Sequence[Any]) -> Shape:
    """The sizes given as ``f(2, 3)``, ``f((2, 3))`` or ``f(torch.Size([2, 3]))``."""
    if len(args) == 1 and isinstance(args[0], (tuple, list)):
        args = args[0]
    return tuple(size if type(size) is int else integer(size) for size in args)


def axis_of(dim: Any, rank: int) -> int:
    """``dim`` counted from the front.

    Raises:
        ShapeError: when a tensor of ``rank`` dims has no such dim.
    """
    axis = integer(dim)
    if not isinstance(axis, int):
        raise Undetermined(f"dim {axis} is symbolic")
    span = max(rank, 1)
    if not -span <= axis < span:
        raise ShapeError(f"Dimension out of range (expected to be in range of [{-span}, {span - 1}], but got {axis})")
    return axis + span if axis < 0 else axis


def axes_of(dim: Any, rank: int) -> tuple[int, ...]:
    """The dims that ``dim`` names: None or an empty sequence means all.

    Raises:
        ShapeError: when one appears twice or does not exist.
    """
    if dim is None or (isinstance(dim, (tuple, list)) and not dim):
        return tuple(range(rank))
    if not isinstance(dim, (tuple, list)):
        return (axis_of(dim, rank),)
    axes = tuple(axis_of(item, rank) for item in dim)
    if len(set(axes)) < len(axes):
        raise ShapeError(f"dim appears multiple times in the list of dims {list(dim)}")
    return axes


def dtype_of(value: Any, default: Dtype) -> Dtype:
    """The dtype that an argument names: a dtype, one of Python's number classes, or None for ``default``.

    Raises:
        Undetermined: when it names none.
    """
    if value is None:
        return default
    if isinstance(value, Dtype):
        return value
    host = value.host if isinstance(value, Class) else value
    if host in _DTYPE_OF_HOST:
        return _DTYPE_OF_HOST[host]
    if isinstance(value, str):
        try:
            return dtype(value)
        except KeyError:
            pass
    raise Undetermined(f"{value!r} is not a dtype")


def device_of(value: Any, default: Device) -> Device:
    """The device that an argument names: a device, its name, an accelerator's index, or None for ``default``.

    Raises:
        Undetermined: when it names none.
    """
    if value is None:
        return default
    if isinstance(value, Device):
        return value
    if isinstance(value, str):
        return Device(value)
    if isinstance(value, int):
        return Device("cuda", value)
    raise Undetermined(f"{value!r} is not a device")


def common_device(tensors: Iterable[object]) -> Device | None:
    """The device of the result: that of the first tensor, 0-dim ones (which mix with any device) last."""
    found: Device | None = None
    for tensor in tensors:
        if isinstance(tensor, Tensor):
            if tensor.shape:
                return tensor.device
            found = found or tensor.device
    return found
