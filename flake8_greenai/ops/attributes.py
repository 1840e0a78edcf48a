"""What tensors tell about themselves without computing: shape, dtype, device, strides, gradients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native, register
from flake8_greenai.interpreter.sequences import many
from flake8_greenai.interpreter.values import Primitive, TupleInstance, Unknown, Value
from flake8_greenai.ops.arguments import axis_of, number_of, values_of
from flake8_greenai.ops.registry import STEPS_PER_OPERATION, op
from flake8_greenai.tensors.content import nested
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.strides import contiguous_strides
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


def as_size(machine: Machine, shape: tuple[Any, ...]) -> Value:
    """The value of ``torch.Size`` that a program sees for ``shape``."""
    size = TupleInstance(shape)
    size.cls = machine.class_named("torch.Size")
    size.attributes = {}
    return size


def attribute(name: str, read: Callable[[Tensor], Value], write: Callable[[Machine, Tensor, Value], None] | None = None) -> None:
    """Register an attribute of tensors that costs nothing to read."""
    qualified = f"torch.Tensor.{name}"
    register(qualified, Primitive(qualified, lambda machine, args, kwargs: read(args[0]), "property", write))


def _set_requires_grad(machine: Machine, tensor: Tensor, value: Value) -> None:
    machine.touch(tensor)
    tensor.requires_grad = bool(machine.truth(value))


def _set_data(machine: Machine, tensor: Tensor, value: Value) -> None:
    if isinstance(value, Tensor):
        machine.touch(tensor)
        become(tensor, value)


def _set_gradient(machine: Machine, tensor: Tensor, value: Value) -> None:
    machine.touch(tensor.attributes)
    tensor.attributes["grad"] = value


def become(tensor: Tensor, source: Tensor) -> None:
    """``tensor.data = source``: the same object over the memory of ``source``."""
    tensor.shape, tensor.dtype, tensor.device = source.shape, source.dtype, source.device
    tensor.storage, tensor.strides, tensor.offset = source.storage, source.strides, source.offset


def detached(tensor: Tensor) -> Tensor:
    """The same memory without gradients."""
    result = tensor.restride(tensor.shape, tensor.stride) if tensor.strides is not None else tensor.view(tensor.shape)
    result.offset = tensor.offset
    result.requires_grad = False
    return result


@native("torch.Tensor.shape", kind="property")
def shape(machine: Machine, self: Tensor) -> Value:
    """The sizes."""
    return as_size(machine, self.shape)


@native("torch.Tensor.size")
def size(machine: Machine, self: Tensor, dim: Value = None) -> Value:
    """The sizes, or the one of ``dim``."""
    if dim is None:
        return as_size(machine, self.shape)
    if type(dim) is int and -len(self.shape) <= dim < len(self.shape):
        return self.shape[dim]
    return _one_of(machine, "torch.Tensor.size", self, self.shape, dim)


@native("torch.Tensor.stride")
def stride(machine: Machine, self: Tensor, dim: Value = None) -> Value:
    """The strides, or the one of ``dim``."""
    return self.stride if dim is None else _one_of(machine, "torch.Tensor.stride", self, self.stride, dim)


def _one_of(machine: Machine, name: str, tensor: Tensor, values: tuple[Any, ...], dim: Value) -> Value:
    if isinstance(dim, Unknown):
        return machine.context.unknown_call(name, dim)
    try:
        return values[axis_of(dim, tensor.ndim)]
    except ShapeError as error:
        raise machine.error("IndexError", str(error)) from None
    except Undetermined as error:
        return machine.context.unknown_call(name, Unknown(f"{name}: {error}", machine.location()))


attribute("dtype", lambda tensor: tensor.dtype)
attribute("device", lambda tensor: tensor.device)
attribute("ndim", lambda tensor: len(tensor.shape))
attribute("requires_grad", lambda tensor: tensor.requires_grad, _set_requires_grad)
attribute("is_leaf", lambda tensor: not tensor.requires_grad or tensor.origin is None)
attribute("grad", lambda tensor: tensor.attributes.get("grad"), _set_gradient)
attribute("data", detached, _set_data)
attribute("itemsize", lambda tensor: tensor.dtype.itemsize)
attribute("nbytes", lambda tensor: tensor.nbytes)
attribute("is_cuda", lambda tensor: tensor.device.type == "cuda")
attribute("is_cpu", lambda tensor: tensor.device.type == "cpu")
attribute("is_meta", lambda tensor: tensor.device.type == "meta")
attribute("is_mps", lambda tensor: tensor.device.type == "mps")
attribute("is_xla", lambda tensor: tensor.device.type == "xla")
attribute("is_xpu", lambda tensor: tensor.device.type == "xpu")
attribute("is_sparse_csr", lambda tensor: False)
attribute("output_nr", lambda tensor: 0)
attribute("retains_grad", lambda tensor: False)
attribute("names", lambda tensor: (None,) * len(tensor.shape))
attribute("name", lambda tensor: None)
attribute("_version", lambda tensor: tensor.storage.version)
attribute("_base", lambda tensor: None)


def method(read: Callable[[Tensor], Value], *names: str) -> None:
    """Register a method (and, for names that start with ``torch.``, a function) without arguments that costs nothing."""
    for name in names:
        qualified = name if name.startswith("torch.") else f"torch.Tensor.{name}"
        register(qualified, Primitive(qualified, lambda machine, args, kwargs: read(args[0] if args else next(iter(kwargs.values())))))


method(lambda tensor: len(tensor.shape), "dim", "ndimension")
method(lambda tensor: tensor.numel, "numel", "nelement", "torch.numel")
method(lambda tensor: tensor.dtype.itemsize, "element_size")
method(lambda tensor: tensor.offset, "storage_offset")
method(lambda tensor: tensor.storage.number, "data_ptr")
method(lambda tensor: tensor.dtype.category == "float", "is_floating_point", "torch.is_floating_point")
method(lambda tensor: tensor.dtype.category == "complex", "is_complex", "torch.is_complex")
method(lambda tensor: tensor.dtype.is_signed, "is_signed", "torch.is_signed")
method(lambda tensor: False, "is_conj", "torch.is_conj", "is_neg", "torch.is_neg", "is_inference", "torch.is_inference", "is_coalesced")
method(lambda tensor: False, "has_names", "is_shared")
method(lambda tensor: tensor.device.index if tensor.device.index is not None else -1, "get_device", "torch.get_device")
method(lambda tensor: None, "retain_grad")
method(lambda tensor: tensor, "share_memory_", "coalesce")
method(id, "__hash__")


@native("torch.Tensor.is_contiguous")
def is_contiguous(machine: Machine, self: Tensor, memory_format: Value = None) -> bool:
    """Whether the elements lie in the order of ``memory_format`` without gaps."""
    order = channels_last_order(memory_format, self.ndim)
    if order is None:
        return self.is_contiguous
    return all(
        one == other or own == 1 for one, other, own in zip(self.stride, strides_in_order(self.shape, order), self.shape, strict=True)
    )


def channels_last_order(memory_format: Value, rank: int) -> tuple[int, ...] | None:
    """The order of dims in memory that a ``torch.memory_format`` means, None for row-major."""
    name = memory_format.attributes.get("name") if hasattr(memory_format, "attributes") else None
    if (name, rank) in (("channels_last", 4), ("channels_last_3d", 5)):
        return (0, *range(2, rank), 1)
    return None


def strides_in_order(shape: tuple[Any, ...], order: tuple[int, ...]) -> tuple[Any, ...]:
    """Strides of a tensor without gaps whose dims lie in memory in this order."""
    steps = contiguous_strides(tuple(shape[axis] for axis in order))
    return tuple(steps[order.index(axis)] for axis in range(len(shape)))


@op("torch.Tensor.detach", "torch.detach", differentiable=False)
def detach(self: Tensor) -> Tensor:
    """The same memory without gradients."""
    return detached(self)


@native("torch.Tensor.detach_", "torch.detach_")
def detach_(machine: Machine, self: Tensor) -> Tensor:
    """In-place :func:`detach`."""
    machine.touch(self)
    self.requires_grad = False
    self.origin = None
    return self


@native("torch.Tensor.requires_grad_")
def requires_grad_(machine: Machine, self: Tensor, requires_grad: Value = True) -> Tensor:
    """Set ``requires_grad``."""
    _set_requires_grad(machine, self, requires_grad)
    return self


def _elements(name: str, read: Callable[[Tensor], Value]) -> None:
    """Register a method that gives elements as Python values: Unknown, but no unknown operation, where they are not known."""
    qualified = f"torch.Tensor.{name}"

    @native(qualified)
    def apply(machine: Machine, self: Tensor) -> Value:
        """The elements as Python values."""
        try:
            return read(self)
        except Undetermined as error:
            if name == "tolist" and self.shape:
                return _unknown_elements(self, Unknown(str(error), machine.location(), is_number=True, is_float=_is_float(self)))
            is_float = name == "__float__" or (name in ("item", "tolist") and _is_float(self))
            return Unknown(str(error), machine.location(), is_number=True, is_float=is_float)
        except ShapeError as error:
            return machine.context.shape_error(qualified, str(error))


def _is_float(tensor: Tensor) -> bool:
    return tensor.dtype.category == "float"


def _unknown_elements(tensor: Tensor, element: Unknown) -> Value:
    """Nested lists as long as the tensor's dims, whose elements are not known."""
    result: Value = element
    for size in reversed(tensor.shape):
        result = [many(result, size)]
    return result


def truth(tensor: Tensor) -> bool:
    """Whether the only element is not zero."""
    if type(tensor.numel) is int and tensor.numel != 1:
        raise ShapeError(f"Boolean value of Tensor with {'no values' if tensor.numel == 0 else 'more than one value'} is ambiguous")
    return bool(number_of(tensor))


_elements("item", number_of)
_elements("tolist", lambda tensor: nested(values_of(tensor), tensor.shape))
_elements("__bool__", truth)
_elements("__int__", lambda tensor: int(number_of(tensor).real))
_elements("__index__", lambda tensor: int(number_of(tensor).real))
_elements("__float__", lambda tensor: float(number_of(tensor).real))
_elements("__complex__", lambda tensor: complex(number_of(tensor)))


@native("torch.Tensor.__len__")
def length(machine: Machine, self: Tensor) -> Value:
    """The first size."""
    if not self.shape:
        raise machine.error("TypeError", "len() of a 0-d tensor")
    return self.shape[0]


@native("torch.Tensor.__iter__")
def iterate(machine: Machine, self: Tensor) -> Value:
    """The slices along the first dim."""
    if not self.shape:
        raise machine.error("TypeError", "iteration over a 0-d tensor")
    count = self.shape[0]
    if not isinstance(count, int):
        # A loop of unknown length: its body is followed once, for a slice that stands for all.
        one = self.restride(self.shape[1:], self.stride[1:], self.offset)
        one.origin = self.origin
        return iter([many(one, count)])
    return _slices(machine, self, count)


def _slices(machine: Machine, tensor: Tensor, count: int) -> Iterator[Tensor]:
    own = tensor.stride
    for place in range(count):
        machine.count_generator(STEPS_PER_OPERATION)
        part = tensor.restride(tensor.shape[1:], own[1:], tensor.offset + place * own[0])
        part.origin = tensor.origin
        yield part


@native("torch.Tensor.__contains__")
def contains(machine: Machine, self: Tensor, element: Value) -> Value:
    """Whether some element equals."""
    content = self.content
    value = content.uniform() if content is not None else None
    if value is not None:
        return bool(value == element)
    values = content.values() if content is not None else None
    if values is None:
        return Unknown(f"depends on the elements of {self!r}", machine.location())
    return element in values


@native("torch.Tensor.__deepcopy__")
def deepcopy(machine: Machine, self: Tensor, memo: Value = None) -> Tensor:
    """Another tensor with its own memory, of the same class."""
    result = Tensor(self.shape, self.dtype, self.device, requires_grad=self.requires_grad, content=self.content)
    result.cls = self.cls
    result.attributes.update(self.attributes)
    return result


@native("torch.Tensor.__format__")
def format_(machine: Machine, self: Tensor, spec: str = "") -> Value:
    """Formatted as its number where it has one known element: the text of any other is unknown."""
    try:
        return format(number_of(self), spec) if self.ndim == 0 else _text(machine, self)
    except (ShapeError, Undetermined, ValueError):
        return _text(machine, self)


@native("torch.Tensor.__str__", "torch.Tensor.__repr__")
def _text(machine: Machine, self: Tensor) -> Value:
    """The elements as a text, which programs print and do not read."""
    return Unknown(f"a text of the elements of {self!r}", machine.location())


@native("torch.is_same_size", "torch.Tensor.is_same_size")
def is_same_size(machine: Machine, input: Tensor, other: Tensor) -> bool:
    """Whether the shapes are equal."""
    return input.shape == other.shape


@native("torch.Tensor.is_set_to")
def is_set_to(machine: Machine, self: Tensor, tensor: Tensor) -> bool:
    """Whether both are the same view of the same memory."""
    return self.storage is tensor.storage and (self.shape, self.stride, self.offset) == (tensor.shape, tensor.stride, tensor.offset)


@native("torch.Tensor.is_pinned")
def is_pinned(machine: Machine, self: Tensor, device: Value = None) -> bool:
    """Whether it lies in page-locked memory, which is not modelled."""
    return False
