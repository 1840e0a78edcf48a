"""Arithmetic, rounding and transcendental functions of each element.

Cost (cost-model.md, "elementwise"): numel(broadcast out) FLOPs each; transcendental functions count as one transcendental
evaluation instead. Backward: the product rule's multiplications.
"""

from __future__ import annotations

import builtins
import cmath
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flake8_greenai.ops.pointwise import (
    SAVES_OPERANDS,
    SAVES_OTHER,
    SAVES_OUTPUT,
    deliver,
    pointwise,
    register_pointwise,
)
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import FLOAT32, INT64, complex_of, float_of, real_of, result_type
from flake8_greenai.tensors.tensor import Tensor

Function = Callable[..., Any]


def _same(dtype: Dtype) -> Dtype:
    return dtype


def _counted(dtype: Dtype) -> Dtype:
    """Powers of booleans are integers."""
    return INT64 if dtype.category == "bool" else dtype


@dataclass(frozen=True, slots=True)
class Unary:
    """One row of the table: what a function of one element costs and yields."""

    function: Function | None
    flops: int = 1
    transcendentals: int = 0
    dtype: Callable[[Dtype], Dtype] = _same
    saves: str = ""
    backward: int = 1
    differentiable: bool = True
    aliases: tuple[str, ...] = ()


def _function(function: Function | None, saves: str = SAVES_OPERANDS, backward: int = 2, aliases: tuple[str, ...] = ()) -> Unary:
    """A transcendental function: one evaluation, a fractional result."""
    return Unary(function, 0, 1, float_of, saves, backward, aliases=aliases)


def _step(function: Function | None, aliases: tuple[str, ...] = ()) -> Unary:
    """A piecewise constant function, whose gradient is zero."""
    return Unary(function, backward=0, aliases=aliases)


UNARY: dict[str, Unary] = {
    "neg": Unary(operator.neg, aliases=("negative",)),
    "abs": Unary(abs, dtype=real_of, saves=SAVES_OPERANDS, backward=2, aliases=("absolute",)),
    "sign": _step(arithmetic.sign),
    "sgn": _step(None),
    "floor": _step(arithmetic.rounded(math.floor)),
    "ceil": _step(arithmetic.rounded(math.ceil)),
    "trunc": _step(arithmetic.rounded(math.trunc), ("fix",)),
    "frac": Unary(lambda x: math.fmod(x, 1), backward=0),
    "square": Unary(lambda x: x * x, dtype=_counted, saves=SAVES_OPERANDS, backward=2),
    "reciprocal": Unary(arithmetic.reciprocal, dtype=float_of, saves=SAVES_OUTPUT, backward=3),
    "deg2rad": Unary(lambda x: x * (math.pi / 180), dtype=float_of),
    "rad2deg": Unary(lambda x: x * (180 / math.pi), dtype=float_of),
    "bitwise_not": Unary(lambda x: not x if isinstance(x, bool) else ~x, differentiable=False),
    "exp": _function(arithmetic.exponential, SAVES_OUTPUT, 1),
    "exp2": _function(lambda x: 2.0**x, SAVES_OUTPUT),
    "expm1": _function(math.expm1, SAVES_OUTPUT),
    "log": _function(arithmetic.logarithm(math.log), backward=1),
    "log2": _function(arithmetic.logarithm(math.log2)),
    "log10": _function(arithmetic.logarithm(math.log10)),
    "log1p": _function(arithmetic.log1p),
    "sqrt": _function(arithmetic.square_root, SAVES_OUTPUT),
    "rsqrt": _function(arithmetic.reciprocal_square_root, SAVES_OUTPUT, 3),
    "sin": _function(math.sin),
    "cos": _function(math.cos),
    "tan": _function(math.tan, SAVES_OUTPUT, 3),
    "asin": _function(math.asin, backward=4, aliases=("arcsin",)),
    "acos": _function(math.acos, backward=4, aliases=("arccos",)),
    "atan": _function(math.atan, backward=3, aliases=("arctan",)),
    "sinh": _function(math.sinh),
    "cosh": _function(math.cosh),
    "asinh": _function(math.asinh, backward=4, aliases=("arcsinh",)),
    "acosh": _function(math.acosh, backward=4, aliases=("arccosh",)),
    "atanh": _function(math.atanh, backward=3, aliases=("arctanh",)),
    "erf": _function(math.erf, backward=4),
    "erfc": _function(math.erfc, backward=4),
    "erfinv": _function(None, SAVES_OUTPUT, 4),
    "lgamma": _function(math.lgamma),
    "digamma": _function(None),
    "i0": _function(None),
    "sinc": Unary(lambda x: math.sin(math.pi * x) / (math.pi * x) if x else 1.0, 2, 1, float_of, SAVES_OPERANDS, 4),
}  # fmt: skip

SPECIAL = {
    "erf": "erf", "erfc": "erfc", "erfinv": "erfinv", "exp2": "exp2", "expm1": "expm1", "log1p": "log1p", "sinc": "sinc",
    "gammaln": "lgamma", "digamma": "digamma", "psi": "digamma", "i0": "i0",
}  # fmt: skip
SPECIAL_ONLY = ("i0e", "i1", "i1e", "ndtr", "ndtri", "log_ndtr", "erfcx", "entr", "bessel_j0", "bessel_j1")


def unary(name: str, row: Unary) -> Function:
    """The operation that a row of the table describes."""

    def apply(input: Tensor, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
        dtype = input.dtype if row.dtype is _same else _result(row.dtype, input.dtype, modes)
        result = pointwise(
            (input,), dtype, row.function,
            flops=row.flops, transcendentals=row.transcendentals, saves=row.saves, backward=(row.backward,), op=name,
        )  # fmt: skip
        return deliver(result, out) if out is not None else result

    return apply


def _result(rule: Callable[..., Dtype], dtype: Dtype, modes: Modes | None) -> Dtype:
    return float_of(dtype, modes.default_dtype) if rule is float_of and modes is not None else rule(dtype)


for _name, _row in UNARY.items():
    _apply = unary(_name, _row)
    register_pointwise(_name, _apply, _row.aliases, differentiable=_row.differentiable)
    for _special in (special for special, name in SPECIAL.items() if name == _name):
        op(f"torch.special.{_special}", modes=True)(_apply)
for _name in SPECIAL_ONLY:
    op(f"torch.special.{_name}", modes=True)(unary(_name, _function(None)))
op("torch.Tensor.__neg__", modes=True)(unary("neg", UNARY["neg"]))
op("torch.Tensor.__abs__", modes=True)(unary("abs", UNARY["abs"]))
op("torch.Tensor.__invert__", modes=True, differentiable=False)(unary("bitwise_not", UNARY["bitwise_not"]))


@op("torch.positive", "torch.Tensor.positive", "torch.Tensor.__pos__")
def positive(input: Tensor) -> Tensor:
    """The tensor itself."""
    return input


def round_(input: Tensor, *, decimals: int = 0, out: Tensor | None = None) -> Result:
    """To the nearest integer, ties to even; with ``decimals`` scaled before and after."""
    function = arithmetic.rounded(builtins.round) if decimals == 0 else None
    result = pointwise((input,), input.dtype, function, flops=1 if decimals == 0 else 3, op="round")
    return deliver(result, out)


register_pointwise("round", round_)


def clamp(input: Tensor, min: Any = None, max: Any = None, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """Between ``min`` and ``max``: 1 FLOP per element (cost-model.md, "activations")."""
    if min is None and max is None:
        raise ShapeError("torch.clamp: At least one of 'min' or 'max' must not be None")
    dtype = result_type(tuple(bound for bound in (input, min, max) if bound is not None))
    bounds = tuple(bound for bound in (min, max) if bound is not None)
    function = arithmetic.maximum if max is None else arithmetic.minimum if min is None else arithmetic.clamp
    result = pointwise((input, *bounds), dtype, function, saves=SAVES_OPERANDS, backward=(1, 1, 1), common=dtype, op="clamp")
    return deliver(result, out)


register_pointwise("clamp", clamp, ("clip",))


def clamp_min(input: Tensor, min: Any, *, out: Tensor | None = None) -> Result:
    """At least ``min``."""
    return clamp(input, min, None, out=out)


def clamp_max(input: Tensor, max: Any, *, out: Tensor | None = None) -> Result:
    """At most ``max``."""
    return clamp(input, None, max, out=out)


register_pointwise("clamp_min", clamp_min)
register_pointwise("clamp_max", clamp_max)


def lerp(input: Tensor, end: Tensor, weight: Any, *, out: Tensor | None = None) -> Result:
    """``input + weight * (end - input)``: 3 FLOPs per element."""
    result = pointwise(
        (input, end, weight), input.dtype, lambda x, y, w: x + w * (y - x), flops=3, saves=SAVES_OPERANDS, backward=(2, 1, 2), op="lerp"
    )
    return deliver(result, out)


def addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: Any = 1, out: Tensor | None = None) -> Result:
    """``input + value * tensor1 * tensor2``: 2 FLOPs per element, 3 with a scale."""
    operands = (input, tensor1, tensor2)
    flops = 2 if type(value) is int and value == 1 else 3
    result = pointwise(
        operands, result_type(operands), lambda x, y, z: x + value * y * z, flops=flops, saves=SAVES_OTHER, backward=(0, 1, 1), op="addcmul"
    )
    return deliver(result, out)


def addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: Any = 1, out: Tensor | None = None) -> Result:
    """``input + value * tensor1 / tensor2``: 2 FLOPs per element, 3 with a scale."""
    operands = (input, tensor1, tensor2)
    flops = 2 if type(value) is int and value == 1 else 3
    result = pointwise(
        operands, result_type(operands), lambda x, y, z: x + value * arithmetic.divide(y, z),
        flops=flops, saves=SAVES_OTHER, backward=(0, 1, 3), op="addcdiv",
    )  # fmt: skip
    return deliver(result, out)


register_pointwise("lerp", lerp)
register_pointwise("addcmul", addcmul)
register_pointwise("addcdiv", addcdiv)


def nan_to_num(input: Tensor, nan: Any = None, posinf: Any = None, neginf: Any = None, *, out: Tensor | None = None) -> Result:
    """Replaces nan and infinities: 1 FLOP per element."""
    return deliver(pointwise((input,), input.dtype, None, saves=SAVES_OPERANDS, backward=(1,), op="nan_to_num"), out)


def logit(input: Tensor, eps: float | None = None, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``log(x / (1 - x))``: 2 FLOPs (3 with clamping) and one transcendental evaluation per element."""
    dtype = float_of(input.dtype, modes.default_dtype if modes is not None else FLOAT32)
    flops = 2 if eps is None else 3
    result = pointwise((input,), dtype, None, flops=flops, transcendentals=1, saves=SAVES_OPERANDS, backward=(3,), op="logit")
    return deliver(result, out)


register_pointwise("nan_to_num", nan_to_num)
register_pointwise("logit", logit)
op("torch.special.logit", modes=True)(logit)


@op("torch.polygamma", "torch.special.polygamma")
def polygamma(n: int, input: Tensor) -> Result:
    """The n-th derivative of digamma."""
    return pointwise((input,), float_of(input.dtype), None, flops=0, transcendentals=1, saves=SAVES_OPERANDS, backward=(2,))


@op("torch.angle", "torch.Tensor.angle")
def angle(input: Tensor) -> Result:
    """The argument of each element: one transcendental evaluation."""
    dtype = real_of(float_of(input.dtype))
    return pointwise((input,), dtype, cmath.phase, flops=0, transcendentals=1, saves=SAVES_OPERANDS, backward=(4,))


@op("torch.polar")
def polar(abs: Tensor, angle: Tensor, *, out: Tensor | None = None) -> Result:
    """Complex numbers from magnitude and angle: sine and cosine, two multiplications."""
    return pointwise((abs, angle), complex_of(abs.dtype), cmath.rect, flops=2, transcendentals=2, saves=SAVES_OPERANDS, backward=(2, 4))


@op("torch.complex")
def complex_(real: Tensor, imag: Tensor, *, out: Tensor | None = None) -> Result:
    """Complex numbers from their parts: bytes only."""
    return pointwise((real, imag), complex_of(real.dtype), complex, flops=0)
