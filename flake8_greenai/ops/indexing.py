"""Reading and writing by index: bytes, no FLOPs (cost-model.md: "gather: 0 FLOP, cost bytes"); accumulating writes add.

A gather reads as much of its source as it selects, not all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axis_of, common_device
from flake8_greenai.ops.layout import expanded
from flake8_greenai.ops.pointwise import cast, register_pointwise
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import broadcast_shapes, expand_shape, same, written
from flake8_greenai.tensors.content import Content, derive, filled
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.indexing import Selection, broadcast_content, mask_positions, select
from flake8_greenai.tensors.promotion import result_type
from flake8_greenai.tensors.strides import elementwise_strides
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount


def selection_cost(output: Tensor, indices: Sequence[Tensor]) -> Cost:
    """Selected elements and indices are read, the result is written; the indices are saved for the backward pass."""
    return Cost(bytes_read=output.nbytes + sum(index.nbytes for index in indices), saved=tuple(indices))


@op("torch.Tensor.__getitem__")
def getitem(self: Tensor, key: Any) -> Tensor | Result:
    """``self[key]``: a view, or a gather when the key holds tensors, lists or masks."""
    selection = select(self, key)
    if selection.is_view:
        return selection.view
    indices = tuple(selection.advanced.values())
    output = Tensor(selection.shape, self.dtype, self.device, content=selection.content())
    return Result(output, selection_cost(output, indices), "index")


@op("torch.Tensor.__setitem__")
def setitem(self: Tensor, key: Any, value: Any) -> Result:
    """``self[key] = value``; the result is the tensor, which now depends on the value."""
    selection = select(self, key)
    return written_region(self, selection.view, value) if selection.is_view else _put(self, selection, value)


def written_region(target: Tensor, region: Tensor, value: Any) -> Result:
    """Write ``value`` (a tensor or a number), expanded, into ``region``, a view of ``target``."""
    if isinstance(value, Tensor):
        source = _squeezed_leading(value, region.ndim)
        shape = expand_shape(source.shape, region.shape)
        content = cast(broadcast_content(source, shape), region.dtype, expanded(source, shape))
        read = value.nbytes
    else:
        content = _number_content(value, region)
        read = 0
    region.write(content)
    return Result(target, Cost(bytes_read=read, bytes_written=region.nbytes), "copy_")


def _squeezed_leading(value: Tensor, rank: int) -> Tensor:
    extra = value.ndim - rank
    if extra > 0 and all(size == 1 for size in value.shape[:extra]):
        return value.view(value.shape[extra:])
    return value


def _number_content(value: Any, region: Tensor) -> Content | None:
    if isinstance(value, Expression):
        return None
    if not isinstance(value, (bool, int, float, complex)):
        raise Undetermined(f"{value!r} is neither a tensor nor a number")
    return filled(value, region.numel, region.dtype)


def _put(target: Tensor, selection: Selection, value: Any, *, is_sum: bool = False) -> Result:
    """Write through integer tensors or masks."""
    count = prod(selection.shape)
    content: Content | None = None
    read: Amount = 0
    if isinstance(value, Tensor):
        source = _squeezed_leading(value, len(selection.shape))
        shape = expand_shape(source.shape, selection.shape)
        content = cast(broadcast_content(source, shape), target.dtype, expanded(source, shape))
        read = value.nbytes
    elif not isinstance(value, Expression):
        content = _number_content(value, Tensor(selection.shape, target.dtype))
    view = selection.view
    before = view.content
    after: Content | None = None
    indices = [index.content for index in selection.advanced.values()]
    if before is not None and content is not None and all(index is not None for index in indices):

        def compute(old: Sequence[Any], new: Sequence[Any], *_: Sequence[Any]) -> list[Any] | None:
            positions = selection.positions()
            if positions is None:
                return None
            result = list(old)
            for place, element in zip(positions, new, strict=True):
                result[place] = result[place] + element if is_sum else element
            return result

        after = derive(compute, [before, content, *indices], None, view.numel)
    view.write(after)
    moved = read + sum(index.nbytes for index in selection.advanced.values())
    cost = Cost(pointwise=count if is_sum else 0, bytes_read=moved, bytes_written=count * target.dtype.itemsize, saved=tuple(selection.advanced.values()))
    return Result(target, cost, "index_put_")


@op("torch.Tensor.index_put_", "torch.index_put_")
def index_put_(self: Tensor, indices: Any, values: Any, accumulate: bool = False) -> Result:
    """``self[indices] = values``, or ``+=``."""
    selection = select(self, tuple(slice(None) if index is None else index for index in indices))
    return _put(self, selection, values, is_sum=accumulate)


@op("torch.Tensor.index_put", "torch.index_put")
def index_put(input: Tensor, indices: Any, values: Any, accumulate: bool = False) -> Result:
    """As ``index_put_`` on a copy."""
    return _put(_copied(input), select(input, tuple(slice(None) if index is None else index for index in indices)), values, is_sum=accumulate)


def _copied(tensor: Tensor) -> Tensor:
    return Tensor(tensor.shape, tensor.dtype, tensor.device, content=tensor.content)


@op("torch.index_select", "torch.Tensor.index_select")
def index_select(input: Tensor, dim: Any, index: Tensor, *, out: Tensor | None = None) -> Result:
    """The positions ``index`` along a dim."""
    axis = axis_of(dim, input.ndim)
    if index.ndim > 1:
        raise ShapeError(f"index_select(): Index is supposed to be a vector, but its shape is {written(index.shape)}")
    selection = select(input, (slice(None),) * axis + (index.view((index.numel,)),))
    output = Tensor(selection.shape, input.dtype, input.device, content=selection.content())
    return Result(output, selection_cost(output, (index,)))


def _row_gather(source: Sequence[Any], index: Sequence[Any], shape: Any, index_shape: Any, axis: int) -> list[Any]:
    """Elements of ``gather``: position ``index[i][j]`` along ``axis``, the other coordinates those of the index element."""
    steps = [prod(shape[place + 1 :]) for place in range(len(shape))]
    result = []
    for number, position in enumerate(index):
        place, rest = 0, number
        for dim in reversed(range(len(index_shape))):
            rest, coordinate = divmod(rest, index_shape[dim])
            place += (position if dim == axis else coordinate) * steps[dim]
        result.append(place)
    return [source[place] for place in result] if source else result


@op("torch.gather", "torch.Tensor.gather")
def gather(input: Tensor, dim: Any, index: Tensor, *, sparse_grad: bool = False, out: Tensor | None = None) -> Result:
    """The elements at ``index`` along a dim; the result has the shape of ``index``."""
    axis = axis_of(dim, input.ndim)
    if input.ndim != index.ndim and input.shape and index.shape:
        raise ShapeError(
            "Index tensor must have the same number of dimensions as input tensor; the shapes are "
            f"{written(index.shape)} and {written(input.shape)}"
        )
    for place, (size, own) in enumerate(zip(index.shape, input.shape, strict=False)):
        if place != axis and type(size) is int and type(own) is int and size > own:
            raise ShapeError(
                f"Size does not match at dimension {place} expected index {written(index.shape)} to be no larger than self "
                f"{written(input.shape)} apart from dimension {axis}"
            )
    shape, index_shape = input.shape, index.shape
    content = derive(
        lambda source, places: _row_gather(source, places, shape, index_shape, axis), [input.content, index.content], None, index.numel
    )
    output = Tensor(index.shape, input.dtype, input.device, content=content)
    return Result(output, selection_cost(output, (index,)))


@op("torch.take_along_dim", "torch.Tensor.take_along_dim")
def take_along_dim(input: Tensor, indices: Tensor, dim: Any = None, *, out: Tensor | None = None) -> Result:
    """As ``gather`` with broadcasting of the other dims."""
    if dim is None:
        return gather(input.view((input.numel,)), 0, indices.view((indices.numel,)))
    axis = axis_of(dim, input.ndim)
    others = broadcast_shapes(_with(input.shape, axis, 1), _with(indices.shape, axis, 1))
    return gather(
        expanded(input, _with(others, axis, input.shape[axis])), axis, expanded(indices, _with(others, axis, indices.shape[axis]))
    )


def _with(shape: tuple[Any, ...], axis: int, size: Any) -> tuple[Any, ...]:
    return (*shape[:axis], size, *shape[axis + 1 :])


@op("torch.take", "torch.Tensor.take")
def take(input: Tensor, index: Tensor) -> Result:
    """Elements by flat position."""
    content = derive(lambda source, places: [source[place] for place in places], [input.content, index.content], None, index.numel)
    output = Tensor(index.shape, input.dtype, input.device, content=content)
    return Result(output, selection_cost(output, (index,)))


def _scatter(target: Tensor, axis: int, index: Tensor, src: Any, reduce: str | None) -> Result:
    """Write ``src`` into ``target`` at ``index`` along a dim; with a reduction one FLOP per element of ``index``."""
    if target.shape and index.shape and target.ndim != index.ndim:
        raise ShapeError(
            "Index tensor must have the same number of dimensions as self tensor; the shapes are "
            f"{written(index.shape)} and {written(target.shape)}"
        )
    before, source, places = target.content, None, index.content
    after: Content | None = None
    if isinstance(src, Tensor):
        if src.shape == index.shape:
            source = src.content
    elif not isinstance(src, Expression):
        source = filled(src, index.numel, target.dtype)
    if before is not None and source is not None and places is not None and reduce in (None, "add", "sum"):
        shape, index_shape = target.shape, index.shape

        def compute(old: Sequence[Any], new: Sequence[Any], positions: Sequence[Any]) -> list[Any]:
            result = list(old)
            for place, element in zip(_row_gather((), positions, shape, index_shape, axis), new, strict=True):
                result[place] = element if reduce is None else result[place] + element
            return result

        after = derive(compute, [before, source, places], target.dtype, target.numel)
    target.write(after)
    count = index.numel
    flops = 0 if reduce is None else count
    read = index.nbytes + (count * target.dtype.itemsize if isinstance(src, Tensor) else 0)
    gradients = (Gradient(src),) if isinstance(src, Tensor) and src.requires_grad else ()
    cost = Cost(pointwise=flops, bytes_read=read, bytes_written=count * target.dtype.itemsize, saved=(index,), gradients=gradients)
    return Result(target, cost, "scatter" if reduce is None else "scatter_reduce")


def _copy_first(result: Result, source: Tensor) -> Result:
    """The cost of the variant that leaves its operand: the rest of it is copied."""
    cost = result.cost
    copied = Cost(
        pointwise=cost.pointwise, bytes_read=source.nbytes + (cost.bytes_read or 0), bytes_written=source.nbytes, saved=cost.saved, gradients=cost.gradients
    )
    return Result(result.output, copied, result.op)


def _register_in_place_and_copy(name: str, function: Any) -> None:
    """``X_`` writes into its operand, ``X`` into a copy."""

    def in_place(self: Tensor, *args: Any, **kwargs: Any) -> Result:
        result: Result = function(self, *args, **kwargs)
        return result

    def copying(input: Tensor, *args: Any, **kwargs: Any) -> Result:
        return _copy_first(function(_copied(input), *args, **kwargs), input)

    in_place.__name__ = copying.__name__ = name
    op(f"torch.Tensor.{name}_", f"torch.{name}_")(in_place)
    op(f"torch.Tensor.{name}", f"torch.{name}")(copying)


def _scatter_plain(target: Tensor, dim: Any, index: Tensor, src: Any = None, *, value: Any = None, reduce: str | None = None) -> Result:
    return _scatter(target, axis_of(dim, target.ndim), index, value if src is None else src, reduce)


def _scatter_add(target: Tensor, dim: Any, index: Tensor, src: Tensor) -> Result:
    return _scatter(target, axis_of(dim, target.ndim), index, src, "add")


def _scatter_reduce(target: Tensor, dim: Any, index: Tensor, src: Tensor, reduce: str, *, include_self: bool = True) -> Result:
    return _scatter(target, axis_of(dim, target.ndim), index, src, reduce if reduce != "sum" or include_self else f"{reduce}_only")


def _index_write(target: Tensor, dim: Any, index: Tensor, source: Any, mode: str | None) -> Result:
    """Slices of ``source`` written or added at the positions ``index`` of a dim."""
    axis = axis_of(dim, target.ndim)
    if isinstance(source, Tensor) and source.shape and same(source.shape[axis], index.numel) is False:
        raise ShapeError(f"Number of indices ({index.numel}) should be equal to source.size(dim) ({source.shape[axis]}) for dim {axis}")
    selection = select(target, (slice(None),) * axis + (index.view((index.numel,)),))
    return _put(target, selection, source, is_sum=mode == "add")


_register_in_place_and_copy("scatter", _scatter_plain)
_register_in_place_and_copy("scatter_add", _scatter_add)
_register_in_place_and_copy("scatter_reduce", _scatter_reduce)
_register_in_place_and_copy("index_add", lambda target, dim, index, source, *, alpha=1: _index_write(target, dim, index, source, "add"))
_register_in_place_and_copy("index_copy", lambda target, dim, index, source: _index_write(target, dim, index, source, None))
_register_in_place_and_copy("index_fill", lambda target, dim, index, value: _index_write(target, dim, index, value, None))
_register_in_place_and_copy(
    "index_reduce", lambda target, dim, index, source, reduce, *, include_self=True: _index_write(target, dim, index, source, "reduce")
)


def _put_flat(target: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Result:
    target.write(None)
    count = index.numel
    return Result(target, Cost(pointwise=count if accumulate else 0, bytes_read=index.nbytes + source.nbytes, bytes_written=source.nbytes))


_register_in_place_and_copy("put", _put_flat)


def masked_fill(input: Tensor, mask: Tensor, value: Any) -> Result:
    """``value`` where the mask is true: bytes only; the mask is saved."""
    shape = broadcast_shapes(input.shape, mask.shape)
    number = value
    if isinstance(value, Tensor):
        values = value.content.values() if value.content is not None else None
        number = values[0] if values is not None and len(values) == 1 else None
    content = None
    if number is not None and not isinstance(number, Expression):
        sources = [broadcast_content(input, shape), broadcast_content(mask, shape)]
        known = [source for source in sources if source is not None]
        flags = [source.uniform() for source in known]
        if len(known) == 2 and flags[1] is not None and (flags[1] or flags[0] is not None):
            content = filled(number if flags[1] else flags[0] or 0, prod(shape), input.dtype)
        else:
            content = derive(
                lambda old, chosen: [number if flag else element for element, flag in zip(old, chosen, strict=True)], sources, input.dtype, prod(shape)
            )
    return Result(Tensor(shape, input.dtype, input.device, content=content), Cost(saved=(mask,)), "masked_fill")


register_pointwise("masked_fill", masked_fill)


@op("torch.masked_select", "torch.Tensor.masked_select")
def masked_select(input: Tensor, mask: Tensor, *, out: Tensor | None = None) -> Result:
    """The elements where the mask is true, as a vector."""
    shape = broadcast_shapes(input.shape, mask.shape)
    selection = select(expanded(input, shape), (expanded(mask, shape),))
    output = Tensor(selection.shape, input.dtype, input.device, content=selection.content())
    return Result(output, Cost(bytes_read=output.nbytes + mask.nbytes, saved=(mask,)))


def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Result:
    """Elements of ``source`` in turn where the mask is true."""
    shape = broadcast_shapes(input.shape, mask.shape)
    return Result(Tensor(shape, input.dtype, input.device), Cost(saved=(mask,)), "masked_scatter")


register_pointwise("masked_scatter", masked_scatter)


@op("torch.Tensor.fill_", "torch.fill_", "torch.Tensor.fill")
def fill_(self: Tensor, value: Any) -> Result:
    """All elements equal to ``value``."""
    if isinstance(value, Tensor):
        return written_region(self, self, value)
    self.write(_number_content(value, self))
    return Result(self, Cost(bytes_read=0), "fill_")


@op("torch.fill")
def fill(input: Tensor, value: Any) -> Result:
    """A tensor of the same shape with all elements equal to ``value``."""
    return fill_(Tensor(input.shape, input.dtype, input.device), value)


@op("torch.Tensor.zero_", "torch.zero_")
def zero_(self: Tensor) -> Result:
    """All elements zero."""
    return fill_(self, 0)


@op("torch.Tensor.fill_diagonal_")
def fill_diagonal_(self: Tensor, fill_value: Any, wrap: bool = False) -> Result:
    """The diagonal equal to ``fill_value``."""
    length = min(size for size in self.shape if isinstance(size, int))
    diagonal = self.restride((length,), (sum(self.stride),))
    diagonal.write(_number_content(fill_value, diagonal))
    return Result(self, Cost(bytes_read=0, bytes_written=diagonal.nbytes))


def where_shape(condition: Tensor, input: Any, other: Any) -> Result:
    """``input`` where the condition holds, else ``other``: 1 FLOP per element."""
    operands = [value for value in (condition, input, other) if isinstance(value, Tensor)]
    shape = broadcast_shapes(*(tensor.shape for tensor in operands))
    dtype = result_type((input, other))
    content = _where_content(condition, input, other, shape, dtype)
    strides = None
    if any(tensor.strides is not None for tensor in operands):
        strides = elementwise_strides([(tensor.shape, tensor.stride) for tensor in operands], shape)
    output = Tensor(shape, dtype, common_device(operands) or condition.device, content=content, strides=strides)
    saved = (condition,) if any(isinstance(value, Tensor) and value.requires_grad for value in (input, other)) else ()
    gradients = tuple(Gradient(value, pointwise=output.numel) for value in (input, other) if isinstance(value, Tensor) and value.requires_grad)
    return Result(output, Cost(pointwise=output.numel, saved=saved, gradients=gradients), "where")


def _where_content(condition: Tensor, input: Any, other: Any, shape: Any, dtype: Any) -> Content | None:
    sources: list[Content | None] = []
    for value in (condition, input, other):
        if isinstance(value, Tensor):
            sources.append(broadcast_content(value, shape))
        elif isinstance(value, (bool, int, float, complex)):
            sources.append(filled(value, prod(shape), dtype))
        else:
            return None
    if any(source is None for source in sources):
        return None
    flags = [source.uniform() if source is not None else None for source in sources]
    if flags[0] is not None:
        chosen = flags[1] if flags[0] else flags[2]
        if chosen is not None:
            return filled(chosen, prod(shape), dtype)
    return derive(
        lambda flag, yes, no: [one if choice else two for choice, one, two in zip(flag, yes, no, strict=True)], sources, dtype, prod(shape)
    )


@op("torch.where")
def where(condition: Tensor, input: Any = None, other: Any = None, *, out: Tensor | None = None) -> Any:
    """``input`` where the condition holds, else ``other``; alone, the coordinates where it holds."""
    if input is None and other is None:
        return nonzero(condition, as_tuple=True)
    return where_shape(condition, input, other)


@op("torch.Tensor.where")
def where_(self: Tensor, condition: Tensor, other: Any) -> Result:
    """``self`` where the condition holds, else ``other``."""
    return where_shape(condition, self, other)


@op("torch.nonzero", "torch.Tensor.nonzero", differentiable=False)
def nonzero(input: Tensor, *, out: Tensor | None = None, as_tuple: bool = False) -> Any:
    """The coordinates of elements that are not zero; how many is a symbol where the elements are not known."""
    count, columns = mask_positions(input)
    int64 = DTYPES["int64"]
    if as_tuple:
        parts = []
        for axis in range(max(input.ndim, 1)):
            values = None if columns is None else tuple(column[axis] for column in columns)
            parts.append(Tensor((count,), int64, input.device, content=_known(values)))
        return Result(tuple(parts), Cost())
    values = None if columns is None else tuple(place for column in columns for place in column)
    return Result(Tensor((count, input.ndim), int64, input.device, content=_known(values)), Cost())


def _known(values: Any) -> Content | None:
    return None if values is None else Content(lambda: values)


@op("torch.argwhere", "torch.Tensor.argwhere", differentiable=False)
def argwhere(input: Tensor) -> Any:
    """As ``nonzero``."""
    return nonzero(input)
