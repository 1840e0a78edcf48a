"""Other dtypes, devices and memory layouts: copies cost bytes, no FLOPs (cost-model.md: "cast: 0 FLOP, bytes")."""

from __future__ import annotations

from typing import Any

from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import device_of, dtype_of
from flake8_greenai.ops.attributes import channels_last_order, detached, strides_in_order
from flake8_greenai.ops.indexing import written_region
from flake8_greenai.ops.pointwise import cast
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.device import CPU, Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import can_cast_category, promote_types, result_type
from flake8_greenai.tensors.strides import elementwise_strides
from flake8_greenai.tensors.tensor import Tensor


def converted(tensor: Tensor, dtype: Dtype, device: Device, *, is_copy: bool = False, memory_format: Any = None) -> Tensor | Result:
    """``tensor`` itself when nothing changes, else a copy."""
    order = channels_last_order(memory_format, tensor.ndim)
    strides = None if order is None else strides_in_order(tensor.shape, order)
    is_reordered = order is not None and strides != tensor.stride
    if dtype is tensor.dtype and device == tensor.device and not is_copy and not is_reordered:
        return tensor
    return _copy(tensor, dtype, device, strides if order is not None else _kept_strides(tensor))


def _kept_strides(tensor: Tensor) -> Any:
    """Copies keep the order of dims in memory where the tensor has no gaps (``torch.preserve_format``)."""
    return None if tensor.strides is None else elementwise_strides([(tensor.shape, tensor.strides)], tensor.shape)


def _copy(tensor: Tensor, dtype: Dtype, device: Device, strides: Any = None) -> Result:
    return Result(Tensor(tensor.shape, dtype, device, strides=strides, content=cast(tensor.content, dtype, tensor)), Cost(), "_to_copy")


@op("torch.Tensor.to")
def to(
    self: Tensor, *args: Any, dtype: Any = None, device: Any = None, other: Any = None, non_blocking: Any = False, copy: Any = False,
    memory_format: Any = None,
) -> Tensor | Result:  # fmt: skip
    """Another dtype or device, or those of another tensor."""
    for number, value in enumerate(args):
        if isinstance(value, Tensor):
            other = value
        elif isinstance(value, bool):
            copy = value if number == len(args) - 1 and isinstance(args[number - 1], bool) else copy
        elif isinstance(value, (Device, str, int)):
            device = value
        elif value is not None:
            dtype = value
    if other is not None:
        dtype, device = other.dtype, other.device
    target = dtype_of(dtype, self.dtype)
    return converted(self, target, device_of(device, self.device), is_copy=copy is True, memory_format=memory_format)


@op("torch.Tensor.type_as")
def type_as(self: Tensor, other: Tensor) -> Tensor | Result:
    """The dtype of ``other``."""
    return converted(self, other.dtype, other.device)


_TYPE_NAMES = {
    "float32": "FloatTensor", "float64": "DoubleTensor", "float16": "HalfTensor", "bfloat16": "BFloat16Tensor", "uint8": "ByteTensor",
    "int8": "CharTensor", "int16": "ShortTensor", "int32": "IntTensor", "int64": "LongTensor", "bool": "BoolTensor",
    "complex64": "ComplexFloatTensor", "complex128": "ComplexDoubleTensor",
}  # fmt: skip
DTYPE_OF_TENSOR_CLASS = {class_name: DTYPES[name] for name, class_name in _TYPE_NAMES.items()}


@op("torch.Tensor.type")
def type_(self: Tensor, dtype: Any = None, non_blocking: Any = False) -> Any:
    """The name of the tensor's type, or the tensor as another dtype."""
    if dtype is None:
        prefix = "torch." if self.device.type == "cpu" else f"torch.{self.device.type}."
        return prefix + _TYPE_NAMES.get(self.dtype.name, "Tensor")
    name = dtype if isinstance(dtype, str) else getattr(dtype, "name", "")
    short = str(name).rpartition(".")[2]
    # ``torch.Tensor`` is another name of the default type.
    target = DTYPES["float32"] if short == "Tensor" else DTYPE_OF_TENSOR_CLASS.get(short) or dtype_of(dtype, self.dtype)
    return converted(self, target, self.device)


def _cast_method(method: str, name: str) -> None:
    dtype = DTYPES[name]

    @op(f"torch.Tensor.{method}")
    def apply(self: Tensor, memory_format: Any = None) -> Tensor | Result:
        """As ``to(dtype)``."""
        return converted(self, dtype, self.device, memory_format=memory_format)


for _method, _name in {
    "float": "float32", "double": "float64", "half": "float16", "bfloat16": "bfloat16", "long": "int64", "int": "int32",
    "short": "int16", "char": "int8", "byte": "uint8", "bool": "bool", "cfloat": "complex64", "cdouble": "complex128", "chalf": "complex32",
}.items():  # fmt: skip
    _cast_method(_method, _name)


@op("torch.Tensor.cpu")
def cpu(self: Tensor, memory_format: Any = None) -> Tensor | Result:
    """As ``to("cpu")``."""
    return converted(self, self.dtype, CPU)


def _device_method(kind: str) -> None:
    @op(f"torch.Tensor.{kind}")
    def apply(self: Tensor, device: Any = None, non_blocking: Any = False, memory_format: Any = None) -> Tensor | Result:
        """As ``to(device)``."""
        if self.device.type == kind and device is None:
            return self
        return converted(self, self.dtype, device_of(device, Device(kind)))


for _kind in ("cuda", "xpu", "npu", "mps", "ipu", "hpu"):
    _device_method(_kind)


@op("torch.Tensor.pin_memory", "torch.pin_memory")
def pin_memory(self: Tensor, device: Any = None) -> Result:
    """A copy in page-locked memory."""
    return _copy(self, self.dtype, self.device)


@op("torch.Tensor.contiguous")
def contiguous(self: Tensor, memory_format: Any = None) -> Tensor | Result:
    """The tensor itself when its elements lie in order without gaps, else a copy."""
    order = channels_last_order(memory_format, self.ndim)
    if order is not None:
        return converted(self, self.dtype, self.device, memory_format=memory_format)
    if self.strides is None:
        return self
    return Result(Tensor(self.shape, self.dtype, self.device, content=self.content), Cost(), "clone")


@op("torch.clone", "torch.Tensor.clone", "torch.lift_fresh_copy")
def clone(input: Tensor, *, memory_format: Any = None) -> Result:
    """A copy."""
    order = channels_last_order(memory_format, input.ndim)
    strides = strides_in_order(input.shape, order) if order is not None else _kept_strides(input)
    result = _copy(input, input.dtype, input.device, strides)
    return Result(result.output, result.cost, "clone")


@op("torch.Tensor.copy_")
def copy_(self: Tensor, src: Any, non_blocking: Any = False) -> Result:
    """Overwrite the elements with those of ``src``."""
    return written_region(self, self, src)


@op("torch.Tensor.numpy", differentiable=False)
def numpy(self: Tensor, *, force: bool = False) -> Tensor:
    """The array over the same memory; arrays and tensors are one kind of value here."""
    return detached(self)


@op("torch.result_type", modes=True)
def result_type_(tensor1: Any, tensor2: Any, modes: Modes | None = None) -> Dtype:
    """The dtype of arithmetic on both."""
    return result_type((tensor1, tensor2), modes.default_dtype if modes else DTYPES["float32"])


@op("torch.promote_types")
def promote_types_(type1: Dtype, type2: Dtype) -> Dtype:
    """The smallest dtype that both convert to."""
    return promote_types(type1, type2)


@op("torch.can_cast")
def can_cast(from_: Dtype, to: Dtype) -> bool:
    """Whether conversion keeps the category."""
    return can_cast_category(from_, to)
