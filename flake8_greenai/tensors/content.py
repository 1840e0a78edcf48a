"""Elements of small tensors, computed on demand.

Most programs only need shapes. Some compute a handful of numbers with tensors and go on with them as Python numbers
(``[x.item() for x in torch.linspace(0, 0.1, 12)]``). An operation whose operands have known elements attaches a thunk that
computes those of its output; nothing is computed unless the program asks.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.tensors.rounding import Number, rounding

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.dtype import Dtype

LIMIT = 4096
"""Most elements that are ever computed for one tensor."""
DEPTH_LIMIT = 60
"""Longest chain of unevaluated thunks; a longer one is evaluated at once, so that loops do not nest without bound."""

Values = tuple[Number, ...]
Sizes = Sequence[Any]
"""Sizes that are all ints: elsewhere no elements are followed."""


class Content:
    """Elements on demand: ``values()`` is the flat row-major tuple of them, or None when they turn out unknown or too many."""

    __slots__ = ("_compute", "_values", "depth")

    def __init__(self, compute: Callable[[], Values | None], sources: Iterable[Content] = ()) -> None:
        self._compute: Callable[[], Values | None] | None = compute
        self._values: Values | None = None
        self.depth: int = 1 + max((source.depth for source in sources), default=0)
        if self.depth > DEPTH_LIMIT:
            self.values()

    def values(self) -> Values | None:
        """The elements in row-major order, or None."""
        compute, self._compute = self._compute, None
        if compute is not None:
            try:
                values = compute()
            except (ArithmeticError, LookupError, ValueError, TypeError):
                values = None  # outside the domain of the host's arithmetic
            self._values = None if values is None or len(values) > LIMIT else values
            self.depth = 0
        return self._values

    def uniform(self) -> Number | None:
        """The value that all elements share where that is known without looking at each, else None."""
        return None


class Uniform(Content):
    """All elements are equal, however many there are, even a symbolic number."""

    __slots__ = ("count", "value")

    def __init__(self, value: Number, count: Amount) -> None:
        self.value = value
        self.count = count
        super().__init__(self._repeat)

    def _repeat(self) -> Values | None:
        return (self.value,) * self.count if type(self.count) is int and self.count <= LIMIT else None

    def uniform(self) -> Number | None:
        """The value of all elements."""
        return self.value


class Spread(Content):
    """Elements that repeat along some dims, however often: those of ``source`` under ``sizes``, a dim of 1 where ``shape`` repeats."""

    __slots__ = ("shape", "sizes", "source")

    def __init__(self, source: Content, sizes: Sizes, shape: Sizes) -> None:
        self.source = source
        self.sizes = tuple(sizes)
        self.shape = tuple(shape)
        super().__init__(self._repeat, [source])

    def _repeat(self) -> Values | None:
        return self.at(range(prod(self.shape))) if prod(self.shape) <= LIMIT else None

    def at(self, positions: Iterable[int]) -> Values | None:
        """The elements at positions in row-major order of ``shape``."""
        values = self.source.values()
        if values is None:
            return None
        steps = list(zip(self.shape, self.sizes, strict=True))[::-1]
        return tuple(values[_position(position, steps)] for position in positions)


class Labels(Content):
    """Whole numbers from 0 to ``largest``, each of them there, in an order that is not known: classes of samples."""

    __slots__ = ("largest",)

    def __init__(self, largest: Amount) -> None:
        self.largest = largest
        super().__init__(lambda: None)


def _position(position: int, steps: Sequence[tuple[int, int]]) -> int:
    """Where the element at ``position`` of the repeated elements lies in those that are repeated; innermost dims first."""
    place, step = 0, 1
    for size, kept in steps:
        if kept != 1:
            place += position % size * step
            step *= kept
        position //= size
    return place


def constant(values: Sequence[Number], dtype: Dtype | None = None) -> Content | None:
    """Elements known now, rounded to ``dtype``; None when they are too many."""
    if len(values) > LIMIT:
        return None
    if dtype is None:
        fixed = tuple(values)
        return Content(lambda: fixed)
    convert = rounding(dtype)
    kept = tuple(values)
    return Content(lambda: tuple(map(convert, kept)))


def filled(value: Number, count: Amount, dtype: Dtype) -> Content | None:
    """``count`` equal elements; None when ``value`` has no representation in ``dtype``."""
    try:
        return Uniform(rounding(dtype)(value), count)
    except (ArithmeticError, ValueError, TypeError):
        return None


def is_small(count: Amount) -> bool:
    """Whether so many elements may be computed."""
    return type(count) is int and count <= LIMIT


def derive(
    compute: Callable[..., Sequence[Number] | None], sources: Sequence[Content | None], dtype: Dtype | None, count: Amount
) -> Content | None:
    """Elements computed from those of ``sources``; None unless all are known and there are few.

    ``compute`` gets one tuple of values per source; its result is rounded to ``dtype``.
    """
    if not is_small(count):
        return None
    known = [source for source in sources if source is not None]
    if len(known) < len(sources):
        return None

    def run() -> Values | None:
        operands = [source.values() for source in known]
        if any(operand is None for operand in operands):
            return None
        values = compute(*operands)
        if values is None:
            return None
        return tuple(values) if dtype is None else tuple(map(rounding(dtype), values))

    return Content(run, known)


def strided(content: Content, shape: tuple[Dim, ...], strides: tuple[Dim, ...], offset: Amount) -> Content | None:
    """The elements that a strided view sees of the memory whose elements are ``content``."""
    value = content.uniform()
    if value is not None:
        return Uniform(value, prod(shape))
    if type(offset) is not int or not all(type(size) is int for size in shape):
        return None
    if not is_small(prod(shape)):
        sizes = tuple(1 if is_repeated(content, size, stride) else size for size, stride in zip(shape, strides, strict=True))
        source = strided(content, sizes, strides, offset) if is_small(prod(sizes)) else None
        return None if source is None else Spread(source, sizes, shape)
    if isinstance(content, Spread):
        repeating = content
        return derive(lambda memory: repeating.at(places(shape, strides, offset)), [content.source], None, prod(shape))
    return derive(lambda memory: [memory[place] for place in places(shape, strides, offset)], [content], None, prod(shape))


def is_repeated(content: Content, size: Dim, stride: Dim) -> bool:
    """Whether steps of ``stride`` through memory with these elements meet the same element again and again."""
    if type(size) is int and (stride == 0 or size == 1):
        return True
    if isinstance(content, Spread):
        step = 1
        for own, kept in zip(content.shape[::-1], content.sizes[::-1], strict=True):
            if step == stride and own == size:
                return bool(kept == 1)
            step *= own
    return False


def reduced(content: Content, shape: Sizes) -> tuple[tuple[int, ...], Content] | None:
    """Sizes with 1 for dims along which the elements repeat, and the elements of that shape; None where that are too many."""
    value = content.uniform()
    if value is None and is_small(prod(shape)):
        values = content.values()
        if not values or any(one != values[0] for one in values):
            return tuple(shape), content
        value = values[0]
    if value is not None:
        return (1,) * len(shape), Uniform(value, 1)
    if not isinstance(content, Spread):
        return None
    # Dims of 1 do not matter: views put them in and take them out.
    kept = iter([(own, size) for own, size in zip(content.shape, content.sizes, strict=True) if own != 1])
    sizes = []
    for size in shape:
        own, own_size = next(kept, (0, 0)) if size != 1 else (1, 1)
        if own != size:
            return None
        sizes.append(own_size)
    return tuple(sizes), content.source


def written(
    memory: Content, elements: Amount, content: Content, shape: tuple[Dim, ...], strides: tuple[Dim, ...], offset: Amount
) -> Content | None:
    """The memory after ``content`` was written through a strided view."""
    if not is_small(elements) or not is_small(prod(shape)) or type(offset) is not int:
        return None

    def compute(before: Values, new: Values) -> list[Number]:
        after = list(before)
        for place, value in zip(places(shape, strides, offset), new, strict=True):
            after[place] = value
        return after

    return derive(compute, [memory, content], None, elements)


def repeated(content: Content | None, count: Amount) -> Content | None:
    """``count`` elements, each one of those of ``content``, whichever: known where all of these are equal."""
    value = content.uniform() if content is not None else None
    return None if value is None else Uniform(value, count)


def laid_out(content: Content, elements: Amount, shape: tuple[Dim, ...], strides: tuple[Dim, ...], offset: Amount) -> Content | None:
    """The memory of ``elements`` whose strided view has the elements ``content``; unknown where the view leaves gaps."""
    value = content.uniform()
    if value is not None and elements == prod(shape):
        return Uniform(value, elements)
    if not is_small(elements) or elements != prod(shape) or type(offset) is not int:
        return None

    def compute(values: Values) -> list[Number] | None:
        memory = dict(zip(places(shape, strides, offset), values, strict=True))
        return [memory[place] for place in range(len(values))] if len(memory) == len(values) else None

    return derive(compute, [content], None, elements)


def places(shape: Sizes, strides: Sizes, offset: Any) -> list[int]:
    """Position in memory of each element, in row-major order of ``shape``."""
    result: list[int] = [offset]
    for size, stride in zip(shape, strides, strict=True):
        steps = [step * stride for step in range(size)]
        result = [base + step for base in result for step in steps]
    return result


def nested(values: Sequence[Number], shape: Sizes) -> object:
    """The elements as nested lists, as ``tolist()`` gives them; a number for a 0-dim tensor."""
    if not shape:
        return values[0]
    size = prod(shape[1:])
    return [nested(values[place * size : (place + 1) * size], shape[1:]) for place in range(shape[0])]


def rows(values: Values, shape: Sizes, axis: int) -> list[Values]:
    """The lines of elements along ``axis``, in row-major order of the other axes."""
    inner = prod(shape[axis + 1 :])
    size = shape[axis]
    return [
        tuple(values[outer * size * inner + step * inner + place] for step in range(size))
        for outer, place in itertools.product(range(prod(shape[:axis])), range(inner))
    ]


def from_rows(lines: Sequence[Sequence[Number]], shape: Sizes, axis: int) -> list[Number]:
    """Inverse of :func:`rows`: ``shape`` is that of the result, whose lines along ``axis`` are given."""
    inner = prod(shape[axis + 1 :])
    size = shape[axis]
    return [lines[outer * inner + place][step] for outer in range(prod(shape[:axis])) for step in range(size) for place in range(inner)]
