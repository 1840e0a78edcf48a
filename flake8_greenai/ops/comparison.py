"""Comparisons and logic of each element: 1 FLOP per element of the broadcast result, no gradients."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.ops.arguments import values_of
from flake8_greenai.ops.pointwise import deliver, is_operand, pointwise, register_pointwise, require_number
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import Undetermined
from flake8_greenai.tensors.promotion import result_type, scalar_dtype
from flake8_greenai.tensors.tensor import Tensor

BOOL = DTYPES["bool"]

COMPARISONS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "eq": (operator.eq, ()),
    "ne": (operator.ne, ("not_equal",)),
    "lt": (operator.lt, ("less",)),
    "le": (operator.le, ("less_equal",)),
    "gt": (operator.gt, ("greater",)),
    "ge": (operator.ge, ("greater_equal",)),
    "logical_and": (lambda x, y: bool(x) and bool(y), ()),
    "logical_or": (lambda x, y: bool(x) or bool(y), ()),
    "logical_xor": (lambda x, y: bool(x) is not bool(y), ()),
}

PREDICATES: dict[str, Callable[..., Any] | None] = {
    "logical_not": operator.not_,
    "isnan": arithmetic.is_nan,
    "isinf": arithmetic.is_infinite,
    "isfinite": arithmetic.is_finite,
    "isposinf": lambda x: x == math.inf,
    "isneginf": lambda x: x == -math.inf,
    "isreal": lambda x: complex(x).imag == 0,
    "signbit": lambda x: math.copysign(1.0, x) < 0,
}


def _comparison(name: str, function: Callable[..., Any]) -> Callable[..., Result]:
    def apply(input: Any, other: Any, *, out: Tensor | None = None) -> Result:
        left = input
        if not isinstance(input, Tensor) and not isinstance(other, Tensor):
            left = Tensor((), scalar_dtype(require_number(input)))
        is_mixed = not (isinstance(left, Tensor) and isinstance(other, Tensor) and left.dtype is other.dtype)
        is_known = type(left) is not Unknown and type(other) is not Unknown
        common = result_type((left, other)) if is_mixed and is_known and not name.startswith("logical") else None
        return deliver(pointwise((left, other), BOOL, function, common=common, op=name), out)

    return apply


def _predicate(name: str, function: Callable[..., Any] | None) -> Callable[..., Result]:
    def apply(input: Tensor, *, out: Tensor | None = None) -> Result:
        return deliver(pointwise((input,), BOOL, function, op=name), out)

    return apply


def _operator(function: Callable[..., Result]) -> Callable[..., Any]:
    def apply(self: Tensor, other: Any) -> Any:
        return function(self, other) if is_operand(other) else NotImplemented

    return apply


for _name, (_function, _aliases) in COMPARISONS.items():
    _apply = _comparison(_name, _function)
    register_pointwise(_name, _apply, _aliases, differentiable=False)
    if not _name.startswith("logical"):
        op(f"torch.Tensor.__{_name}__", differentiable=False, accepts_numbers=True)(_operator(_apply))
for _name, _predicate_function in PREDICATES.items():
    register_pointwise(_name, _predicate(_name, _predicate_function), differentiable=False)


@op("torch.isclose", "torch.Tensor.isclose", differentiable=False)
def isclose(input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Result:
    """``|input - other| <= atol + rtol * |other|``: 5 FLOPs per element."""

    def close(x: Any, y: Any) -> bool:
        return bool(x == y or abs(x - y) <= atol + rtol * abs(y))

    return pointwise((input, other), BOOL, close, flops=5)


@op("torch.allclose", "torch.Tensor.allclose", differentiable=False)
def allclose(input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Any:
    """Whether all elements are close, as a Python bool."""
    result = isclose(input, other, rtol, atol, equal_nan)
    return Result(_all(result.output), result.cost)


def _all(flags: Tensor) -> Any:
    """Whether all are true; Unknown where the elements are not known."""
    try:
        return all(values_of(flags))
    except Undetermined as error:
        return Unknown(str(error))


@op("torch.equal", "torch.Tensor.equal", differentiable=False)
def equal(input: Tensor, other: Tensor) -> Any:
    """Whether shapes and all elements are equal, as a Python bool."""
    if len(input.shape) != len(other.shape) or any(
        type(a) is int and type(b) is int and a != b for a, b in zip(input.shape, other.shape, strict=True)
    ):
        return False
    if input is other:
        return True
    result = pointwise((input, other), BOOL, operator.eq)
    return Result(_all(result.output), result.cost)


@op("torch.isin", differentiable=False)
def isin(elements: Any, test_elements: Any, *, assume_unique: bool = False, invert: bool = False) -> Result:
    """Whether each element is among the test elements: as many comparisons as there are pairs."""
    tests = test_elements if isinstance(test_elements, Tensor) else None
    count = tests.numel if tests is not None else 1
    known = None
    if tests is None:
        known = {test_elements}
    elif tests.content is not None:
        values = tests.content.values()
        known = None if values is None else set(values)
    function = None if known is None else (lambda x: (x in known) is not invert)
    if not isinstance(elements, Tensor):
        elements = Tensor((), scalar_dtype(elements))
    return pointwise((elements,), BOOL, function, flops=count)
