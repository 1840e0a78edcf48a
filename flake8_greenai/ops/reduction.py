"""Reductions over dims (cost-model.md: "sum, max, argmax n-out; mean n; var 4n").

n is the number of elements read, out that of the result. Backward of sum, mean, max: the gradient is expanded or scattered,
at most one multiplication per element.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axes_of, dtype_of
from flake8_greenai.ops.arithmetic import BINARY, binary
from flake8_greenai.ops.pointwise import deliver
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.returns import named
from flake8_greenai.symbolic import Expression, less
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.content import Content, Labels, Sizes, constant, derive, filled, rows
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.promotion import float_of, real_of, sum_of
from flake8_greenai.tensors.tensor import Shape, Tensor

INT64, BOOL = DTYPES["int64"], DTYPES["bool"]


def reduced_shape(shape: Shape, axes: Sequence[int], keepdim: Any) -> Shape:
    """The shape after reducing ``axes``."""
    if not shape:
        return ()
    if keepdim is True or keepdim == 1:
        return tuple(1 if axis in axes else size for axis, size in enumerate(shape))
    return tuple(size for axis, size in enumerate(shape) if axis not in axes)


def groups(values: Sequence[Any], shape: Sizes, axes: Sequence[int]) -> list[tuple[Any, ...]]:
    """The elements that each element of the result reduces, in row-major order."""
    if not shape:
        return [tuple(values)]
    if len(axes) == len(shape):
        return [tuple(values)]
    if len(axes) == 1:
        return rows(tuple(values), shape, axes[0])
    steps = [prod(shape[axis + 1 :]) for axis in range(len(shape))]
    kept = [axis for axis in range(len(shape)) if axis not in axes]
    result: list[list[Any]] = [[] for _ in range(prod(shape[axis] for axis in kept))]
    for place, value in enumerate(values):
        number = 0
        for axis in kept:
            number = number * shape[axis] + place // steps[axis] % shape[axis]
        result[number].append(value)
    return [tuple(group) for group in result]


def reduced_content(tensor: Tensor, axes: Sequence[int], function: Callable[[tuple[Any, ...]], Any] | None, dtype: Dtype) -> Content | None:
    """Elements of the result where those of ``tensor`` are known."""
    content = tensor.content
    if content is None or function is None:
        return None
    shape = tensor.shape
    return derive(lambda values: [function(group) for group in groups(values, shape, axes)], [content], dtype, tensor.numel)


def _uniform_content(
    tensor: Tensor, shape: Shape, axes: Sequence[int], function: Callable[[Any, Any], Any] | None, dtype: Dtype
) -> Content | None:
    """Elements of a reduction of equal elements, however many: ``function(value, count)``."""
    content = tensor.content
    value = content.uniform() if content is not None else None
    count = prod(tensor.shape[axis] for axis in axes) if tensor.shape else 1
    if value is None or function is None or less(count, 1) is not False:
        return None
    try:
        result = function(value, count)
        return None if isinstance(result, Expression) else filled(result, prod(shape), dtype)
    except (ArithmeticError, ValueError, TypeError):
        return None


def reduction(
    input: Tensor,
    dim: Any,
    keepdim: Any,
    dtype: Dtype,
    function: Callable[[tuple[Any, ...]], Any] | None,
    *,
    per_element: int = 1,
    per_output: int = -1,
    transcendentals: Any = 0,
    saved: tuple[Tensor, ...] = (),
    backward: int = 0,
    uniform: Callable[[Any, Any], Any] | None = None,
    name: str = "",
) -> Result:
    """Reduce ``input`` over ``dim``: ``per_element`` FLOPs per element read and ``per_output`` per element of the result.

    ``backward`` is the FLOPs of the gradient per element of ``input``.
    """
    axes = axes_of(dim, input.ndim)
    shape = reduced_shape(input.shape, axes, keepdim)
    output = Tensor(shape, dtype, input.device)
    if input.storage.content is not None:
        content = _uniform_content(input, shape, axes, uniform, dtype) or reduced_content(input, axes, function, dtype)
        if content is not None:
            output.storage.content = content
    read = input.numel
    count = output.storage.elements
    flops = per_element * read + per_output * count
    gradients = (Gradient(input, pointwise=backward * read),) if backward and input.requires_grad else ()
    return Result(
        output,
        Cost(pointwise=flops, transcendentals=transcendentals, saved=saved if input.requires_grad else (), gradients=gradients),
        name,
    )


def _total(values: Sequence[Any]) -> Any:
    if any(isinstance(value, float) for value in values):
        return math.fsum(values) if all(map(cmath.isfinite, values)) else sum(values)
    return sum(values)


@op("torch.sum", "torch.Tensor.sum")
def sum_(input: Tensor, dim: Any = None, keepdim: Any = False, *, axis: Any = None, dtype: Any = None, out: Tensor | None = None) -> Result:
    """Sums; integers are summed as int64."""
    kind = dtype_of(dtype, sum_of(input.dtype))
    uniform = None if kind.category == "float" and kind.bits < 32 else lambda value, count: value * count
    return deliver(reduction(input, axis if dim is None else dim, keepdim, kind, _total, uniform=uniform, name="sum"), out)


@op("torch.nansum", "torch.Tensor.nansum")
def nansum(input: Tensor, dim: Any = None, keepdim: Any = False, *, dtype: Any = None) -> Result:
    """Sums that skip nan."""
    return reduction(input, dim, keepdim, dtype_of(dtype, sum_of(input.dtype)), None, per_element=2)


def _floating(input: Tensor, dtype: Any, name: str) -> Dtype:
    kind = dtype_of(dtype, input.dtype)
    if kind.category not in ("float", "complex"):
        raise ShapeError(
            f"{name}(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: {kind.name}"
        )
    return kind


@op("torch.mean", "torch.Tensor.mean")
def mean(input: Tensor, dim: Any = None, keepdim: Any = False, *, axis: Any = None, dtype: Any = None, out: Tensor | None = None) -> Result:
    """Means: n FLOPs."""
    kind = _floating(input, dtype, "mean")
    return deliver(
        reduction(
            input, axis if dim is None else dim, keepdim, kind, lambda group: _total(group) / len(group) if group else math.nan,
            per_output=0, backward=1, uniform=lambda value, count: value, name="mean",
        ), out,
    )  # fmt: skip


@op("torch.nanmean", "torch.Tensor.nanmean")
def nanmean(input: Tensor, dim: Any = None, keepdim: Any = False, *, dtype: Any = None) -> Result:
    """Means that skip nan."""
    return reduction(input, dim, keepdim, _floating(input, dtype, "nanmean"), None, per_element=3, per_output=0, backward=1)


def _variance(group: tuple[Any, ...], correction: float) -> float:
    center = _total(group) / len(group)
    divisor = max(len(group) - correction, 0)
    total = math.fsum(abs(value - center) ** 2 for value in group)
    return float(arithmetic.divide(total, float(divisor)))


def _spread_arguments(dim: Any, unbiased: Any, correction: Any, keepdim: Any) -> tuple[Any, float, Any]:
    """``var(dim, unbiased, keepdim)`` and ``var(unbiased)`` are older spellings of ``var(dim, correction=)``."""
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    if correction is None:
        correction = 0 if unbiased is False else 1
    return dim, correction, keepdim


def _spread(name: str, transform: Callable[[float], float], transcendental: bool) -> Callable[..., Result]:
    def apply(
        input: Tensor,
        dim: Any = None,
        unbiased: Any = None,
        keepdim: Any = False,
        *,
        correction: Any = None,
        axis: Any = None,
        out: Tensor | None = None,
    ) -> Result:
        dim, amount, keepdim = _spread_arguments(axis if dim is None else dim, unbiased, correction, keepdim)
        if input.dtype.category not in ("float", "complex"):
            raise ShapeError(f"{name} only support floating point and complex dtypes, got {input.dtype.name}")
        result = reduction(
            input, dim, keepdim, real_of(input.dtype), lambda group: transform(_variance(group, amount)),
            per_element=4, per_output=0, saved=(input,), backward=3, name=name,
        )  # fmt: skip
        if transcendental:
            cost = result.cost
            result = Result(
                result.output, Cost(cost.core, cost.pointwise, result.output.numel, saved=cost.saved, gradients=cost.gradients), name
            )
        return deliver(result, out)

    apply.__name__ = name
    return apply


_var = _spread("var", lambda value: value, False)
_std = _spread("std", math.sqrt, True)
op("torch.var", "torch.Tensor.var")(_var)
op("torch.std", "torch.Tensor.std")(_std)


@op("torch.var_mean")
def var_mean(input: Tensor, dim: Any = None, unbiased: Any = None, keepdim: Any = False, *, correction: Any = None) -> Result:
    """Variance and mean together."""
    return _with_mean(_var, input, dim, keepdim, unbiased=unbiased, correction=correction)


@op("torch.std_mean")
def std_mean(input: Tensor, dim: Any = None, unbiased: Any = None, keepdim: Any = False, *, correction: Any = None) -> Result:
    """Standard deviation and mean together."""
    return _with_mean(_std, input, dim, keepdim, unbiased=unbiased, correction=correction)


def _with_mean(spread: Callable[..., Result], input: Tensor, dim: Any, keepdim: Any, **options: Any) -> Result:
    result = spread(input, dim, keepdim=keepdim, **options)
    return Result((result.output, mean(input, None if isinstance(dim, bool) else dim, keepdim).output), result.cost)


@op("torch.prod", "torch.Tensor.prod")
def prod_(input: Tensor, dim: Any = None, keepdim: Any = False, *, dtype: Any = None, out: Tensor | None = None) -> Result:
    """Products; integers as int64."""
    kind = dtype_of(dtype, sum_of(input.dtype))
    return deliver(
        reduction(input, dim, keepdim, kind, prod, saved=(input,), backward=2, uniform=lambda value, count: value**count, name="prod"), out
    )


def _quantifier(name: str, function: Callable[..., bool]) -> None:
    def apply(input: Tensor, dim: Any = None, keepdim: Any = False, *, axis: Any = None, out: Tensor | None = None) -> Result:
        dtype = DTYPES["uint8"] if input.dtype.name == "uint8" else BOOL
        dim = axis if dim is None else dim
        return deliver(reduction(input, dim, keepdim, dtype, function, uniform=lambda value, count: bool(value), name=name), out)

    apply.__name__ = name
    op(f"torch.{name}", f"torch.Tensor.{name}", differentiable=False)(apply)


_quantifier("all", all)
_quantifier("any", any)


@op("torch.count_nonzero", "torch.Tensor.count_nonzero", differentiable=False)
def count_nonzero(input: Tensor, dim: Any = None) -> Result:
    """How many elements are not zero."""
    return reduction(input, dim, False, INT64, lambda group: sum(map(bool, group)), uniform=lambda value, count: count if value else 0)


def _top(group: Sequence[Any]) -> Any:
    result = group[0]
    for value in group[1:]:
        result = arithmetic.maximum(result, value)
    return result


def _bottom(group: Sequence[Any]) -> Any:
    result = group[0]
    for value in group[1:]:
        result = arithmetic.minimum(result, value)
    return result


def _require_elements(input: Tensor, dim: Any, name: str) -> None:
    axes = axes_of(dim, input.ndim)
    if any(type(input.shape[axis]) is int and input.shape[axis] == 0 for axis in axes if axis < input.ndim):
        raise ShapeError(f"{name}(): Expected reduction dim to have non-zero size; the shape is {written(input.shape)}")


def _extreme(name: str, choose: Callable[[Sequence[Any]], Any]) -> None:
    """``amax(dim)``, ``argmax(dim)`` and ``max`` in its three forms: of all, with dim, of two tensors."""

    def value(input: Tensor, dim: Any = (), keepdim: Any = False, *, axis: Any = None, out: Tensor | None = None) -> Result:
        dim = dim if axis is None else axis
        _require_elements(input, dim, f"a{name}")
        result = reduction(input, dim, keepdim, input.dtype, choose, backward=1, uniform=lambda one, count: one, name=f"a{name}")
        saved = (input, result.output) if input.requires_grad else ()
        return deliver(Result(result.output, result.cost._replace(saved=saved), result.op), out)

    def position(input: Tensor, dim: Any = None, keepdim: Any = False, *, axis: Any = None) -> Result:
        dim = axis if dim is None else dim
        _require_elements(input, dim, f"arg{name}")
        return reduction(input, dim, keepdim, INT64, lambda group: group.index(choose(group)), name=f"arg{name}")

    def extreme(input: Tensor, dim: Any = None, keepdim: Any = False, *, other: Any = None, axis: Any = None, out: Any = None) -> Any:
        if other is not None or isinstance(dim, Tensor):
            return binary(f"{name}imum", BINARY[f"{name}imum"])(input, dim if other is None else other)
        dim = axis if dim is None else dim
        if dim is None:
            if name == "max" and isinstance(input.content, Labels):
                return Result(_largest(input), Cost(pointwise=input.numel), name)
            result = value(input)
            return Result(result.output, result.cost, name)
        values, indices = value(input, dim, keepdim), position(input, dim, keepdim)
        saved = (indices.output,) if input.requires_grad else ()
        cost = Cost(pointwise=values.cost.pointwise, saved=saved, gradients=values.cost.gradients)
        return Result(named(name, values.output, indices.output), cost, name)

    value.__name__, position.__name__, extreme.__name__ = f"a{name}", f"arg{name}", name
    op(f"torch.a{name}", f"torch.Tensor.a{name}")(value)
    op(f"torch.arg{name}", f"torch.Tensor.arg{name}", differentiable=False)(position)
    op(f"torch.{name}", f"torch.Tensor.{name}")(extreme)


def _largest(labels: Tensor) -> Tensor:
    """The largest of labels that are all there."""
    assert isinstance(labels.content, Labels)
    largest = labels.content.largest
    result = Tensor((), labels.dtype, labels.device, content=constant([largest]) if type(largest) is int else None)
    if type(largest) is not int:
        result.storage.numbers = (result.storage.version, {result.offset: largest})
    return result


_extreme("max", _top)
_extreme("min", _bottom)


@op("torch.aminmax", "torch.Tensor.aminmax")
def aminmax(input: Tensor, *, dim: Any = None, keepdim: Any = False) -> Result:
    """Smallest and largest together: twice the comparisons."""
    _require_elements(input, dim, "aminmax")
    low = reduction(input, dim, keepdim, input.dtype, _bottom, per_element=2, per_output=-2, saved=(input,), backward=2)
    high = reduction(input, dim, keepdim, input.dtype, _top)
    return Result(named("aminmax", low.output, high.output), low.cost)


@op("torch.logsumexp", "torch.Tensor.logsumexp", "torch.special.logsumexp")
def logsumexp(input: Tensor, dim: Any, keepdim: Any = False, *, out: Tensor | None = None) -> Result:
    """``log(sum(exp(x)))``: maximum, difference and sum are 3n FLOPs, n + out transcendentals."""
    axes = axes_of(dim, input.ndim)
    shape = reduced_shape(input.shape, axes, keepdim)
    transcendentals = input.numel + prod(shape)
    return reduction(
        input,
        dim,
        keepdim,
        float_of(input.dtype),
        None,
        per_element=3,
        per_output=0,
        transcendentals=transcendentals,
        saved=(input,),
        backward=2,
    )


@op("torch.norm", "torch.Tensor.norm", "torch.functional.norm")
def norm(input: Tensor, p: Any = "fro", dim: Any = None, keepdim: Any = False, out: Tensor | None = None, dtype: Any = None) -> Result:
    """Norms of vectors along dims: 2n FLOPs and one root per element of the result; n for orders 0, 1 and infinity."""
    order = 2.0 if p in ("fro", None, 2) else p
    if order == "nuc":
        raise Undetermined("the nuclear norm is torch.linalg.matrix_norm")
    return vector_norm(input, order, dim, keepdim, dtype=dtype)


def vector_norm(input: Tensor, order: Any = 2, dim: Any = None, keepdim: Any = False, *, dtype: Any = None) -> Result:
    """Norms of the vectors along ``dim``; see :func:`norm`."""
    kind = real_of(dtype_of(dtype, float_of(input.dtype)))
    shape = reduced_shape(input.shape, axes_of(dim, input.ndim), keepdim)
    if order in (0, 1, math.inf, -math.inf):
        return reduction(input, dim, keepdim, kind, None, saved=(input,), backward=1, per_element=2, name="norm")
    count = prod(shape)
    roots = count if order == 2 else input.numel + count
    function = (lambda group: math.sqrt(math.fsum(abs(value) ** 2 for value in group))) if order == 2 else None
    result = reduction(
        input, dim, keepdim, kind, function, per_element=2, transcendentals=roots, backward=2, name="norm"
    )  # fmt: skip
    cost = result.cost
    saved = (input, result.output) if input.requires_grad else ()
    return Result(result.output, Cost(0, cost.pointwise, cost.transcendentals, saved=saved, gradients=cost.gradients), "norm")


@op("torch.dist", "torch.Tensor.dist")
def dist(input: Tensor, other: Tensor, p: Any = 2) -> Result:
    """Norm of the difference: 3n FLOPs."""
    result = vector_norm(input, p)
    cost = result.cost
    return Result(
        result.output, Cost(0, cost.pointwise + input.numel, cost.transcendentals, saved=(input, other), gradients=cost.gradients)
    )
