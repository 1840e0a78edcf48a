"""Indexing: the shape, the view and the elements that ``tensor[key]`` selects.

The rules are numpy's (https://numpy.org/doc/stable/user/basics.indexing.html) as torch implements them: ints, slices, None and
Ellipsis make a view; integer tensors, lists and masks gather, their broadcast shape standing where they stand, or in front when
a slice separates them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.sequences import Indexed
from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.symbolic import Expression, ceil_divide, less, maximum, minimum, symbol
from flake8_greenai.tensors.broadcasting import broadcast_shapes, same, written
from flake8_greenai.tensors.content import Content, constant, derive
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Shape, Tensor
from flake8_greenai.tensors.whole_numbers import is_at_most, whole_number

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim


@dataclass(slots=True)
class Selection:
    """What a key selects: first a view, then, if ``advanced`` is not empty, a gather from that view.

    Attributes:
        view: the tensor after ints, slices, None and Ellipsis.
        advanced: index tensors by axis of ``view``.
        shape: of the result.
        front: axis of the result at which the broadcast shape of the index tensors stands.
        index_shape: broadcast shape of the index tensors.
    """

    view: Tensor
    advanced: dict[int, Tensor] = field(default_factory=dict)
    shape: Shape = ()
    front: int = 0
    index_shape: Shape = ()

    @property
    def is_view(self) -> bool:
        """Whether the result shares the memory of the indexed tensor."""
        return not self.advanced

    def positions(self) -> list[int] | None:
        """For each element of the result its flat row-major position in ``view``; None when an index is unknown."""
        view_shape: Sequence[Any] = self.view.shape
        index_shape: Sequence[Any] = self.index_shape
        if any(type(size) is not int for size in (*view_shape, *self.shape)):
            return None
        offsets: list[int] = [0] * prod(index_shape)
        steps: list[int] = [prod(view_shape[axis + 1 :]) for axis in range(len(view_shape))]
        for axis, index in self.advanced.items():
            content = broadcast_content(index, self.index_shape)
            values = content.values() if content is not None else None
            if values is None:
                return None
            for place, value in enumerate(values):
                size = view_shape[axis]
                whole = int(value.real)
                if not -size <= whole < size:
                    return None  # out of bounds: the program fails at run time, no elements
                offsets[place] += whole % size * steps[axis]
        kept = [axis for axis in range(len(view_shape)) if axis not in self.advanced]
        before = kept[: self.front]
        after = kept[self.front :]
        return [
            outer + offset + inner
            for outer in _offsets(before, view_shape, steps)
            for offset in offsets
            for inner in _offsets(after, view_shape, steps)
        ]

    def content(self) -> Content | None:
        """The elements of the result where known."""
        source = self.view.content
        if source is None:
            return None
        value = source.uniform()
        if value is not None and any(index.content is None for index in self.advanced.values()):
            return derive(lambda: [value] * prod(self.shape), [], None, prod(self.shape))
        indices = [index.content for index in self.advanced.values()]

        def compute(values: Sequence[Any], *_: Sequence[Any]) -> list[Any] | None:
            positions = self.positions()
            return None if positions is None else [values[place] for place in positions]

        return derive(compute, [source, *indices], None, prod(self.shape))


def _offsets(axes: Sequence[int], shape: Sequence[Any], steps: Sequence[int]) -> list[int]:
    return [sum(place) for place in itertools.product(*([step * steps[axis] for step in range(shape[axis])] for axis in axes))]


def select(tensor: Tensor, key: Any) -> Selection:
    """Resolve ``tensor[key]``.

    Raises:
        ShapeError: when the key does not fit the shape.
        Undetermined: when the key holds something that is no index.
    """
    entries = _expand_ellipsis(_entries(key), tensor)
    shape: list[Dim] = []
    strides: list[Dim] = []
    offset = tensor.offset
    advanced: dict[int, Tensor] = {}
    axis = 0
    own = tensor.stride
    for entry in entries:
        if entry is None:
            shape.append(1)
            strides.append(0)
        elif isinstance(entry, (Tensor, bool)):
            for index in _index_tensors(entry, tensor, axis):
                if index.size is None:
                    shape.append(1)
                    strides.append(0)
                else:
                    shape.append(index.size)
                    strides.append(own[axis])
                    axis += 1
                advanced[len(shape) - 1] = index.tensor
        elif isinstance(entry, slice):
            start, length, step = resolve_slice(entry, tensor.shape[axis])
            shape.append(length)
            strides.append(own[axis] * step)
            offset = offset + start * own[axis]
            axis += 1
        else:
            offset = offset + _position(entry, tensor.shape[axis], axis) * own[axis]
            axis += 1
    shape.extend(tensor.shape[axis:])
    strides.extend(own[axis:])
    view = tensor.restride(tuple(shape), tuple(strides), offset)
    if not advanced:
        return Selection(view, shape=view.shape)
    index_shape = _index_shape(advanced)
    axes = list(advanced)
    is_adjacent = axes[-1] - axes[0] == len(axes) - 1
    front = axes[0] if is_adjacent else 0
    kept = tuple(size for axis, size in enumerate(shape) if axis not in advanced)
    return Selection(view, advanced, kept[:front] + index_shape + kept[front:], front, index_shape)


def _index_shape(advanced: dict[int, Tensor]) -> Shape:
    try:
        return broadcast_shapes(*(index.shape for index in advanced.values()))
    except ShapeError:
        shapes = ", ".join(written(index.shape) for index in advanced.values())
        raise ShapeError(f"shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}") from None


def _entries(key: Any) -> list[Any]:
    entries = list(key) if isinstance(key, tuple) else [key]
    return [_entry(entry) for entry in entries]


def _entry(entry: Any) -> Any:
    if entry is None or entry is Ellipsis or isinstance(entry, (bool, int, slice, Expression)):
        return entry
    if isinstance(entry, Tensor):
        if entry.dtype.category == "integer" and not entry.shape:
            # A 0-dim integer tensor selects like an int; where its value is unknown any position has the same shape.
            values = entry.content.values() if entry.content is not None else None
            return _AnyPosition if values is None else int(values[0].real)
        if entry.dtype.category not in ("integer", "bool"):
            raise ShapeError("tensors used as indices must be long, int, byte or bool tensors")
        return entry
    if isinstance(entry, (list, tuple, range)):
        return _from_sequence(entry)
    if isinstance(entry, Indexed) and entry.length is not None:
        return Tensor((entry.length,), DTYPES["int64"])  # a range of unknown length
    if type(entry) is Unknown and entry.is_number:
        return _AnyPosition
    raise Undetermined(f"index {entry!r} is not understood")


class _AnyPosition:
    """An int index whose value is not known."""


def _from_sequence(entry: Sequence[Any]) -> Tensor:
    shape: list[int] = []
    level: list[Any] = [entry]
    while level and isinstance(level[0], (list, tuple, range)):
        lengths = {len(item) for item in level}
        if len(lengths) > 1:
            raise ShapeError(f"expected sequence of length {len(level[0])} in the index, the lengths are {sorted(lengths)}")
        shape.append(len(level[0]))
        level = [inner for item in level for inner in item]
    numbers = [_scalar(item) for item in level]
    is_mask = bool(numbers) and all(isinstance(number, bool) for number in numbers)
    known = None if None in numbers else constant(numbers)
    return Tensor(tuple(shape), DTYPES["bool" if is_mask else "int64"], content=known)


def _scalar(item: Any) -> Any:
    if isinstance(item, (bool, int)):
        return item
    if isinstance(item, Expression) or (type(item) is Unknown and item.is_number):
        return None
    if isinstance(item, Tensor) and not item.shape:
        values = item.content.values() if item.content is not None else None
        return None if values is None else values[0]
    raise Undetermined(f"index {item!r} is not understood")


def _expand_ellipsis(entries: list[Any], tensor: Tensor) -> list[Any]:
    used = sum(_consumed(entry) for entry in entries)
    missing = tensor.ndim - used
    if missing < 0:
        raise ShapeError(f"too many indices for tensor of dimension {tensor.ndim} (shape {written(tensor.shape)}): {used} given")
    for place, entry in enumerate(entries):
        if entry is Ellipsis:
            rest = [other for other in entries[place + 1 :] if other is not Ellipsis]
            return entries[:place] + [slice(None)] * missing + rest
    return entries


def _consumed(entry: Any) -> int:
    if entry is None or entry is Ellipsis or isinstance(entry, bool):
        return 0
    if isinstance(entry, Tensor) and entry.dtype.name in ("bool", "uint8"):
        return entry.ndim
    return 1


@dataclass(frozen=True, slots=True)
class _Index:
    """An index tensor for one axis of ``size``; size None: the axis is new (a bool scalar or 0-dim mask)."""

    tensor: Tensor
    size: Dim | None


def _index_tensors(entry: Tensor | bool, tensor: Tensor, axis: int) -> list[_Index]:
    if isinstance(entry, bool):
        new = int(entry)
        return [_Index(Tensor((new,), DTYPES["int64"], content=constant([0] * new)), None)]
    if entry.dtype.name not in ("bool", "uint8"):
        return [_Index(entry, tensor.shape[axis])]
    for place, size in enumerate(entry.shape):
        if same(size, tensor.shape[axis + place]) is False:
            raise ShapeError(
                f"The shape of the mask {written(entry.shape)} at index {place} does not match the shape of the indexed tensor "
                f"{written(tensor.shape)} at index {axis + place}"
            )
    count, columns = mask_positions(entry)
    if not entry.shape:
        return [_Index(Tensor((count,), DTYPES["int64"], content=None if columns is None else constant([0] * len(columns))), None)]
    return [
        _Index(
            Tensor((count,), DTYPES["int64"], content=None if columns is None else constant([column[place] for column in columns])),
            tensor.shape[axis + place],
        )
        for place in range(entry.ndim)
    ]


def mask_positions(mask: Tensor) -> tuple[Dim, list[tuple[int, ...]] | None]:
    """How many elements of the mask are true, a new symbol when that is unknown, and where they are when known."""
    content = mask.content
    if content is not None:
        values = content.values()
        if values is not None:
            everywhere = itertools.product(*(range(size) for size in mask.shape))
            columns = [place for place, value in zip(everywhere, values, strict=True) if value]
            return len(columns), columns
        value = content.uniform()
        if value is not None:
            return (mask.numel if value else 0), None
    return symbol(minimum=0, maximum=mask.numel), None


def _position(entry: Any, size: Dim, axis: int) -> Amount:
    if entry is _AnyPosition:
        return symbol(minimum=0, maximum=maximum(size - 1, 0))
    if type(size) is int and isinstance(entry, int) and not -size <= entry < size:
        raise ShapeError(f"index {entry} is out of bounds for dimension {axis} with size {size}")
    position: Amount = entry + size if _is_negative(entry) else entry
    return position


def _is_negative(bound: Amount) -> bool:
    # Undecided counts as not negative: a symbol counts something.
    return bound < 0 if isinstance(bound, int) else bool(less(bound, 0))


def resolve_slice(key: slice, size: Dim) -> tuple[Amount, Dim, int]:
    """Start, length and step of a slice of an axis of ``size``.

    Raises:
        ShapeError: for a step that is not positive, which torch refuses.
    """
    start, stop, step = (_bound(part) for part in (key.start, key.stop, key.step))
    if step is None:
        step = 1
    if not isinstance(step, int):
        raise Undetermined(f"the slice step {step} is symbolic")
    if step <= 0:
        raise ShapeError("step must be greater than zero")
    if start is None and stop is None:
        return 0, size if step == 1 else ceil_divide(size, step), step
    if type(size) is int and (start is None or isinstance(start, int)) and (stop is None or isinstance(stop, int)):
        first, last, _ = slice(start, stop, step).indices(size)
        return first, max(0, -((first - last) // step)), step
    first_dim = 0 if start is None else start
    if stop is not None and type(stop - first_dim) is int and stop >= first_dim and is_at_most(first_dim, size) and is_at_most(stop, size):
        return first_dim, ceil_divide(stop - first_dim, step), step  # a window that lies within
    first_dim = _clip(first_dim, size)
    last_dim = size if stop is None else _clip(stop, size)
    length = last_dim - first_dim
    if _is_possibly_negative(length):
        length = maximum(length, 0)
    return first_dim, length if step == 1 else ceil_divide(length, step), step


def _bound(bound: Any) -> Any:
    if isinstance(bound, Tensor):
        number = whole_number(bound)
        if number is None:
            raise Undetermined(f"the slice bound depends on the elements of {bound!r}")
        return number
    if bound is None or isinstance(bound, (int, Expression)):
        return bound
    raise Undetermined(f"the slice bound {bound!r} is not understood")


def _clip(bound: Amount, size: Dim) -> Amount:
    """The position within 0..size that a slice bound means."""
    if _is_negative(bound):
        return maximum(size + bound, 0) if _is_possibly_negative(size + bound) else size + bound
    return minimum(bound, size)


def _is_possibly_negative(amount: Amount) -> bool:
    return less(amount, 0) is not False


def broadcast_content(tensor: Tensor, shape: Shape) -> Content | None:
    """The elements of ``tensor`` expanded to ``shape``."""
    if tensor.content is None or tensor.shape == shape:
        return tensor.content
    extra = len(shape) - tensor.ndim
    strides = tuple(0 if axis < extra or tensor.shape[axis - extra] == 1 else tensor.stride[axis - extra] for axis in range(len(shape)))
    return tensor.restride(shape, strides).content
