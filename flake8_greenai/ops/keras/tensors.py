"""What TensorFlow's tensors and dtypes have beyond those of torch, which they are represented by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import find, native, register
from flake8_greenai.interpreter.values import MISSING, Value
from flake8_greenai.ops.arguments import dtype_of
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.tensors.dtype import Dtype
    from flake8_greenai.tensors.tensor import Tensor


@native("torch.Tensor.get_shape")
def get_shape(machine: Machine, self: Tensor) -> Value:
    """``x.shape``."""
    return machine.get_attribute(self, "shape")


@native("torch.Tensor.set_shape")
def set_shape(machine: Machine, self: Tensor, shape: Value) -> None:
    """What is said of a shape that is known already."""


@native("torch.Tensor.astype")
def astype(machine: Machine, self: Tensor, dtype: Value, *args: Value, **kwargs: Value) -> Value:
    """``x.numpy().astype(dtype)``."""
    return machine.call(machine.get_attribute(self, "to"), (dtype_of(dtype, self.dtype),))


@native("torch.Tensor.experimental_ref")
def reference(machine: Machine, self: Tensor) -> Value:
    """What dictionaries keep tensors under."""
    return self


if find("torch.Tensor.ref") is MISSING:
    register("torch.Tensor.ref", find("torch.Tensor.experimental_ref"))


@native("torch.Size.as_list")
def as_list(machine: Machine, self: tuple[Value, ...]) -> list[Value]:
    """The sizes as a list."""
    return list(self)


@native("torch.Size.rank", "torch.Size.ndims", kind="property")
def rank(machine: Machine, self: tuple[Value, ...]) -> int:
    """Number of dims."""
    return len(self)


@native("torch.Size.num_elements")
def num_elements(machine: Machine, self: tuple[Value, ...]) -> Value:
    """Number of elements."""
    result: Value = 1
    for size in self:
        result = result * size
    return result


@native("torch.Size.is_fully_defined")
def is_fully_defined(machine: Machine, self: tuple[Value, ...]) -> bool:
    """Whether all sizes are known."""
    return not any(type(size) is Expression for size in self)


@native("torch.dtype.as_numpy_dtype", kind="property")
def as_numpy_dtype(machine: Machine, self: Dtype) -> Value:
    """The dtype of NumPy of that name."""
    return self.name


@native("torch.dtype.name", kind="property")
def name(machine: Machine, self: Dtype) -> str:
    """``float32``."""
    return self.name


@native("torch.dtype.is_floating", kind="property")
def is_floating(machine: Machine, self: Dtype) -> bool:
    """Whether its numbers are real floating-point ones."""
    return self.category == "float"


@native("torch.dtype.is_integer", kind="property")
def is_integer(machine: Machine, self: Dtype) -> bool:
    """Whether its numbers are whole."""
    return self.category == "integer"
