"""Reading and writing by index: bytes, no FLOPs (cost-model.md: "gather: 0 FLOP, cost bytes"); accumulating writes add.

A gather reads as much of its source as it selects, not all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import axis_of
from flake8_greenai.ops.layout import expanded
from flake8_greenai.ops.pointwise import cast
from flake8_greenai.ops.registry import Result, first_unknown, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import broadcast_shapes, expand_shape, written
from flake8_greenai.tensors.content import Content, derive, filled
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.indexing import Selection, broadcast_content, select
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount


def selection_cost(output: Tensor, indices: Sequence[Tensor]) -> Cost:
    """Selected elements and indices are read, the result is written; the indices are saved for the backward pass."""
    return Cost(bytes_read=output.nbytes + sum(index.nbytes for index in indices), saved=tuple(indices))


@op("torch.Tensor.__getitem__", accepts_unknown=True, accepts_slices=True)
def getitem(self: Tensor, key: Any) -> Tensor | Result:
    """``self[key]``: a view, or a gather when the key holds tensors, lists or masks; any number selects the same shape."""
    unknown = first_unknown((key,), numbers=True)
    if unknown is not None:
        raise Undetermined(unknown.reason)
    selection = select(self, key)
    if selection.is_view:
        return selection.view
    indices = tuple(selection.advanced.values())
    output = Tensor(selection.shape, self.dtype, self.device, content=selection.content())
    return Result(output, selection_cost(output, indices), "index")


@op("torch.Tensor.__setitem__", accepts_unknown=True, accepts_slices=True)
def setitem(self: Tensor, key: Any, value: Any) -> Result:
    """``self[key] = value``; the result is the tensor, which now depends on the value."""
    unknown = first_unknown((key,), numbers=True) or (value if type(value) is Unknown and not value.is_number else None)
    if unknown is not None:
        self.write(None)
        raise Undetermined(unknown.reason)
    selection = select(self, key)
    return written_region(self, selection.view, value) if selection.is_view else put(self, selection, value)


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
    if isinstance(value, Expression) or type(value) is Unknown:
        return None
    if not isinstance(value, (bool, int, float, complex)):
        raise Undetermined(f"{value!r} is neither a tensor nor a number")
    return filled(value, region.numel, region.dtype)


def put(target: Tensor, selection: Selection, value: Any, *, is_sum: bool = False) -> Result:
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
    if type(count) is not int or count > 0:  # nothing selected: the elements stay as they are
        view.write(after)
    moved = read + sum(index.nbytes for index in selection.advanced.values())
    cost = Cost(
        pointwise=count if is_sum else 0,
        bytes_read=moved,
        bytes_written=count * target.dtype.itemsize,
        saved=tuple(selection.advanced.values()),
    )
    return Result(target, cost, "index_put_")


@op("torch.Tensor.index_put_", "torch.index_put_")
def index_put_(self: Tensor, indices: Any, values: Any, accumulate: bool = False) -> Result:
    """``self[indices] = values``, or ``+=``."""
    selection = select(self, tuple(slice(None) if index is None else index for index in indices))
    return put(self, selection, values, is_sum=accumulate)


@op("torch.Tensor.index_put", "torch.index_put")
def index_put(input: Tensor, indices: Any, values: Any, accumulate: bool = False) -> Result:
    """As ``index_put_`` on a copy."""
    return put(copied(input), select(input, tuple(slice(None) if index is None else index for index in indices)), values, is_sum=accumulate)


def copied(tensor: Tensor) -> Tensor:
    """A copy, to be written into."""
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


def row_gather(source: Sequence[Any], index: Sequence[Any], shape: Any, index_shape: Any, axis: int) -> list[Any]:
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
        lambda source, places: row_gather(source, places, shape, index_shape, axis), [input.content, index.content], None, index.numel
    )
    output = Tensor(index.shape, input.dtype, input.device, content=content)
    cost = selection_cost(output, (index,))
    return Result(output, cost._replace(saved=(index, input)))  # torch keeps the input too, though only its shape matters


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


@op("torch.Tensor.fill_", "torch.fill_", "torch.Tensor.fill", accepts_numbers=True)
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
