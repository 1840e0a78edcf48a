"""Views of a part: select, narrow, slice, diagonal, windows, any strides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.arguments import axis_of, integer, sizes_of
from flake8_greenai.ops.registry import op
from flake8_greenai.symbolic import maximum, minimum
from flake8_greenai.tensors.broadcasting import same
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.indexing import resolve_slice, select
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim


@op("torch.select", "torch.Tensor.select")
def select_(input: Tensor, dim: Any, index: Any) -> Tensor:
    """One position along a dim."""
    axis = axis_of(dim, input.ndim)
    return select(input, (slice(None),) * axis + (index,)).view


def narrowed(tensor: Tensor, axis: int, start: Amount, length: Dim) -> Tensor:
    """A contiguous range along a dim."""
    own = tensor.stride
    shape = (*tensor.shape[:axis], length, *tensor.shape[axis + 1 :])
    return tensor.restride(shape, own, tensor.offset + start * own[axis])


@op("torch.narrow", "torch.Tensor.narrow", accepts_sizes=True)
def narrow(input: Tensor, dim: Any, start: Any, length: Any) -> Tensor:
    """``length`` positions from ``start`` along a dim."""
    axis, first, count = axis_of(dim, input.ndim), integer(start), integer(length)
    size = input.shape[axis]
    if isinstance(first, int) and first < 0:
        first = size + first
    if type(first) is int and type(count) is int and type(size) is int and (first + count > size or first < 0):
        raise ShapeError(f"start ({first}) + length ({count}) exceeds dimension size ({size}).")
    return narrowed(input, axis, first, count)


@op("torch.Tensor.slice")
def slice_(input: Tensor, dim: Any = 0, start: Any = None, end: Any = None, step: Any = 1) -> Tensor:
    """A slice along a dim."""
    axis = axis_of(dim, input.ndim)
    return select(input, (slice(None),) * axis + (slice(start, end, step),)).view


@op("torch.diagonal", "torch.Tensor.diagonal", "torch.linalg.diagonal")
def diagonal(input: Tensor, offset: int = 0, dim1: Any = 0, dim2: Any = 1, *, dim: Any = None) -> Tensor:
    """The diagonal of two dims as the last dim."""
    first, second = axis_of(dim1, input.ndim), axis_of(dim2, input.ndim)
    if first == second:
        raise ShapeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    shift = integer(offset)
    rows, columns = input.shape[first], input.shape[second]
    own = input.stride
    if not isinstance(shift, int):
        raise Undetermined("the offset of the diagonal is symbolic")
    if shift >= 0:
        columns, start = columns - shift, shift * own[second]
    else:
        rows, start = rows + shift, -shift * own[first]
    if type(rows) is int and type(columns) is int:
        length: Dim = max(0, min(rows, columns))
    else:
        length = rows if same(rows, columns) else maximum(minimum(rows, columns), 0)
    kept = [axis for axis in range(input.ndim) if axis not in (first, second)]
    shape = (*(input.shape[axis] for axis in kept), length)
    strides = (*(own[axis] for axis in kept), own[first] + own[second])
    return input.restride(shape, strides, input.offset + (start if length != 0 else 0))


@op("torch.Tensor.unfold")
def unfold(self: Tensor, dimension: Any, size: Any, step: Any) -> Tensor:
    """Windows of ``size`` every ``step`` along a dim, as a new last dim."""
    axis, window, stride = axis_of(dimension, self.ndim), integer(size), integer(step)
    if not self.shape:
        return self.restride((window,), (1,))
    extent = self.shape[axis]
    if type(extent) is int and type(window) is int and window > extent:
        raise ShapeError(f"maximum size for tensor at dimension {axis} is {extent} but size is {window}")
    own = self.stride
    count = (extent - window) // stride + 1
    shape = (*self.shape[:axis], count, *self.shape[axis + 1 :], window)
    return self.restride(shape, (*own[:axis], own[axis] * stride, *own[axis + 1 :], own[axis]))


@op("torch.as_strided", "torch.Tensor.as_strided")
def as_strided(input: Tensor, size: Any, stride: Any, storage_offset: Any = None) -> Tensor:
    """Any view of the storage."""
    offset = input.offset if storage_offset is None else integer(storage_offset)
    return input.restride(sizes_of((size,)), sizes_of((stride,)), offset)


def slice_axis(tensor: Tensor, axis: int, start: Any, stop: Any, step: Any = None) -> Tensor:
    """``tensor[..., start:stop:step, ...]`` along one dim."""
    first, length, pace = resolve_slice(slice(start, stop, step), tensor.shape[axis])
    own = tensor.stride
    shape = (*tensor.shape[:axis], length, *tensor.shape[axis + 1 :])
    return tensor.restride(shape, (*own[:axis], own[axis] * pace, *own[axis + 1 :]), tensor.offset + first * own[axis])
