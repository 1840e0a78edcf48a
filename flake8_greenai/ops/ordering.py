"""Sorting, selection by rank, running reductions and histograms.

cost-model.md, "reductions": cumsum n; sort n·ceil(log2 n) along the sorted dim. Selection (topk, kthvalue, median) costs one
comparison per element read.
"""

from __future__ import annotations

import builtins
import itertools
import math
import operator
from collections.abc import Callable, Sequence
from functools import partial
from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.activation import by_line
from flake8_greenai.ops.arguments import axes_of, axis_of, dtype_of, integer
from flake8_greenai.ops.pointwise import deliver, store
from flake8_greenai.ops.reduction import reduced_shape
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.returns import named
from flake8_greenai.symbolic import Amount, Expression, less, maximum, symbol
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.content import Content, Labels, Sizes, derive, from_rows, rows
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.promotion import sum_of
from flake8_greenai.tensors.tensor import Tensor

INT64 = DTYPES["int64"]


def comparisons(size: Amount) -> Amount:
    """``ceil(log2 size)``; for a symbolic size, whose logarithm is not an integer expression, a number up to that of the largest one.

    Raises:
        Undetermined: when ``size`` is symbolic and may be of any extent.
    """
    if type(size) is Expression:
        most = size.bounds()[1]
        if most is None:
            raise Undetermined(f"sorting costs n log n for the symbolic size {size}")
        return symbol("", minimum=0, maximum=comparisons(most), origin=f"comparisons for each of {size} sorted elements")
    return max(0, math.ceil(math.log2(size))) if size > 1 else 0


def _ordered(line: Sequence[Any], descending: bool) -> list[int]:
    """Positions in sorted order, stable; nan counts as largest."""
    keys = [(arithmetic.is_nan(value), value) for value in line]
    return sorted(range(len(line)), key=keys.__getitem__, reverse=descending)


@op("torch.sort", "torch.Tensor.sort", "torch.msort", "torch.Tensor.msort")
def sort(input: Tensor, dim: Any = -1, descending: Any = False, stable: Any = False, *, out: Any = None) -> Result:
    """Elements in order along a dim and where they came from."""
    axis = axis_of(dim, input.ndim)
    values = Tensor(
        input.shape,
        input.dtype,
        input.device,
        content=by_line(input, axis, lambda line: [line[p] for p in _ordered(line, descending is True)], None),
    )
    indices = Tensor(input.shape, INT64, input.device, content=by_line(input, axis, lambda line: _ordered(line, descending is True), None))
    size = input.shape[axis] if input.shape else 1
    saved = (indices,) if input.requires_grad else ()
    return Result(named("sort", values, indices), Cost(pointwise=input.numel * comparisons(size), saved=saved))


@op("torch.argsort", "torch.Tensor.argsort", differentiable=False)
def argsort(input: Tensor, dim: Any = -1, descending: Any = False, stable: Any = False) -> Result:
    """Positions in sorted order."""
    result = sort(input, dim, descending)
    return Result(result.output.indices, result.cost)


def _picked(
    input: Tensor, axis: int, count: Any, pick: Callable[[Sequence[Any]], list[int]], shape: tuple[Any, ...]
) -> tuple[Tensor, Tensor]:
    """Values and positions that ``pick`` chooses of each line along ``axis``."""
    own: Sizes = input.shape or (1,)

    def lines(values: Any) -> list[tuple[Any, ...]]:
        return rows(values, own, axis)

    def chosen(values: Any) -> list[Any]:
        found = [[line[place] for place in pick(line)] for line in lines(values)]
        return from_rows(found, (*own[:axis], len(found[0]) if found else 0, *own[axis + 1 :]), axis)

    def places(values: Any) -> list[Any]:
        found = [pick(line) for line in lines(values)]
        return from_rows(found, (*own[:axis], len(found[0]) if found else 0, *own[axis + 1 :]), axis)

    return (
        Tensor(shape, input.dtype, input.device, content=derive(chosen, [input.content], None, input.numel)),
        Tensor(shape, INT64, input.device, content=derive(places, [input.content], None, input.numel)),
    )


@op("torch.topk", "torch.Tensor.topk")
def topk(input: Tensor, k: Any, dim: Any = -1, largest: Any = True, sorted: Any = True, *, out: Any = None) -> Result:
    """The ``k`` largest (or smallest) elements along a dim and where they are."""
    axis, count = axis_of(dim, input.ndim), integer(k)
    size = input.shape[axis] if input.shape else 1
    if type(count) is int and type(size) is int and not 0 <= count <= size:
        raise ShapeError(f"selected index k out of range: k = {count} of dimension {axis} of size {size}")
    shape = (*input.shape[:axis], count, *input.shape[axis + 1 :]) if input.shape else ()
    values, indices = _picked(
        input, axis, count, lambda line: _ordered(line, largest is True)[: count if isinstance(count, int) else 0], shape
    )
    saved = (indices,) if input.requires_grad else ()
    return Result(named("topk", values, indices), Cost(pointwise=input.numel, saved=saved))


@op("torch.kthvalue", "torch.Tensor.kthvalue")
def kthvalue(input: Tensor, k: Any, dim: Any = -1, keepdim: Any = False) -> Result:
    """The k-th smallest element along a dim and where it is."""
    axis = axis_of(dim, input.ndim)
    rank = integer(k)
    shape = reduced_shape(input.shape, (axis,), keepdim)
    values, indices = _picked(input, axis, 1, lambda line: [_ordered(line, False)[int(rank) - 1]], shape)
    return Result(named("kthvalue", values, indices), Cost(pointwise=input.numel, saved=(indices,)))


def _register_median(name: str) -> None:
    def apply(input: Tensor, dim: Any = None, keepdim: Any = False) -> Result:
        if dim is None:
            content = derive(lambda values: [values[_ordered(values, False)[(len(values) - 1) // 2]]], [input.content], None, input.numel)
            return Result(
                Tensor((), input.dtype, input.device, content=content if name == "median" else None), Cost(pointwise=input.numel), name
            )
        axis = axis_of(dim, input.ndim)
        shape = reduced_shape(input.shape, (axis,), keepdim)
        values, indices = _picked(input, axis, 1, lambda line: [_ordered(line, False)[(len(line) - 1) // 2]], shape)
        return Result(named(name, values, indices), Cost(pointwise=input.numel, saved=(indices,)), name)

    apply.__name__ = name
    op(f"torch.{name}", f"torch.Tensor.{name}")(apply)


_register_median("median")
_register_median("nanmedian")


@op("torch.mode", "torch.Tensor.mode")
def mode(input: Tensor, dim: Any = -1, keepdim: Any = False) -> Result:
    """The most frequent element along a dim: found by sorting."""
    axis = axis_of(dim, input.ndim)
    shape = reduced_shape(input.shape, (axis,), keepdim)
    size = input.shape[axis] if input.shape else 1
    values, indices = Tensor(shape, input.dtype, input.device), Tensor(shape, INT64, input.device)
    return Result(named("mode", values, indices), Cost(pointwise=input.numel * comparisons(size), saved=(indices,)))


@op("torch.quantile", "torch.Tensor.quantile", "torch.nanquantile", "torch.Tensor.nanquantile")
def quantile(input: Tensor, q: Any, dim: Any = None, keepdim: Any = False, *, interpolation: str = "linear") -> Result:
    """Quantiles along a dim: by sorting, then 3 FLOPs per interpolated element."""
    axes = axes_of(dim, input.ndim)
    inner = reduced_shape(input.shape, axes, keepdim)
    shape = (*q.shape, *inner) if isinstance(q, Tensor) else inner
    size = input.shape[axes[0]] if dim is not None and input.shape else input.numel
    output = Tensor(shape, input.dtype, input.device)
    return Result(output, Cost(pointwise=input.numel * comparisons(size) + 3 * output.numel))


def _scan(name: str, function: Callable[..., Any], dtype: Callable[[Dtype], Dtype], saves: bool, backward: int) -> None:
    """Running reductions: n FLOPs."""

    def apply(input: Tensor, dim: Any = None, *, axis: Any = None, dtype: Any = None, out: Tensor | None = None) -> Result:
        place = axis_of(axis if dim is None else dim, input.ndim)
        kind = dtype_of(dtype, rule(input.dtype))
        content = by_line(input, place, lambda line: list(itertools.accumulate(line, function)), kind)
        output = Tensor(input.shape, kind, input.device, content=content)
        gradients = (Gradient(input, pointwise=backward * input.numel),) if input.requires_grad else ()
        return deliver(
            Result(output, Cost(pointwise=input.numel, saved=(input,) if saves and input.requires_grad else (), gradients=gradients), name),
            out,
        )

    def in_place(self: Tensor, dim: Any, *, dtype: Any = None) -> Result:
        return store(self, apply(self, dim, dtype=self.dtype if dtype is None else dtype), name)

    rule = dtype
    apply.__name__ = in_place.__name__ = name
    op(f"torch.{name}", f"torch.Tensor.{name}")(apply)
    op(f"torch.Tensor.{name}_")(in_place)


_scan("cumsum", operator.add, sum_of, False, 1)
_scan("cumprod", operator.mul, sum_of, True, 3)


@op("torch.logcumsumexp", "torch.Tensor.logcumsumexp")
def logcumsumexp(input: Tensor, dim: Any) -> Result:
    """Running ``log(sum(exp))``: 3n FLOPs, 2n transcendentals."""
    axis_of(dim, input.ndim)
    output = Tensor(input.shape, input.dtype, input.device)
    return Result(output, Cost(pointwise=3 * input.numel, transcendentals=2 * input.numel, saved=(input, output)))


def _extreme_scan(name: str, choose: Callable[[Any, Any], Any]) -> None:
    def apply(input: Tensor, dim: Any) -> Result:
        place = axis_of(dim, input.ndim)
        values = Tensor(
            input.shape,
            input.dtype,
            input.device,
            content=by_line(input, place, lambda line: list(itertools.accumulate(line, choose)), None),
        )
        indices = Tensor(input.shape, INT64, input.device)
        return Result(named(name, values, indices), Cost(pointwise=input.numel, saved=(indices,)), name)

    apply.__name__ = name
    op(f"torch.{name}", f"torch.Tensor.{name}")(apply)


_extreme_scan("cummax", arithmetic.maximum)
_extreme_scan("cummin", arithmetic.minimum)


@op("torch.diff", "torch.Tensor.diff")
def diff(input: Tensor, n: int = 1, dim: Any = -1, prepend: Tensor | None = None, append: Tensor | None = None) -> Result:
    """Differences of neighbours along a dim, ``n`` times."""
    axis = axis_of(dim, input.ndim)
    size = input.shape[axis]
    for extra in (prepend, append):
        if isinstance(extra, Tensor):
            size = size + (extra.shape[axis] if extra.shape else 1)
    shape = (*input.shape[:axis], maximum(size - n, 0), *input.shape[axis + 1 :])
    parts = [extra for extra in (prepend, input, append) if extra is not None]
    content = None
    if all(part.storage.content is not None and part.ndim == input.ndim for part in parts):
        compute = partial(_differences, [part.shape for part in parts], axis, n)
        content = derive(compute, [part.content for part in parts], input.dtype, prod(shape))
    output = Tensor(shape, input.dtype, input.device, content=content)
    return Result(output, Cost(pointwise=n * output.numel))


def _differences(shapes: Sequence[Sizes], axis: int, n: int, *contents: tuple[Any, ...]) -> list[Any]:
    """Elements of the differences along ``axis`` of tensors that lie behind one another."""
    parts = [rows(values, shape, axis) for values, shape in zip(contents, shapes, strict=True)]
    lines: list[Sequence[Any]] = [sum(pieces, ()) for pieces in zip(*parts, strict=True)]
    for _ in range(n):
        lines = [list(map(operator.xor if isinstance(line[0], bool) else operator.sub, line[1:], line)) for line in lines]
    size = len(lines[0]) if lines else 0
    return from_rows(lines, (*shapes[0][:axis], size, *shapes[0][axis + 1 :]), axis)


def _known_values(input: Tensor) -> tuple[Any, ...] | None:
    return input.content.values() if input.content is not None else None


def _fixed(values: Sequence[Any] | None) -> Content | None:
    if values is None:
        return None
    kept = tuple(values)
    return Content(lambda: kept)


@op("torch.unique", "torch.Tensor.unique", "torch.functional.unique", differentiable=False)
def unique(input: Tensor, sorted: Any = True, return_inverse: Any = False, return_counts: Any = False, dim: Any = None) -> Result:
    """Distinct elements; how many is a symbol where the elements are not known."""
    return _distinct(input, return_inverse, return_counts, dim, is_consecutive=False)


@op("torch.unique_consecutive", "torch.Tensor.unique_consecutive", "torch.functional.unique_consecutive", differentiable=False)
def unique_consecutive(input: Tensor, return_inverse: Any = False, return_counts: Any = False, dim: Any = None) -> Result:
    """Elements that differ from the one before."""
    return _distinct(input, return_inverse, return_counts, dim, is_consecutive=True)


def _fewest(count: Any) -> int:
    """The fewest distinct ones among ``count``: one, but of none."""
    return 0 if less(count, 1) is not False else 1


def _distinct(input: Tensor, return_inverse: Any, return_counts: Any, dim: Any, *, is_consecutive: bool) -> Result:
    values = _known_values(input) if dim is None else None
    found = counts = inverse = None
    if values is not None:
        groups = [(value, len(list(group))) for value, group in itertools.groupby(values if is_consecutive else builtins.sorted(values))]
        found, counts = [value for value, _ in groups], [number for _, number in groups]
        if is_consecutive:
            inverse = [place for place, number in enumerate(counts) for _ in range(number)]
        else:
            inverse = [found.index(value) for value in values]
    if dim is None:
        extent: Any = len(found) if found is not None else symbol(minimum=_fewest(input.numel), maximum=input.numel)
        shape, inverse_shape = (extent,), input.shape
    else:
        axis = axis_of(dim, input.ndim)
        extent = symbol(minimum=_fewest(input.shape[axis]), maximum=input.shape[axis])
        shape, inverse_shape = (*input.shape[:axis], extent, *input.shape[axis + 1 :]), (input.shape[axis],)
    outputs: list[Tensor] = [Tensor(shape, input.dtype, input.device, content=_fixed(found))]
    if return_inverse is True:
        places = _fixed(inverse) if inverse is not None else Labels(extent - 1)
        outputs.append(Tensor(inverse_shape, INT64, input.device, content=places))
    if return_counts is True:
        outputs.append(Tensor((extent,), INT64, input.device, content=_fixed(counts)))
    size = input.numel
    flops = size if is_consecutive else size * comparisons(size) if type(size) is int else size
    return Result(outputs[0] if len(outputs) == 1 else tuple(outputs), Cost(pointwise=flops))


@op("torch.bincount", "torch.Tensor.bincount", differentiable=False)
def bincount(input: Tensor, weights: Tensor | None = None, minlength: Any = 0) -> Result:
    """How often each non-negative integer occurs: n additions."""
    values, least = _known_values(input), integer(minlength)
    dtype = INT64 if weights is None else DTYPES["float64"] if weights.dtype.name != "float32" else weights.dtype
    content = None
    if values is not None and isinstance(least, int):
        length: Any = max([least, *(int(value.real) + 1 for value in values)])
        if weights is None:
            counts = [0] * length
            for value in values:
                counts[int(value.real)] += 1
            content = _fixed(counts)
    else:
        length = symbol(minimum=max(1, least) if isinstance(least, int) else 1)
    return Result(Tensor((length,), dtype, input.device, content=content), Cost(pointwise=input.numel))


@op("torch.histc", "torch.Tensor.histc", differentiable=False)
def histc(input: Tensor, bins: Any = 100, min: Any = 0, max: Any = 0) -> Result:
    """Counts per bin: 3 FLOPs per element to find the bin and add."""
    return Result(Tensor((integer(bins),), input.dtype, input.device), Cost(pointwise=3 * input.numel))


@op("torch.bucketize", differentiable=False)
def bucketize(input: Any, boundaries: Tensor, *, out_int32: Any = False, right: Any = False, out: Tensor | None = None) -> Result:
    """The bin of each element, by binary search."""
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


@op("torch.searchsorted", differentiable=False)
def searchsorted(
    sorted_sequence: Tensor,
    input: Any,
    *,
    out_int32: Any = False,
    right: Any = False,
    side: Any = None,
    sorter: Any = None,
    out: Any = None,
) -> Result:
    """Where each element would be inserted: ``ceil(log2 size)`` comparisons each."""
    dtype = DTYPES["int32"] if out_int32 is True else INT64
    shape = input.shape if isinstance(input, Tensor) else ()
    count = input.numel if isinstance(input, Tensor) else 1
    size = sorted_sequence.shape[-1]
    is_right = right is True or side == "right"
    content = None
    if sorted_sequence.ndim == 1 and isinstance(input, Tensor):
        content = derive(
            lambda edges, values: [_insertion(edges, value, is_right) for value in values],
            [sorted_sequence.content, input.content],
            None,
            count,
        )
    return Result(Tensor(shape, dtype, sorted_sequence.device, content=content), Cost(pointwise=count * comparisons(size)))


def _insertion(edges: Sequence[Any], value: Any, is_right: bool) -> int:
    return sum(edge <= value if is_right else edge < value for edge in edges)
