"""Assertions inside ``torch``: they fail only where the condition is known to be false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Class, Unknown, Value
from flake8_greenai.ops.arguments import number_of
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


def _is_false(machine: Machine, condition: Value) -> bool:
    if isinstance(condition, Unknown):
        return False
    if isinstance(condition, Tensor):
        try:
            return not number_of(condition)
        except (ShapeError, Undetermined):
            return False
    truth = machine.truth(condition)
    return not isinstance(truth, Unknown) and not truth


def _require(machine: Machine, error: str, condition: Value, message: Value) -> None:
    if _is_false(machine, condition):
        text = machine.call(message) if message is not None and not isinstance(message, (str, Unknown)) else message
        raise machine.error(error, text if isinstance(text, str) else "Expected cond to be True, but got False")


@native("torch._assert_async", "torch._check", "torch._check_tensor_all")
def check(machine: Machine, condition: Value, message: Value = None) -> None:
    """Raise RuntimeError when the condition is known to be false."""
    _require(machine, "RuntimeError", condition, message)


@native("torch._check_with", "torch._check_tensor_all_with")
def check_with(machine: Machine, error_type: Value, condition: Value, message: Value = None) -> None:
    """Raise the given exception when the condition is known to be false."""
    _require(machine, error_type.name if isinstance(error_type, Class) else "RuntimeError", condition, message)


def _raising(error: str) -> None:
    def check_for(machine: Machine, condition: Value, message: Value = None) -> None:
        _require(machine, error, condition, message)

    native(f"torch._check_{error.removesuffix('Error').lower()}")(check_for)


for _error in ("ValueError", "IndexError", "TypeError"):
    _raising(_error)
native("torch._check_not_implemented")(
    lambda machine, condition, message=None: _require(machine, "NotImplementedError", condition, message)
)


@native("torch._check_is_size")
def check_is_size(machine: Machine, i: Value, message: Value = None, max: Value = None) -> None:
    """Sizes are not negative."""
    if isinstance(i, int) and i < 0:
        raise machine.error("RuntimeError", f"Expected a size, got {i}")
