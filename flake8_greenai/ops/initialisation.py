"""``torch.nn.init``: fills parameters, which costs nothing in a model's run; constants stay known, random values are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.content import filled
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_RANDOM = (
    "uniform",
    "normal",
    "trunc_normal",
    "xavier_uniform",
    "xavier_normal",
    "kaiming_uniform",
    "kaiming_normal",
    "orthogonal",
    "sparse",
)
_OTHER = ("eye", "dirac", "_no_grad_uniform", "_no_grad_normal", "_no_grad_trunc_normal")


def _names(*stems: str) -> list[str]:
    return [f"torch.nn.init.{stem}{suffix}" for stem in stems for suffix in ("_", "")]


def _fill(tensor: Value, value: Value) -> Value:
    if isinstance(tensor, Tensor):
        is_number = isinstance(value, (bool, int, float)) and not isinstance(value, Expression)
        tensor.write(filled(value, tensor.numel, tensor.dtype) if is_number else None)
    return tensor


@native(*_names(*_RANDOM, *_OTHER))
def randomize(machine: Machine, tensor: Value, *args: Value, **kwargs: Value) -> Value:
    """Elements are no longer known."""
    return _fill(tensor, None)


@native(*_names("constant"))
def constant(machine: Machine, tensor: Value, val: Value) -> Value:
    """All elements equal to ``val``."""
    return _fill(tensor, val)


@native(*_names("ones"))
def ones(machine: Machine, tensor: Value) -> Value:
    """All elements one."""
    return _fill(tensor, 1)


@native(*_names("zeros"))
def zeros(machine: Machine, tensor: Value) -> Value:
    """All elements zero."""
    return _fill(tensor, 0)
