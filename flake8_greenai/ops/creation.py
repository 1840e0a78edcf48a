"""New tensors: no FLOPs, their bytes are written once."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from flake8_greenai.interpreter.limits import MAX_ELEMENTS
from flake8_greenai.interpreter.sequences import is_open, open_length
from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import device_of, dtype_of, integer, number_of, sizes_of
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.content import Content, Labels, derive, filled
from flake8_greenai.tensors.device import Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import promote_types, scalar_dtype
from flake8_greenai.tensors.rounding import Number, rounding
from flake8_greenai.tensors.tensor import Shape, Tensor

WRITE_ONLY = Cost(bytes_read=0)


def created(shape: Shape, dtype: Dtype, device: Device, requires_grad: Any = False, content: Content | None = None) -> Result:
    """A new tensor, written once."""
    return Result(Tensor(shape, dtype, device, requires_grad=requires_grad is True, content=content), WRITE_ONLY)


def into(out: Tensor | None, result: Result) -> Result:
    """The result, written into the ``out=`` tensor when there is one."""
    if out is None:
        return result
    out.shape, out.strides = result.output.shape, None
    out.write(result.output.content)
    return Result(out, result.cost)


def _register_filled(name: str, value: Number | None) -> None:
    """``torch.X``, ``torch.X_like`` and ``Tensor.new_X`` of one constant; None leaves the elements undefined."""

    def content_of(shape: Shape, dtype: Dtype) -> Content | None:
        return None if value is None else filled(value, prod(shape), dtype)

    @op(f"torch.{name}", modes=True, differentiable=False, accepts_sizes=True)
    def make(
        *size: Any, out: Tensor | None = None, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False,
        pin_memory: Any = False, memory_format: Any = None, names: Any = None, modes: Modes, **named: Any,
    ) -> Result:  # fmt: skip
        shape = sizes_of((named["size"],) if "size" in named else size)
        kind = dtype_of(dtype, modes.default_dtype if out is None else out.dtype)
        return into(out, created(shape, kind, device_of(device, modes.default_device), requires_grad, content_of(shape, kind)))

    @op(f"torch.{name}_like", differentiable=False)
    def like(
        input: Tensor, *, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False, memory_format: Any = None,
        pin_memory: Any = False,
    ) -> Result:  # fmt: skip
        kind = dtype_of(dtype, input.dtype)
        return created(input.shape, kind, device_of(device, input.device), requires_grad, content_of(input.shape, kind))

    @op(f"torch.Tensor.new_{name}", differentiable=False, accepts_sizes=True)
    def new(
        self: Tensor, *size: Any, dtype: Any = None, device: Any = None, requires_grad: Any = False, layout: Any = None,
        pin_memory: Any = False, **named: Any,
    ) -> Result:  # fmt: skip
        shape = sizes_of((named["size"],) if "size" in named else size)
        kind = dtype_of(dtype, self.dtype)
        return created(shape, kind, device_of(device, self.device), requires_grad, content_of(shape, kind))


for _name, _value in (("zeros", 0), ("ones", 1), ("empty", None)):
    _register_filled(_name, _value)


def _fill_content(value: Any, shape: Shape, dtype: Dtype) -> Content | None:
    if isinstance(value, Tensor):
        try:
            value = number_of(value)
        except Undetermined:
            return None
    return None if isinstance(value, (Expression, Unknown)) else filled(value, prod(shape), dtype)


def _fill_dtype(value: Any, modes: Modes) -> Dtype:
    return value.dtype if isinstance(value, Tensor) else scalar_dtype(value, modes.default_dtype)


@op("torch.full", modes=True, differentiable=False, accepts_numbers=True)
def full(
    size: Any, fill_value: Any, *, out: Tensor | None = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: Any = False, pin_memory: Any = False, names: Any = None, modes: Modes,
) -> Result:  # fmt: skip
    """All elements equal to ``fill_value``."""
    shape = sizes_of((size,))
    kind = dtype_of(dtype, _fill_dtype(fill_value, modes))
    return into(out, created(shape, kind, device_of(device, modes.default_device), requires_grad, _fill_content(fill_value, shape, kind)))


@op("torch.full_like", differentiable=False, accepts_numbers=True)
def full_like(
    input: Tensor, fill_value: Any, *, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False,
    memory_format: Any = None, pin_memory: Any = False,
) -> Result:  # fmt: skip
    """As ``full`` with the shape of ``input``."""
    kind = dtype_of(dtype, input.dtype)
    content = _fill_content(fill_value, input.shape, kind)
    return created(input.shape, kind, device_of(device, input.device), requires_grad, content)


@op("torch.Tensor.new_full", differentiable=False)
def new_full(
    self: Tensor, size: Any, fill_value: Any, *, dtype: Any = None, device: Any = None, requires_grad: Any = False, layout: Any = None,
    pin_memory: Any = False,
) -> Result:  # fmt: skip
    """As ``full`` with the dtype and device of the tensor."""
    kind = dtype_of(dtype, self.dtype)
    shape = sizes_of((size,))
    return created(shape, kind, device_of(device, self.device), requires_grad, _fill_content(fill_value, shape, kind))


@op("torch.empty_strided", modes=True, differentiable=False)
def empty_strided(
    size: Any, stride: Any, *, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False,
    pin_memory: Any = False, modes: Modes,
) -> Result:  # fmt: skip
    """Undefined elements."""
    return created(sizes_of((size,)), dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)


@op("torch.Tensor.new_empty_strided", differentiable=False)
def new_empty_strided(self: Tensor, size: Any, stride: Any, *, dtype: Any = None, device: Any = None, **options: Any) -> Result:
    """Undefined elements."""
    return created(sizes_of((size,)), dtype_of(dtype, self.dtype), device_of(device, self.device))


@op("torch.empty_permuted", modes=True, differentiable=False)
def empty_permuted(
    size: Any, physical_layout: Any, *, dtype: Any = None, device: Any = None, requires_grad: Any = False, modes: Modes
) -> Result:
    """Undefined elements."""
    return created(sizes_of((size,)), dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)


MAX_RANK = 64
"""Dims of a tensor made of nested data, as in torch."""


def nested_data(data: Any, modes: Modes) -> tuple[Shape, Dtype, list[Any] | None]:
    """Shape, dtype and elements (None: unknown) of nested sequences of numbers and 0-dim tensors.

    Raises:
        ShapeError: when rows differ in length.
        Undetermined: when something is neither a number nor a sequence.
    """
    if is_open(data):
        return _open_data(data, modes)
    shape: list[int] = []
    level: list[Any] = [data]
    while level and isinstance(level[0], (list, tuple, range, dict)):
        lengths = [len(item) if isinstance(item, (list, tuple, range)) else -1 for item in level]
        if lengths.count(lengths[0]) != len(lengths):
            raise ShapeError(
                f"expected sequence of length {lengths[0]} at dim {len(shape)} (got {next(n for n in lengths if n != lengths[0])})"
            )
        shape.append(lengths[0])
        if len(shape) > MAX_RANK:
            raise ShapeError(f"too many dimensions: nested more than {MAX_RANK} deep")
        if lengths[0] * len(lengths) > MAX_ELEMENTS:
            raise Undetermined(f"data of {lengths[0] * len(lengths)} elements, at most {MAX_ELEMENTS} are followed")
        level = [inner for item in level for inner in item]
    if level and isinstance(level[0], Tensor):
        return _tensors_data(tuple(shape), level)
    dtype: Dtype | None = None
    for item in level:
        kind = scalar_dtype(item, modes.default_dtype)
        dtype = kind if dtype is None or dtype is kind else promote_types(dtype, kind)
    is_known = len(level) <= 4096 and not any(isinstance(item, (Expression, Unknown)) for item in level)
    return tuple(shape), dtype or modes.default_dtype, level if is_known else None


def _open_data(data: Sequence[Any], modes: Modes) -> tuple[Shape, Dtype, list[Any] | None]:
    """A list of an unknown number of items, each described by one that stands for many."""
    each = [item.many[0] if type(item) is Unknown and item.many is not None else item for item in data]
    shape, dtype, _ = nested_data(each, modes)
    return (open_length(data), *shape[1:]), dtype, None


def _tensors_data(outer: Shape, tensors: Sequence[Any]) -> tuple[Shape, Dtype, list[Any] | None]:
    dtype: Dtype | None = None
    values: list[Any] | None = []
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise Undetermined(f"{tensor!r} among tensors is not a tensor")
        dtype = tensor.dtype if dtype is None else promote_types(dtype, tensor.dtype)
        own = tensor.content.values() if tensor.content is not None else None
        if own is None:
            values = None
        elif values is not None:
            values.extend(own)
    assert dtype is not None
    return outer + tensors[0].shape, dtype, values


def tensor_of(data: Any, dtype: Dtype | None, modes: Modes, device: Device | None = None) -> Tensor:
    """``torch.tensor(data)``."""
    if isinstance(data, Tensor):
        content = data.content
        kind = dtype or data.dtype
        if isinstance(content, Labels) and kind.category == "integer":
            converted: Content | None = content
        else:
            converted = None if content is None else derive(lambda values: values, [content], kind, data.numel)
        return Tensor(data.shape, kind, device or data.device, content=converted)
    shape, own, values = nested_data(data, modes)
    kind = dtype or own
    content = None
    if values is not None:
        kept, convert = values, rounding(kind)
        content = Content(lambda: tuple(map(convert, kept)))
    return Tensor(shape, kind, device or modes.default_device, content=content)


@op("torch.tensor", "torch.scalar_tensor", modes=True, differentiable=False, accepts_many=True, accepts_numbers=True)
def tensor(
    data: Any, *, dtype: Any = None, device: Any = None, requires_grad: Any = False, pin_memory: Any = False, modes: Modes
) -> Result:
    """A copy of nested data."""
    result = tensor_of(
        data, dtype_of(dtype, modes.default_dtype) if dtype is not None else None, modes, device_of(device, modes.default_device)
    )
    result.requires_grad = requires_grad is True
    return Result(result, WRITE_ONLY)


@op("torch.as_tensor", "torch.asarray", "torch.from_numpy", "torch.from_dlpack", modes=True, accepts_many=True, accepts_numbers=True)
def as_tensor(
    data: Any, dtype: Any = None, device: Any = None, *, copy: Any = None, requires_grad: Any = False, modes: Modes
) -> Tensor | Result:
    """Data as a tensor, without a copy where it is one of that dtype already."""
    if isinstance(data, Tensor):
        kind, place = dtype_of(dtype, data.dtype), device_of(device, data.device)
        if kind is data.dtype and place == data.device and copy is not True:
            return data
        return Result(tensor_of(data, kind, modes, place), Cost())
    return Result(
        tensor_of(
            data, dtype_of(dtype, modes.default_dtype) if dtype is not None else None, modes, device_of(device, modes.default_device)
        ),
        WRITE_ONLY,
    )


@op("torch.Tensor.new_tensor", modes=True, differentiable=False)
def new_tensor(self: Tensor, data: Any, *, dtype: Any = None, device: Any = None, requires_grad: Any = False, modes: Modes) -> Result:
    """``torch.tensor(data)`` on the device of the tensor."""
    kind = dtype_of(dtype, modes.default_dtype) if dtype is not None else None
    return Result(tensor_of(data, kind, modes, device_of(device, self.device)), WRITE_ONLY)


@op("torch.Tensor.new", differentiable=False, accepts_sizes=True)
def new(self: Tensor, *size: Any, device: Any = None) -> Tensor | Result:
    """An uninitialised tensor of the same dtype, one from data, or another name for a tensor's memory."""
    if len(size) == 1 and isinstance(size[0], Tensor):
        return size[0].view(size[0].shape)
    if len(size) == 1 and isinstance(size[0], list):
        return Result(tensor_of(size[0], self.dtype, Modes(), self.device), WRITE_ONLY)
    return created(sizes_of(size), self.dtype, self.device)


@op("torch.Tensor.__new__", kind="static", modes=True, differentiable=False)
def construct(cls: Any, *args: Any, device: Any = None, modes: Modes) -> Tensor | Result:
    """``torch.Tensor(2, 3)``, ``torch.Tensor([1.0, 2.0])`` and the typed classes such as ``torch.LongTensor``."""
    if not args:
        return Tensor((0,), modes.default_dtype, device_of(device, modes.default_device))
    data = args[0]
    if isinstance(data, Tensor):
        return data if data.dtype is modes.default_dtype else Result(tensor_of(data, modes.default_dtype, modes), WRITE_ONLY)
    if isinstance(data, (list, tuple)) and type(data) in (list, tuple) and not (type(data) is tuple and hasattr(data, "numel")):
        return Result(tensor_of(data, modes.default_dtype, modes), WRITE_ONLY)
    return created(sizes_of(args), modes.default_dtype, device_of(device, modes.default_device))


def _typed_class(name: str, dtype: Dtype) -> None:
    def construct_typed(cls: Any, *args: Any, device: Any = None, modes: Modes) -> Result:
        if len(args) == 1 and isinstance(args[0], (list, tuple, Tensor)):
            return Result(tensor_of(args[0], dtype, modes), WRITE_ONLY)
        return created(sizes_of(args) if args else (0,), dtype, device_of(device, modes.default_device))

    construct_typed.__name__ = name
    op(f"torch.{name}.__new__", kind="static", modes=True, differentiable=False)(construct_typed)


for _class, _dtype in {
    "FloatTensor": "float32", "DoubleTensor": "float64", "HalfTensor": "float16", "BFloat16Tensor": "bfloat16", "ByteTensor": "uint8",
    "CharTensor": "int8", "ShortTensor": "int16", "IntTensor": "int32", "LongTensor": "int64", "BoolTensor": "bool",
}.items():  # fmt: skip
    _typed_class(_class, DTYPES[_dtype])


@op("torch.frombuffer", modes=True, differentiable=False)
def frombuffer(buffer: Any, *, dtype: Any, count: Any = -1, offset: Any = 0, requires_grad: Any = False, modes: Modes) -> Tensor:
    """Bytes read as numbers."""
    kind = dtype_of(dtype, modes.default_dtype)
    if not isinstance(buffer, (bytes, bytearray)):
        raise Undetermined("the length of the buffer is not known")
    number = (len(buffer) - integer(offset)) // kind.itemsize if count == -1 else integer(count)
    return Tensor((number,), kind, modes.default_device)


@op("torch._shape_as_tensor", differentiable=False)
def shape_as_tensor(self: Tensor) -> Tensor:
    """The shape as a tensor."""
    return tensor_of(list(self.shape), DTYPES["int64"], Modes())
