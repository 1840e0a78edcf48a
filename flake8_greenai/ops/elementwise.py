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

from flake8_greenai.ops.arguments import number_of
from flake8_greenai.ops.pointwise import (
    SAVES_OPERANDS,
    SAVES_OTHER,
    SAVES_OUTPUT,
    deliver,
    is_operand,
    pointwise,
    register_pointwise,
    require_number,
    store,
)
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import INT64, complex_of, float_of, real_of, result_type, scalar_dtype
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


def _unary(name: str, row: Unary) -> Function:
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
    _apply = _unary(_name, _row)
    register_pointwise(_name, _apply, _row.aliases, differentiable=_row.differentiable)
    for _special in (special for special, name in SPECIAL.items() if name == _name):
        op(f"torch.special.{_special}", modes=True)(_apply)
for _name in SPECIAL_ONLY:
    op(f"torch.special.{_name}", modes=True)(_unary(_name, _function(None)))
op("torch.Tensor.__neg__", modes=True)(_unary("neg", UNARY["neg"]))
op("torch.Tensor.__abs__", modes=True)(_unary("abs", UNARY["abs"]))
op("torch.Tensor.__invert__", modes=True, differentiable=False)(_unary("bitwise_not", UNARY["bitwise_not"]))


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
    return Tensor((), scalar_dtype(require_number(input), modes.default_dtype if modes else scalar_dtype(1.0)))


def binary(name: str, row: Binary) -> Function:
    """The operation that a row of the table describes."""
    def apply(input: Any, other: Any, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
        input = _as_tensor(input, other, modes)
        dtype = _float_dtype(input, other, modes) if row.needs_float else _operand_dtype(input, other, modes)
        result = pointwise(
            (input, other), dtype, row.function,
            flops=row.flops, transcendentals=row.transcendentals, saves=row.saves, backward=row.backward,
            common=None if name == "ldexp" else dtype, op=name,
        )  # fmt: skip
        return deliver(result, out) if out is not None else result

    return apply


def add(input: Any, other: Any, *, alpha: Any = 1, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input + alpha * other``: 1 FLOP per element, 2 with a scale; saves nothing."""
    input = _as_tensor(input, other, modes)
    dtype = _operand_dtype(input, other, modes)
    if type(alpha) is int and alpha == 1:
        result = pointwise((input, other), dtype, operator.or_ if dtype.category == "bool" else operator.add, common=dtype, op="add")
    else:
        result = pointwise((input, other), dtype, lambda x, y: x + alpha * y, flops=2, backward=(0, 1), common=dtype, op="add")
    return deliver(result, out) if out is not None else result


def sub(input: Any, other: Any, *, alpha: Any = 1, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input - alpha * other``: as :func:`add`; the gradient of ``other`` is negated."""
    input = _as_tensor(input, other, modes)
    dtype = _operand_dtype(input, other, modes)
    if type(alpha) is int and alpha == 1:
        result = pointwise((input, other), dtype, operator.sub, backward=(0, 1), common=dtype, op="sub")
    else:
        result = pointwise((input, other), dtype, lambda x, y: x - alpha * y, flops=2, backward=(0, 1), common=dtype, op="sub")
    return deliver(result, out) if out is not None else result


def rsub(input: Any, other: Any, *, alpha: Any = 1, modes: Modes | None = None) -> Result:
    """``other - alpha * input``."""
    return sub(other, input, alpha=alpha, modes=modes)


def div(input: Any, other: Any, *, rounding_mode: str | None = None, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input / other``; integers become the default dtype unless the quotient is rounded."""
    input = _as_tensor(input, other, modes)
    if rounding_mode is None:
        dtype = _float_dtype(input, other, modes)
        saves = SAVES_OPERANDS if isinstance(other, Tensor) and other.requires_grad else SAVES_OTHER
        result = pointwise((input, other), dtype, arithmetic.divide, saves=saves, backward=(1, 3), common=dtype, op="div")
    else:
        function = arithmetic.floor_divide if rounding_mode == "floor" else arithmetic.truncate_divide
        dtype = _operand_dtype(input, other, modes)
        result = pointwise((input, other), dtype, function, flops=2, common=dtype, op="div")
    return deliver(result, out) if out is not None else result


def pow(input: Any, exponent: Any, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``input ** exponent``: small integer exponents are multiplications, others one transcendental evaluation."""
    input = _as_tensor(input, exponent, modes)
    dtype = _operand_dtype(input, exponent, modes)
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
    ("pow", pow, ()),
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
    "add": add, "sub": sub, "mul": binary("mul", BINARY["mul"]), "truediv": div, "pow": pow,
    "floordiv": binary("floor_divide", BINARY["floor_divide"]), "mod": binary("remainder", BINARY["remainder"]),
    "and": binary("bitwise_and", BINARY["bitwise_and"]), "or": binary("bitwise_or", BINARY["bitwise_or"]),
    "xor": binary("bitwise_xor", BINARY["bitwise_xor"]), "lshift": binary("bitwise_left_shift", BINARY["bitwise_left_shift"]),
    "rshift": binary("bitwise_right_shift", BINARY["bitwise_right_shift"]),
}  # fmt: skip
for _name, _function_of in OPERATORS.items():
    op(f"torch.Tensor.__{_name}__", modes=True)(_operator(_function_of))
    op(f"torch.Tensor.__r{_name}__", modes=True)(_operator(_function_of, is_reflected=True))
    op(f"torch.Tensor.__i{_name}__", modes=True)(_in_place_operator(_function_of, f"__i{_name}__"))


@op("torch.positive", "torch.Tensor.positive", "torch.Tensor.__pos__")
def positive(input: Tensor) -> Tensor:
    """The tensor itself."""
    return input


def round(input: Tensor, *, decimals: int = 0, out: Tensor | None = None) -> Result:
    """To the nearest integer, ties to even; with ``decimals`` scaled before and after."""
    function = arithmetic.rounded(builtins.round) if decimals == 0 else None
    result = pointwise((input,), input.dtype, function, flops=1 if decimals == 0 else 3, op="round")
    return deliver(result, out)


register_pointwise("round", round)


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
register_pointwise("clamp_min", lambda input, min, *, out=None: clamp(input, min, None, out=out))
register_pointwise("clamp_max", lambda input, max, *, out=None: clamp(input, None, max, out=out))


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


def nan_to_num(
    input: Tensor, nan: Any = None, posinf: Any = None, neginf: Any = None, *, out: Tensor | None = None
) -> Result:
    """Replaces nan and infinities: 1 FLOP per element."""
    return deliver(pointwise((input,), input.dtype, None, saves=SAVES_OPERANDS, backward=(1,), op="nan_to_num"), out)


def logit(input: Tensor, eps: float | None = None, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``log(x / (1 - x))``: 2 FLOPs (3 with clamping) and one transcendental evaluation per element."""
    result = pointwise(
        (input,), _float_dtype(input, input, modes), None, flops=2 if eps is None else 3, transcendentals=1, saves=SAVES_OPERANDS,
        backward=(3,), op="logit",
    )  # fmt: skip
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
