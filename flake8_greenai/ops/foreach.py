"""The same operation on each tensor of a list, as optimizers use it (``torch._foreach_add_``): the sum of the single costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arithmetic import BINARY, add, binary, div, power, sub
from flake8_greenai.ops.elementwise import UNARY, addcdiv, addcmul, clamp_max, clamp_min, lerp, unary
from flake8_greenai.ops.indexing import written_region, zero_
from flake8_greenai.ops.pointwise import store
from flake8_greenai.ops.reduction import norm
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.tensor import Tensor

_UNARY = (
    "abs", "acos", "asin", "atan", "ceil", "cos", "cosh", "erf", "erfc", "exp", "expm1", "floor", "frac", "lgamma", "log", "log10", "log1p",
    "log2", "neg", "reciprocal", "rsqrt", "sign", "sin", "sinh", "sqrt", "tan", "trunc",
)  # fmt: skip
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add": add, "sub": sub, "mul": binary("mul", BINARY["mul"]), "div": div, "pow": power, "maximum": binary("maximum", BINARY["maximum"]),
    "minimum": binary("minimum", BINARY["minimum"]), "clamp_min": clamp_min, "clamp_max": clamp_max, "lerp": lerp, "addcmul": addcmul,
    "addcdiv": addcdiv, **{name: unary(name, UNARY[name]) for name in _UNARY},
}  # fmt: skip


def _at(value: Any, place: int) -> Any:
    """The argument for one tensor: lists hold one for each."""
    return value[place] if isinstance(value, (list, tuple)) else value


def _each(function: Callable[..., Result], tensors: Sequence[Tensor], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Result:
    results = [
        function(tensor, *(_at(value, place) for value in args), **{name: _at(value, place) for name, value in kwargs.items()})
        for place, tensor in enumerate(tensors)
    ]
    costs = [result.cost for result in results]
    total = Cost(
        pointwise=sum(cost.pointwise for cost in costs),
        transcendentals=sum(cost.transcendentals for cost in costs),
        saved=tuple(tensor for cost in costs for tensor in cost.saved),
        gradients=tuple(gradient for cost in costs for gradient in cost.gradients),
    )
    return Result([result.output for result in results], total)


def _register(name: str, function: Callable[..., Any]) -> None:
    def apply(self: Sequence[Tensor], *args: Any, **kwargs: Any) -> Result:
        return _each(function, self, args, kwargs)

    def in_place(self: Sequence[Tensor], *args: Any, **kwargs: Any) -> Result:
        return _each(lambda tensor, *rest, **named: store(tensor, function(tensor, *rest, **named), name), self, args, kwargs)

    apply.__name__ = in_place.__name__ = name
    op(f"torch._foreach_{name}")(apply)
    op(f"torch._foreach_{name}_")(in_place)


for _name, _function in _FUNCTIONS.items():
    _register(_name, _function)


@op("torch._foreach_zero_")
def foreach_zero_(self: Sequence[Tensor]) -> Result:
    """All elements of each tensor zero."""
    return _each(zero_, self, (), {})


@op("torch._foreach_copy_")
def foreach_copy_(self: Sequence[Tensor], src: Sequence[Tensor], non_blocking: Any = False) -> Result:
    """Each tensor overwritten with its source."""
    return _each(lambda tensor, source: written_region(tensor, tensor, source), self, (src,), {})


@op("torch._foreach_norm")
def foreach_norm(self: Sequence[Tensor], ord: Any = 2, dtype: Any = None) -> Result:
    """The norm of each tensor."""
    return _each(lambda tensor: norm(tensor, ord, dtype=dtype), self, (), {})
