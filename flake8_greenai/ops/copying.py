"""Rearrangements that copy: flip, roll, repeat, pad, triangles, diagonals. Bytes, no FLOPs (cost-model.md: views and copies)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Value
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import axes_of, axis_of, integer, sizes_of
from flake8_greenai.ops.pointwise import register_pointwise
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.slicing import diagonal as diagonal_view
from flake8_greenai.symbolic import Expression, less, maximum, symbol
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.content import Content, Sizes, Uniform, derive
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.strides import contiguous_strides
from flake8_greenai.tensors.tensor import Shape, Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Dim


def rearranged(tensor: Tensor, shape: Shape, content: Content | None, name: str = "") -> Result:
    """A copy under another shape."""
    return Result(Tensor(shape, tensor.dtype, tensor.device, content=content), Cost(), name)


def by_coordinates(tensor: Tensor, shape: Shape, sources: Sequence[Sequence[int]]) -> Content | None:
    """Elements of a copy whose coordinate ``i`` along each dim comes from coordinate ``sources[dim][i]``."""
    content = tensor.content
    if content is None:
        return None
    value = content.uniform()
    if value is not None:
        return Uniform(value, prod(shape))
    steps = contiguous_strides(tensor.shape)
    lines = [[place * step for place in source] for source, step in zip(sources, steps, strict=True)]
    return derive(lambda values: [values[sum(place)] for place in itertools.product(*lines)], [content], None, prod(shape))


def _places(tensor: Tensor, changed: dict[int, Sequence[int]]) -> list[Sequence[int]]:
    return [changed.get(axis, range(size)) for axis, size in enumerate(tensor.shape)]


def _is_followed(tensor: Tensor) -> bool:
    return bool(tensor.shape) and tensor.storage.content is not None and all(type(size) is int for size in tensor.shape)


@op("torch.flip", "torch.Tensor.flip")
def flip(input: Tensor, *dims: Any, **named: Any) -> Result:
    """Reversed along dims."""
    axes = axes_of(sizes_of((named["dims"],) if named else dims), input.ndim)
    content = None
    if _is_followed(input):
        content = by_coordinates(input, input.shape, _places(input, {axis: range(input.shape[axis])[::-1] for axis in axes}))
    return rearranged(input, input.shape, content, "flip")


@op("torch.fliplr", "torch.Tensor.fliplr")
def fliplr(input: Tensor) -> Result:
    """Reversed along the second dim."""
    return flip(input, 1)


@op("torch.flipud", "torch.Tensor.flipud")
def flipud(input: Tensor) -> Result:
    """Reversed along the first dim."""
    return flip(input, 0)


@op("torch.roll", "torch.Tensor.roll")
def roll(input: Tensor, shifts: Any, dims: Any = None) -> Result:
    """Shifted along dims, what leaves at one end enters at the other."""
    amounts = sizes_of((shifts,)) if isinstance(shifts, (tuple, list)) else (integer(shifts),)
    if dims is None or dims == ():
        if input.ndim == 1:
            dims = (0,)
        else:
            return rearranged(input, input.shape, None, "roll")
    axes = [axis_of(dim, input.ndim) for dim in (dims if isinstance(dims, (tuple, list)) else (dims,))]
    if len(axes) != len(amounts):
        raise ShapeError(f"shifts and dimensions must align. shifts: {len(amounts)}, dims: {len(axes)}")
    content = None
    if _is_followed(input) and all(type(amount) is int for amount in amounts):
        moved: dict[int, Sequence[int]] = {}
        amount: Any
        for axis, amount in zip(axes, amounts, strict=True):
            source = moved.get(axis, range(input.shape[axis]))
            moved[axis] = [source[(place - amount) % len(source)] for place in range(len(source))]
        content = by_coordinates(input, input.shape, _places(input, moved))
    return rearranged(input, input.shape, content, "roll")


@op("torch.rot90", "torch.Tensor.rot90")
def rot90(input: Tensor, k: int = 1, dims: Any = (0, 1)) -> Result:
    """Turned by quarter turns in the plane of two dims."""
    first, second = axes_of(tuple(dims), input.ndim)
    order = list(range(input.ndim))
    if k % 2:
        order[first], order[second] = order[second], order[first]
    return rearranged(input, tuple(input.shape[axis] for axis in order), None, "rot90")


@op("torch.Tensor.repeat", accepts_sizes=True)
def repeat(self: Tensor, *repeats: Any, **named: Any) -> Result:
    """The tensor laid out repeatedly along each dim."""
    counts = sizes_of((named["repeats"],) if named else repeats)
    if len(counts) < self.ndim:
        raise ShapeError(
            f"Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor: repeat{written(counts)} of a "
            f"tensor of shape {written(self.shape)}"
        )
    source = self.view((1,) * (len(counts) - self.ndim) + self.shape) if len(counts) > self.ndim else self
    shape = tuple(size * count for size, count in zip(source.shape, counts, strict=True))
    content = None
    if _is_followed(source) and all(type(size) is int and size <= 4096 for size in shape):
        content = by_coordinates(source, shape, [list(range(size)) * count for size, count in zip(source.shape, counts, strict=True)])
    return rearranged(source, shape, content, "repeat")


@op("torch.tile", "torch.Tensor.tile")
def tile(input: Tensor, *dims: Any, **named: Any) -> Result:
    """As ``repeat``, missing counts are 1."""
    counts = sizes_of((named["dims"],) if named else dims)
    return repeat(input, (1,) * (input.ndim - len(counts)) + tuple(counts))


@op("torch.repeat_interleave", "torch.Tensor.repeat_interleave")
def repeat_interleave(input: Any, repeats: Any = None, dim: Any = None, *, output_size: Any = None) -> Result:
    """Each slice along a dim repeated in place; with a tensor of counts, as often as each says."""
    if repeats is None:
        return _by_counts(input, output_size)
    if dim is None:
        return repeat_interleave(flattened(input), repeats, 0, output_size=output_size)
    if not input.shape:
        return repeat_interleave(input.view((1,)), repeats, dim, output_size=output_size)
    axis = axis_of(dim, input.ndim)
    size = input.shape[axis]
    counts: list[int] | None = None
    if isinstance(repeats, Tensor) and repeats.numel != 1:
        values = repeats.content.values() if repeats.content is not None else None
        if same(repeats.numel, size) is False:
            raise ShapeError(
                f"repeats must have the same size as input along dim, but got repeats.size(0) = {repeats.numel} and input.size({axis}) = "
                f"{size}"
            )
        counts = None if values is None else [int(value.real) for value in values]
        total: Dim = sum(counts) if counts is not None else _total(repeats, output_size)
    else:
        each = integer(repeats)
        total = size * each
        counts = [each] * size if type(each) is int and type(size) is int and total <= 4096 else None
    shape = (*input.shape[:axis], total, *input.shape[axis + 1 :])
    content = None
    if counts is not None and _is_followed(input):
        places = [place for place, count in enumerate(counts) for _ in range(count)]
        content = by_coordinates(input, shape, _places(input, {axis: places}))
    return rearranged(input, shape, content, "repeat_interleave")


def flattened(tensor: Tensor) -> Tensor:
    """The elements in one dim."""
    return (
        tensor.view((tensor.numel,))
        if tensor.strides is None
        else Tensor((tensor.numel,), tensor.dtype, tensor.device, content=tensor.content)
    )


def _total(repeats: Tensor, output_size: Any) -> Dim:
    return integer(output_size) if output_size is not None else symbol(minimum=0)


def _by_counts(repeats: Tensor, output_size: Any) -> Result:
    values = repeats.content.values() if repeats.content is not None else None
    if values is None:
        return rearranged(repeats, (_total(repeats, output_size),), None, "repeat_interleave")
    places = tuple(place for place, count in enumerate(values) for _ in range(int(count.real)))
    return rearranged(repeats, (len(places),), Content(lambda: places), "repeat_interleave")


def _padding(pad: Any) -> list[Any]:
    amounts = [integer(amount) for amount in pad]
    if len(amounts) % 2:
        raise ShapeError(f"Padding length must be divisible by 2, got {len(amounts)}: {written(amounts)}")
    return amounts


MAX_FOLLOWED = 10_000
"""Extent of a padded dim whose elements are followed."""


@op("torch.nn.functional.pad", "torch.constant_pad_nd", "torch._C._nn.pad")
def pad(input: Tensor, pad: Any, mode: str = "constant", value: Any = None) -> Result:
    """Each dim, the last one first, extended by (before, after); negative amounts crop."""
    amounts = _padding(pad)
    if not isinstance(mode, str):
        mode, value = "constant", mode
    if len(amounts) // 2 > input.ndim:
        raise ShapeError(
            f"Length of pad should be no more than twice the number of dimensions of the input. Pad length is "
            f"{len(amounts)} while the input has {input.ndim} dimensions."
        )
    shape = list(input.shape)
    sources: dict[int, list[int | None]] = {}
    is_followed = _is_followed(input) and all(isinstance(amount, int) for amount in amounts)
    for number in range(len(amounts) // 2):
        axis = input.ndim - 1 - number
        before, after = amounts[2 * number], amounts[2 * number + 1]
        size = input.shape[axis]
        extent = size + before + after
        if type(extent) is int and extent < 0:
            raise ShapeError(
                f"The input size {size}, plus negative padding {before} and {after} resulted in a negative output size, which is invalid. "
                f"Check dimension {axis} of your input of shape {written(input.shape)}."
            )
        if mode in ("reflect", "circular") and type(size) is int:
            _check_padding(mode, size, (before, after), axis, input)
        shape[axis] = extent
        is_followed = is_followed and type(extent) is int and extent <= MAX_FOLLOWED
        if is_followed and type(size) is int:
            sources[axis] = [_padded_place(place, size, mode) for place in range(-before, size + after)]
    content = None
    if is_followed:
        fill = 0 if value is None else value
        content = _padded_content(
            input, tuple(shape), [sources.get(axis, list(range(size))) for axis, size in enumerate(input.shape)], fill
        )
    saved = (input,) if mode in ("reflect", "replicate") else ()
    return Result(Tensor(tuple(shape), input.dtype, input.device, content=content), Cost(saved=saved), "pad")


def _check_padding(mode: str, size: int, amounts: tuple[Any, Any], axis: int, input: Tensor) -> None:
    limit = size - 1 if mode == "reflect" else size
    for amount in amounts:
        if isinstance(amount, int) and amount > limit:
            raise ShapeError(
                f"Padding size should be less than the corresponding input dimension, but got: padding {amounts} at dimension {axis} "
                f"of input {written(input.shape)} ({mode} mode)"
            )


def _padded_place(place: int, size: int, mode: str) -> int | None:
    if 0 <= place < size:
        return place
    if mode == "constant":
        return None
    if mode == "replicate":
        return min(max(place, 0), size - 1)
    if mode == "circular":
        return place % size
    return -place if place < 0 else 2 * (size - 1) - place


def _padded_content(tensor: Tensor, shape: Shape, sources: Sequence[Sequence[int | None]], value: Any) -> Content | None:
    if isinstance(value, (Expression, Tensor)):
        return None
    steps: Sizes = contiguous_strides(tensor.shape)

    def compute(values: Sequence[Any]) -> list[Any]:
        result = []
        for places in itertools.product(*sources):
            known = [place * step for place, step in zip(places, steps, strict=True) if place is not None]
            result.append(values[sum(known)] if len(known) == len(places) else value)
        return result

    return derive(compute, [tensor.content], tensor.dtype, prod(shape))


def _triangle(name: str, keeps: Any) -> None:
    def apply(input: Tensor, diagonal: Any = 0, *, out: Tensor | None = None) -> Result:
        if input.ndim < 2:
            raise ShapeError(f"{name}: input tensor must have at least 2 dimensions")
        shift = integer(diagonal)
        content = None
        if _is_followed(input) and isinstance(shift, int):
            rows, columns = input.shape[-2:]

            def compute(values: Sequence[Any]) -> list[Any]:
                return [value if keeps(place % columns - place // columns % rows, shift) else 0 for place, value in enumerate(values)]

            content = derive(compute, [input.content], input.dtype, input.numel)
        return Result(Tensor(input.shape, input.dtype, input.device, content=content), Cost(), name)

    register_pointwise(name, apply)


_triangle("tril", lambda distance, shift: distance <= shift)
_triangle("triu", lambda distance, shift: distance >= shift)


@op("torch.diag", "torch.Tensor.diag")
def diag(input: Tensor, diagonal: int = 0) -> Value:
    """A vector as the diagonal of a matrix, or the diagonal of a matrix."""
    if input.ndim == 1:
        return diag_embed(input, diagonal)
    if input.ndim == 2:
        view = diagonal_view(input, diagonal)
        return Result(Tensor(view.shape, view.dtype, view.device, content=view.content), Cost())
    raise ShapeError(f"diag(): Supports 1D or 2D tensors. Got {input.ndim}D")


@op("torch.diagflat", "torch.Tensor.diagflat")
def diagflat(input: Tensor, offset: int = 0) -> Result:
    """All elements as the diagonal of a matrix."""
    return diag_embed(input.view((input.numel,)), offset)


@op("torch.diag_embed", "torch.Tensor.diag_embed")
def diag_embed(input: Tensor, offset: Any = 0, dim1: Any = -2, dim2: Any = -1) -> Result:
    """The last dim as the diagonal of a new matrix in dims ``dim1`` and ``dim2``."""
    shift = integer(offset)
    size = input.shape[-1] + maximum(shift, -shift)
    rank = input.ndim + 1
    first, second = axis_of(dim1, rank), axis_of(dim2, rank)
    if first == second:
        raise ShapeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    rest = iter(input.shape[:-1])
    shape = tuple(size if axis in (first, second) else next(rest) for axis in range(rank))
    content = None
    if _is_followed(input) and (first, second) == (rank - 2, rank - 1) and isinstance(shift, int) and isinstance(size, int):
        length: Any = input.shape[-1]

        def compute(values: Sequence[Any]) -> list[Any]:
            result = []
            for block in range(len(values) // max(length, 1)):
                for row, column in itertools.product(range(size), repeat=2):
                    place = min(row, column)
                    result.append(values[block * length + place] if column - row == shift else 0)
            return result

        content = derive(compute, [input.content], input.dtype, prod(shape))
    return Result(Tensor(shape, input.dtype, input.device, content=content), Cost())


@op("torch.diagonal_scatter", "torch.Tensor.diagonal_scatter", "torch.select_scatter", "torch.Tensor.select_scatter")
@op("torch.slice_scatter", "torch.Tensor.slice_scatter")
def scatter_region(input: Tensor, src: Tensor, *region: Any, **named: Any) -> Result:
    """A copy with a region overwritten."""
    return rearranged(input, input.shape, None)


@op("torch.Tensor.resize_", "torch.Tensor.resize_as_", "torch.resize_as_")
def resize_(self: Tensor, *sizes: Any, memory_format: Any = None) -> Tensor:
    """Another shape over memory that grows as needed."""
    shape = sizes[0].shape if sizes and isinstance(sizes[0], Tensor) else sizes_of(sizes)
    fresh = Tensor(shape, self.dtype, self.device)
    if less(self.storage.elements, fresh.numel) is not False:
        self.storage = fresh.storage
    self.shape, self.strides, self.offset = shape, None, 0
    return self


@op("torch.Tensor.set_")
def set_(self: Tensor, source: Any = None, storage_offset: Any = 0, size: Any = None, stride: Any = None) -> Tensor:
    """The memory of another tensor."""
    if not isinstance(source, Tensor):
        raise Undetermined("the storage is not a tensor")
    self.storage, self.strides, self.offset = source.storage, source.strides, source.offset
    self.shape = source.shape if size is None else sizes_of((size,))
    return self
