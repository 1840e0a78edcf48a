"""Dtypes as constants of ``torch`` and what a dtype tells about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native, register
from flake8_greenai.interpreter.values import Primitive, Value
from flake8_greenai.tensors.dtype import ALIASES, DTYPES, Dtype
from flake8_greenai.tensors.promotion import complex_of, real_of

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

for _name, _dtype in DTYPES.items():
    register(f"torch.{_name}", _dtype)
for _alias, _name in ALIASES.items():
    register(f"torch.{_alias}", DTYPES[_name])


def _attribute(name: str, read: Callable[[Dtype], Value]) -> None:
    qualified = f"torch.dtype.{name}"
    register(qualified, Primitive(qualified, lambda machine, args, kwargs: read(args[0]), "property"))


def _method(name: str, read: Callable[[Dtype], Value]) -> None:
    qualified = f"torch.dtype.{name}"
    register(qualified, Primitive(qualified, lambda machine, args, kwargs: read(args[0])))


_attribute("itemsize", lambda dtype: dtype.itemsize)
_attribute("is_floating_point", lambda dtype: dtype.is_floating_point)
_attribute("is_complex", lambda dtype: dtype.is_complex)
_attribute("is_signed", lambda dtype: dtype.is_signed)
_method("to_real", real_of)
_method("to_complex", complex_of)
_method("__repr__", repr)
_method("__str__", repr)
_method("__hash__", hash)
_method("__reduce__", repr)


@native("torch.dtype.__eq__")
def equals(machine: Machine, self: Dtype, other: Value) -> bool:
    """There is one object for each dtype."""
    return self is other
