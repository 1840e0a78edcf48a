"""Arithmetic of two operands and the operators of tensors.

Cost (cost-model.md, "elementwise"): numel(broadcast out) FLOPs each; transcendental functions count as one transcendental
evaluation instead. Backward: the product rule's multiplications.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flake8_greenai.ops.pointwise import (
    SAVES_OPERANDS,
    SAVES_OTHER,
    deliver,
    is_operand,
    pointwise,
    register_pointwise,
    require_number,
    store,
)
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.content import filled
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import float_of, result_type, scalar_dtype
from flake8_greenai.tensors.tensor import Tensor
from flake8_greenai.tensors.whole_numbers import note_shift

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Binary:
    """One row of the table: a function of two corresponding elements."""

    function: Function | None
    flops: int = 1
    transcendentals: int = 0
    needs_float: bool = False
    saves: str = ""
    backward: tuple[int, int] = (0, 0)
    differentiable: bool = True
    aliases: tuple[str, ...] = ()


BINARY: dict[str, Binary] = {
    "mul": Binary(operator.mul, saves=SAVES_OTHER, backward=(1, 1), aliases=("multiply",)),
    "floor_divide": Binary(arithmetic.floor_divide, differentiable=False),
    "remainder": Binary(arithmetic.remainder, saves=SAVES_OTHER, backward=(0, 2)),
    "fmod": Binary(arithmetic.fmod, saves=SAVES_OTHER, backward=(0, 2)),
    "atan2": Binary(math.atan2, 0, 1, needs_float=True, saves=SAVES_OPERANDS, backward=(4, 4), aliases=("arctan2",)),
    "maximum": Binary(arithmetic.maximum, saves=SAVES_OPERANDS, backward=(1, 1)),
    "minimum": Binary(arithmetic.minimum, saves=SAVES_OPERANDS, backward=(1, 1)),
    "fmax": Binary(None, saves=SAVES_OPERANDS, backward=(1, 1)),
    "fmin": Binary(None, saves=SAVES_OPERANDS, backward=(1, 1)),
    "hypot": Binary(math.hypot, 3, 1, saves=SAVES_OPERANDS, backward=(2, 2)),
    "copysign": Binary(math.copysign, needs_float=True, saves=SAVES_OPERANDS, backward=(2, 0)),
    "nextafter": Binary(None, differentiable=False),
    "xlogy": Binary(lambda x, y: 0.0 if x == 0 else x * math.log(y), 1, 1, needs_float=True, saves=SAVES_OPERANDS, backward=(2, 2)),
    "logaddexp": Binary(None, 3, 3, saves=SAVES_OPERANDS, backward=(2, 2)),
    "logaddexp2": Binary(None, 3, 3, saves=SAVES_OPERANDS, backward=(2, 2)),
    "ldexp": Binary(lambda x, y: x * 2.0**y, 1, 1, needs_float=True, saves=SAVES_OPERANDS, backward=(1, 2)),
    "heaviside": Binary(None, differentiable=False),
    "gcd": Binary(math.gcd, differentiable=False),
    "lcm": Binary(math.lcm, differentiable=False),
    "bitwise_and": Binary(operator.and_, differentiable=False),
    "bitwise_or": Binary(operator.or_, differentiable=False),
    "bitwise_xor": Binary(operator.xor, differentiable=False),
    "bitwise_left_shift": Binary(operator.lshift, differentiable=False),
    "bitwise_right_shift": Binary(operator.rshift, differentiable=False),
}  # fmt: skip


def _operand_dtype(left: Any, right: Any, modes: Modes | None) -> Dtype:
    if isinstance(left, Tensor) and isinstance(right, Tensor) and left.dtype is right.dtype:
        return left.dtype
    return result_type((left, right), modes.default_dtype) if modes is not None else result_type((left, right))


def _float_dtype(left: Any, right: Any, modes: Modes | None) -> Dtype:
    dtype = _operand_dtype(left, right, modes)
    return float_of(dtype, modes.default_dtype) if modes is not None else float_of(dtype)


def _as_tensor(input: Any, other: Any, modes: Modes | None) -> Any:
    """Numbers only: the first becomes a 0-dim tensor, as the functions of ``torch`` accept."""
    if isinstance(input, Tensor) or isinstance(other, Tensor):
        return input
    dtype = scalar_dtype(require_number(input), modes.default_dtype if modes else scalar_dtype(1.0))
    return Tensor((), dtype, content=None if isinstance(input, Expression) else filled(input, 1, dtype))


def binary(name: str, row: Binary) -> Function:
    """The operation that a row of the table describes."""

    def apply(input: Any, other: Any, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
        left = _as_tensor(input, other, modes)
        dtype = _float_dtype(left, other, modes) if row.needs_float else _operand_dtype(left, other, modes)
        result = pointwise(
            (left, other), dtype, row.function,
            flops=row.flops, transcendentals=row.transcendentals, saves=row.saves, backward=row.backward,
            common=None if name == "ldexp" else dtype, op=name,
        )  # fmt: skip
        return deliver(result, out) if out is not None else result

    return apply


def add(input: Any, other: Any, *, alpha: Any = 1, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input + alpha * other``: 1 FLOP per element, 2 with a scale; saves nothing."""
    left = _as_tensor(input, other, modes)
    dtype = _operand_dtype(left, other, modes)
    if type(alpha) is int and alpha == 1:
        result = pointwise((left, other), dtype, operator.or_ if dtype.category == "bool" else operator.add, common=dtype, op="add")
        note_shift(result.output, left, other, 1)
    else:
        result = pointwise((left, other), dtype, lambda x, y: x + alpha * y, flops=2, backward=(0, 1), common=dtype, op="add")
    return deliver(result, out) if out is not None else result


def sub(input: Any, other: Any, *, alpha: Any = 1, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input - alpha * other``: as :func:`add`; the gradient of ``other`` is negated."""
    left = _as_tensor(input, other, modes)
    dtype = _operand_dtype(left, other, modes)
    if type(alpha) is int and alpha == 1:
        result = pointwise((left, other), dtype, operator.sub, backward=(0, 1), common=dtype, op="sub")
        note_shift(result.output, left, other, -1)
    else:
        result = pointwise((left, other), dtype, lambda x, y: x - alpha * y, flops=2, backward=(0, 1), common=dtype, op="sub")
    return deliver(result, out) if out is not None else result


def rsub(input: Any, other: Any, *, alpha: Any = 1, modes: Modes | None = None) -> Result:
    """``other - alpha * input``."""
    return sub(other, input, alpha=alpha, modes=modes)


def div(input: Any, other: Any, *, rounding_mode: str | None = None, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input / other``; integers become the default dtype unless the quotient is rounded."""
    left = _as_tensor(input, other, modes)
    if rounding_mode is None:
        dtype = _float_dtype(left, other, modes)
        saves = SAVES_OPERANDS if isinstance(other, Tensor) and other.requires_grad else SAVES_OTHER
        result = pointwise((left, other), dtype, arithmetic.divide, saves=saves, backward=(1, 3), common=dtype, op="div")
    else:
        function = arithmetic.floor_divide if rounding_mode == "floor" else arithmetic.truncate_divide
        dtype = _operand_dtype(left, other, modes)
        result = pointwise((left, other), dtype, function, flops=2, common=dtype, op="div")
    return deliver(result, out) if out is not None else result


def power(input: Any, exponent: Any, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input ** exponent``: small integer exponents are multiplications, others one transcendental evaluation."""
    base = _as_tensor(input, exponent, modes)
    dtype = _operand_dtype(base, exponent, modes)
    flops, transcendentals = _POWERS.get(exponent, (0, 1)) if isinstance(exponent, (int, float)) else (0, 1)
    # The gradient of a power with a number as exponent needs the base only.
    result = pointwise(
        (input, exponent), dtype, arithmetic.power,
        flops=flops, transcendentals=transcendentals, saves=SAVES_OPERANDS, backward=(3, 3), common=dtype,
        keeps_order=isinstance(input, Tensor), op="pow",
    )  # fmt: skip
    return deliver(result, out) if out is not None else result


_POWERS: dict[float, tuple[int, int]] = {0: (0, 0), 1: (0, 0), 2: (1, 0), 3: (2, 0), 4: (2, 0), -1: (1, 0), -2: (2, 0)}

for _name, _binary_row in BINARY.items():
    register_pointwise(_name, binary(_name, _binary_row), _binary_row.aliases, differentiable=_binary_row.differentiable)
op("torch.special.xlogy", modes=True)(binary("xlogy", BINARY["xlogy"]))
op("torch.special.xlog1py", modes=True)(binary("xlog1py", BINARY["xlogy"]))
for _name, _arithmetic, _aliases in (
    ("add", add, ()),
    ("sub", sub, ("subtract",)),
    ("div", div, ("divide", "true_divide")),
    ("pow", power, ()),
):
    register_pointwise(_name, _arithmetic, _aliases)
op("torch.rsub", "torch.Tensor.rsub", modes=True)(rsub)


def _operator(function: Function, *, is_reflected: bool = False) -> Function:
    def apply(self: Tensor, other: Any, modes: Modes | None = None) -> Any:
        if not is_operand(other):
            return NotImplemented
        return function(other, self, modes=modes) if is_reflected else function(self, other, modes=modes)

    return apply


def _in_place_operator(function: Function, name: str) -> Function:
    def apply(self: Tensor, other: Any, modes: Modes | None = None) -> Any:
        return store(self, function(self, other, modes=modes), name) if is_operand(other) else NotImplemented

    return apply


OPERATORS: dict[str, Function] = {
    "add": add, "sub": sub, "mul": binary("mul", BINARY["mul"]), "truediv": div, "pow": power,
    "floordiv": binary("floor_divide", BINARY["floor_divide"]), "mod": binary("remainder", BINARY["remainder"]),
    "and": binary("bitwise_and", BINARY["bitwise_and"]), "or": binary("bitwise_or", BINARY["bitwise_or"]),
    "xor": binary("bitwise_xor", BINARY["bitwise_xor"]), "lshift": binary("bitwise_left_shift", BINARY["bitwise_left_shift"]),
    "rshift": binary("bitwise_right_shift", BINARY["bitwise_right_shift"]),
}  # fmt: skip
for _name, _function_of in OPERATORS.items():
    op(f"torch.Tensor.__{_name}__", modes=True, accepts_numbers=True)(_operator(_function_of))
    op(f"torch.Tensor.__r{_name}__", modes=True, accepts_numbers=True)(_operator(_function_of, is_reflected=True))
    op(f"torch.Tensor.__i{_name}__", modes=True, accepts_numbers=True)(_in_place_operator(_function_of, f"__i{_name}__"))
