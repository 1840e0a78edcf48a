"""Joining and splitting tensors: copies cost bytes, splits are views."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.sequences import MEAN, is_open
from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import axis_of, common_device, integer, sizes_of
from flake8_greenai.ops.layout import expanded, unsqueeze
from flake8_greenai.ops.pointwise import cast, deliver
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.slicing import narrowed, slice_axis
from flake8_greenai.symbolic import Expression, ceil_divide, symbol
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.content import Content, Sizes, derive
from flake8_greenai.tensors.device import CPU
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.promotion import result_type
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Dim

MAX_PIECES = 100_000
"""Tensors that one operation cuts a tensor into."""


def tensors_of(value: Any) -> list[Tensor]:
    """The tensors of a list, a tuple, or along the first dim of a tensor.

    Raises:
        Undetermined: when they are not tensors.
    """
    if isinstance(value, Tensor):
        return list(unbind(value))
    tensors = list(value)
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise Undetermined(f"{tensor!r} is not a tensor")
    if not tensors:
        raise ShapeError("expected a non-empty list of Tensors")
    return tensors


def joined(tensors: Sequence[Tensor], dim: Any) -> Result:
    """Concatenate along an existing dim; 1-D tensors without elements are skipped, as in torch."""
    parts = [tensor for tensor in tensors if tensor.shape != (0,)] or list(tensors[:1])
    first = parts[0]
    if not first.shape:
        raise ShapeError("zero-dimensional tensor (at position 0) cannot be concatenated")
    axis = axis_of(dim, first.ndim)
    extent: Dim = 0
    for number, tensor in enumerate(parts):
        if tensor.ndim != first.ndim:
            raise ShapeError(
                f"Tensors must have same number of dimensions: got {first.ndim} and {tensor.ndim} (shapes {written(first.shape)} and "
                f"{written(tensor.shape)})"
            )
        if tensor.shape != first.shape:
            _check_other_sizes(first, tensor, axis, number)
        extent = extent + tensor.shape[axis]
    shape = (*first.shape[:axis], extent, *first.shape[axis + 1 :])
    dtype = first.dtype if all(tensor.dtype is first.dtype for tensor in tensors) else result_type(tensors)
    contents = [cast(tensor.content, dtype, tensor) for tensor in parts]
    output = Tensor(shape, dtype, common_device(tensors) or CPU, content=_joined_content(contents, parts, axis, prod(shape)))
    return Result(output, Cost(), "cat")


def _check_other_sizes(first: Tensor, tensor: Tensor, axis: int, number: int) -> None:
    for place, (expected, size) in enumerate(zip(first.shape, tensor.shape, strict=True)):
        if place != axis and same(expected, size) is False:
            raise ShapeError(
                f"Sizes of tensors must match except in dimension {axis}. Expected size {expected} but got size {size} for tensor number "
                f"{number} in the list; the shapes are {written(first.shape)} and {written(tensor.shape)}"
            )


def _joined_content(contents: Sequence[Content | None], parts: Sequence[Tensor], axis: int, count: Any) -> Content | None:
    if any(content is None for content in contents):
        return None
    chunks: Sizes = [prod(tensor.shape[axis:]) for tensor in parts]
    blocks: Any = prod(parts[0].shape[:axis])

    def compute(*columns: Sequence[Any]) -> list[Any]:
        return [
            value
            for block in range(blocks)
            for values, chunk in zip(columns, chunks, strict=True)
            for value in values[block * chunk : (block + 1) * chunk]
        ]

    return derive(compute, contents, None, count)


def _repeated(tensors: Any, dim: Any, *, is_new: bool) -> Any:
    """Tensors of which some stand for an unknown number of them (``is_new``: along a dim that is made): one of the size of all.

    Raises:
        Undetermined: when they are not tensors.
    """
    if not is_open(tensors):
        return tensors
    parts = []
    for item in tensors:
        if type(item) is not Unknown:
            parts.append(unsqueeze(item, axis_of(dim, item.ndim + 1)) if is_new and isinstance(item, Tensor) else item)
            continue
        assert item.many is not None
        if not isinstance(item.many[0], Tensor):
            raise Undetermined(f"{item.many[0]!r} is not a tensor")
        one, count = item.many
        shape = list(one.shape)
        if is_new:
            shape.insert(axis_of(dim, one.ndim + 1), count)
        else:
            axis = axis_of(dim, one.ndim)
            size = shape[axis]
            # The sum of sizes that differ is a number of its own, the same whenever it is asked for.
            is_mean = type(size) is Expression and size.origin == MEAN
            shape[axis] = symbol(f"total_{size}", minimum=0) if is_mean else size * count
        whole = Tensor(tuple(shape), one.dtype, one.device, requires_grad=one.requires_grad)
        whole.origin = one.origin
        parts.append(whole)
    return parts


@op("torch.cat", "torch.concat", "torch.concatenate", accepts_many=True)
def cat(tensors: Any, dim: Any = 0, *, axis: Any = None, out: Tensor | None = None) -> Result:
    """Tensors one behind the other along a dim."""
    dim = dim if axis is None else axis
    return deliver(joined(tensors_of(_repeated(tensors, dim, is_new=False)), dim), out)


@op("torch.stack", accepts_many=True)
def stack(tensors: Any, dim: Any = 0, *, out: Tensor | None = None) -> Result:
    """Tensors of one shape along a new dim."""
    if is_open(tensors):
        result = joined(tensors_of(_repeated(tensors, dim, is_new=True)), dim)
        return deliver(Result(result.output, result.cost, "stack"), out)
    parts = tensors_of(tensors)
    for number, tensor in enumerate(parts):
        if len(tensor.shape) != len(parts[0].shape) or any(
            same(one, other) is False for one, other in zip(tensor.shape, parts[0].shape, strict=True)
        ):
            raise ShapeError(
                f"stack expects each tensor to be equal size, but got {written(parts[0].shape)} at entry 0 and {written(tensor.shape)} at "
                f"entry {number}"
            )
    axis = axis_of(dim, parts[0].ndim + 1)
    result = joined([unsqueeze(tensor, axis) for tensor in parts], axis)
    return deliver(Result(result.output, result.cost, "stack"), out)


@op("torch.hstack")
def hstack(tensors: Any, *, out: Tensor | None = None) -> Result:
    """Along the second dim, vectors along the first."""
    parts = [tensor.view((1,)) if not tensor.shape else tensor for tensor in tensors_of(tensors)]
    return deliver(joined(parts, 0 if parts[0].ndim == 1 else 1), out)


@op("torch.vstack", "torch.row_stack")
def vstack(tensors: Any, *, out: Tensor | None = None) -> Result:
    """Along the first dim, vectors as rows."""
    parts = [tensor.view((1,) * (2 - tensor.ndim) + tensor.shape) if tensor.ndim < 2 else tensor for tensor in tensors_of(tensors)]
    return deliver(joined(parts, 0), out)


@op("torch.dstack")
def dstack(tensors: Any, *, out: Tensor | None = None) -> Result:
    """Along the third dim."""
    parts = []
    for tensor in tensors_of(tensors):
        rows = tensor.view((1,) * (2 - tensor.ndim) + tensor.shape) if tensor.ndim < 2 else tensor
        parts.append(unsqueeze(rows, 2) if rows.ndim == 2 else rows)
    return deliver(joined(parts, 2), out)


@op("torch.column_stack")
def column_stack(tensors: Any, *, out: Tensor | None = None) -> Result:
    """Along the second dim, vectors as columns."""
    parts = [tensor.view((tensor.numel, 1)) if tensor.ndim < 2 else tensor for tensor in tensors_of(tensors)]
    return deliver(joined(parts, 1), out)


@op("torch.block_diag")
def block_diag(*tensors: Any) -> Result:
    """Matrices along the diagonal of one."""
    parts = [tensor.view((1,) * (2 - tensor.ndim) + tensor.shape) if tensor.ndim < 2 else tensor for tensor in tensors_of(list(tensors))]
    rows: Dim = 0
    columns: Dim = 0
    for part in parts:
        rows, columns = rows + part.shape[0], columns + part.shape[1]
    return Result(Tensor((rows, columns), result_type(parts), parts[0].device), Cost())


@op("torch.unbind", "torch.Tensor.unbind")
def unbind(input: Tensor, dim: Any = 0) -> tuple[Tensor, ...]:
    """The slices along a dim, without it."""
    if not input.shape:
        raise ShapeError("Dimension specified as 0 but tensor has no dimensions")
    axis = axis_of(dim, input.ndim)
    count = input.shape[axis]
    if type(count) is not int:
        raise Undetermined(f"the number of slices {count} is symbolic")
    _few(count)
    own = input.stride
    shape = (*input.shape[:axis], *input.shape[axis + 1 :])
    strides = (*own[:axis], *own[axis + 1 :])
    return tuple(input.restride(shape, strides, input.offset + place * own[axis]) for place in range(count))


def _few(count: int) -> None:
    if count > MAX_PIECES:
        raise Undetermined(f"{count} pieces, at most {MAX_PIECES} are followed")


def pieces(tensor: Tensor, axis: int, sizes: Sequence[Dim]) -> tuple[Tensor, ...]:
    """Consecutive ranges along a dim."""
    _few(len(sizes))
    starts = itertools.accumulate(sizes, initial=0)
    return tuple(narrowed(tensor, axis, start, size) for start, size in zip(starts, sizes, strict=False))


@op("torch.split", "torch.Tensor.split", "torch.split_with_sizes", "torch.Tensor.split_with_sizes", "torch.functional.split")
def split(
    tensor: Tensor, split_size_or_sections: Any = None, dim: Any = 0, *, split_size: Any = None, split_sizes: Any = None
) -> tuple[Tensor, ...]:
    """Ranges of one size (the last may be shorter) or of the sizes given."""
    sections = next(value for value in (split_size_or_sections, split_size, split_sizes) if value is not None)
    axis = axis_of(dim, tensor.ndim)
    extent = tensor.shape[axis]
    if isinstance(sections, (tuple, list)):
        sizes = sizes_of((sections,))
        if same(sum(sizes), extent) is False:
            raise ShapeError(
                f"split_with_sizes expects split_sizes to sum exactly to {extent} (input tensor's size at dimension {axis}), but got "
                f"split_sizes={written(sizes)}"
            )
        return pieces(tensor, axis, sizes)
    size = integer(sections)
    if type(size) is int and type(extent) is int and extent <= size:
        return pieces(tensor, axis, [extent])
    count = ceil_divide(extent, size)
    if type(count) is not int:
        raise Undetermined(f"the number of pieces {count} is symbolic")
    _few(count)
    return pieces(tensor, axis, [size] * (count - 1) + [extent - size * (count - 1)])


@op("torch.chunk", "torch.Tensor.chunk")
def chunk(input: Tensor, chunks: Any, dim: Any = 0) -> tuple[Tensor, ...]:
    """At most ``chunks`` ranges of equal size, the last may be shorter."""
    axis, number = axis_of(dim, input.ndim), integer(chunks)
    extent = input.shape[axis]
    if type(number) is not int:
        raise Undetermined(f"the number of chunks {number} is symbolic")
    if type(extent) is not int:
        _few(number)
    size = ceil_divide(extent, number)
    if type(extent) is not int or type(size) is not int:
        return pieces(input, axis, [size] * (number - 1) + [extent - size * (number - 1)])
    if size == 0:
        _few(number)
        return pieces(input, axis, [0] * number)
    count = -(-extent // size)
    _few(count)
    return pieces(input, axis, [size] * (count - 1) + [extent - size * (count - 1)])


@op("torch.tensor_split", "torch.Tensor.tensor_split", "torch.functional.tensor_split")
def tensor_split(
    input: Tensor, indices_or_sections: Any = None, dim: Any = 0, *, indices: Any = None, sections: Any = None
) -> tuple[Tensor, ...]:
    """Ranges that differ by at most one in size, or that are cut at the indices given."""
    axis = axis_of(dim, input.ndim)
    wanted = next(value for value in (indices_or_sections, indices, sections) if value is not None)
    if isinstance(wanted, (tuple, list)):
        cuts = [0, *sizes_of((wanted,))]
        return tuple(slice_axis(input, axis, start, stop) for start, stop in zip(cuts, [*cuts[1:], None], strict=True))
    number = integer(wanted)
    if type(number) is not int:
        raise Undetermined(f"the number of sections {number} is symbolic")
    _few(number)
    extent = input.shape[axis]
    small = extent // number
    if type(small) is not int or type(extent) is not int:
        return pieces(input, axis, [small] * number)
    larger = extent % number
    return pieces(input, axis, [small + 1] * larger + [small] * (number - larger))


def _split_along(name: str, axis: int) -> None:
    def apply(input: Tensor, indices_or_sections: Any) -> tuple[Tensor, ...]:
        return tensor_split(input, indices_or_sections, 0 if name == "hsplit" and input.ndim == 1 else axis)

    apply.__name__ = name
    op(f"torch.{name}", f"torch.Tensor.{name}")(apply)


for _name, _axis in (("vsplit", 0), ("hsplit", 1), ("dsplit", 2)):
    _split_along(_name, _axis)


@op("torch.meshgrid")
def meshgrid(*tensors: Any, indexing: str = "ij") -> tuple[Tensor, ...]:
    """Coordinates of a grid: each vector expanded along the dims of the others."""
    operands = tensors_of(tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else list(tensors))
    is_swapped = indexing == "xy" and len(operands) >= 2
    if is_swapped:
        operands[0], operands[1] = operands[1], operands[0]
    shape = tuple(tensor.numel for tensor in operands)
    grids: list[Tensor] = []
    for axis, tensor in enumerate(operands):
        line = tensor.view((*(1 for _ in range(axis)), tensor.numel, *(1 for _ in range(len(operands) - axis - 1))))
        grids.append(expanded(line, shape))
    if is_swapped:
        grids[0], grids[1] = grids[1], grids[0]
    return tuple(grids)


@op("torch.cartesian_prod")
def cartesian_prod(*tensors: Any) -> Result:
    """All combinations of elements, one per row."""
    operands = tensors_of(list(tensors))
    _few(len(operands))
    if len(operands) == 1:
        return Result(operands[0], Cost(bytes_read=0, bytes_written=0))
    count = prod(tensor.numel for tensor in operands)
    contents = [tensor.content for tensor in operands]
    content = derive(
        lambda *columns: [value for row in itertools.product(*columns) for value in row], contents, None, count * len(operands)
    )
    return Result(Tensor((count, len(operands)), operands[0].dtype, operands[0].device, content=content), Cost())


@op("torch.combinations")
def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Result:
    """All subsets of ``r`` elements of a vector, one per row."""
    _few(r)
    size = input.shape[0]
    top = size + r - 1 if with_replacement else size
    count: Any = 1
    for step in range(r):
        count = count * (top - step) // (step + 1)
    return Result(Tensor((count, r), input.dtype, input.device), Cost())
