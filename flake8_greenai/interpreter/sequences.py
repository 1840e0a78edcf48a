"""Iterables whose items are known by their index: they are gone through without being unrolled."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import MISSING, Instance, Raised, Unknown, Value
from flake8_greenai.symbolic import Amount, Expression, Undecided, maximum, minimum, symbol

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_CONTAINERS = (list, tuple, dict, set, frozenset)
_VIEWS = frozenset({type({}.keys()), type({}.values()), dict, set, frozenset})
SHORTEST = 6
"""A list of fewer items is gone through one by one."""
LEAST = -(2**63)
"""A number of which nothing is known is at least this."""
MEAN = "mean over the items of a list"
"""Origin of a size that differs from item to item."""
MOST_LOOKED_AT = 1_000
"""Items of a list that is looked into for what stands for many of them."""


class Indexed:
    """An iterable of ``length`` items (None: endless), the one at an index given by ``at``, which takes symbolic indices too."""

    __slots__ = ("at", "length", "position")

    def __init__(self, length: Amount | None, at: Callable[[Amount], Value]) -> None:
        self.length = length
        self.at = at
        self.position = 0

    def __iter__(self) -> Iterator[Value]:
        return self

    def __next__(self) -> Value:
        if type(self.length) is Expression:
            if self.position:
                raise StopIteration
            self.position = 1
            return many(self.at(0), self.length)
        if self.length is not None and self.position >= self.length:
            raise StopIteration
        self.position += 1
        return self.at(self.position - 1)

    def take(self) -> Value:
        """The next item alone; those behind it, however many there are, stay."""
        if type(self.length) is not Expression or self.position:
            return next(self)
        at, item = self.at, self.at(0)
        self.at, self.length = lambda index: at(index + 1), maximum(0, self.length - 1)
        return item

    def __getitem__(self, index: Amount) -> Value:
        if type(index) is not int and type(index) is not Expression:
            raise TypeError("only single items of what has an unknown length are known")
        if type(index) is int and index < 0 and self.length is not None:
            return self.at(self.length + index)
        return self.at(index)


def many(item: Value, count: Amount) -> Unknown:
    """What stands in a list for an unknown number of items that are alike."""
    if type(item) is Unknown and item.many is not None:
        item, count = item.many[0], item.many[1] * count
    return Unknown(f"which of {count} items it is", many=(item, count))


def is_open(value: Value) -> bool:
    """Whether a list, tuple, set or dict holds an unknown number of items or keys."""
    if not isinstance(value, _CONTAINERS) or len(value) > MOST_LOOKED_AT or Unknown not in map(type, value):
        return False
    return any(type(item) is Unknown and item.many is not None for item in value)


def length_of(items: Collection[Value]) -> Value:
    """The number of items of a container, where some stand for many, or keys may be equal to one another."""
    if isinstance(items, (dict, set, frozenset)) and Unknown in map(type, items):
        unknown = next((item for item in items if type(item) is Unknown and item.many is None), None)
        if unknown is not None:
            return Unknown(f"how many of what is not known differ: {unknown.reason}", unknown.location, is_number=True)
    return open_length(items) if is_open(items) else len(items)


def open_length(items: Collection[Value]) -> Amount:
    """The number of items or keys of a container that is open."""
    return sum((item.many[1] if type(item) is Unknown and item.many is not None else 1 for item in items), 0)


def open_item(items: list[Value], key: Value) -> Value:
    """The item, or the part, of a list or tuple that is open."""
    known = next(place for place, item in enumerate(items) if type(item) is Unknown and item.many is not None)
    if type(key) is int:
        found = items[key] if 0 <= key < known or (key < 0 and known - len(items) <= key) else items[known]
        return found.many[0] if type(found) is Unknown and found.many is not None else found
    if type(key) is slice and all(type(end) is int and 0 <= end <= known for end in (key.start or 0, key.stop)) and key.step in (None, 1):
        return items[key]
    if type(key) is slice and key.stop is None and key.step is None and type(key.start) is int and 0 <= key.start <= known:
        return items[key]
    return _open_slice(items, key) if type(key) is slice else many(items[known], 1)


def _open_slice(items: list[Value], key: slice) -> Value:
    """The part of a list or tuple that is open: of one stretch of items that are alike, as many as the bounds leave."""
    bounds = [bound for bound in (key.start, key.stop) if bound is not None]
    stretch = items[0].many if len(items) == 1 and type(items[0]) is Unknown else None
    if stretch is not None and key.step in (None, 1) and all(type(bound) in (int, Expression) for bound in bounds):
        item, count = stretch
        start, stop = _clipped(key.start, 0, count), _clipped(key.stop, count, count)
        length = maximum(0, stop - start)
        return type(items)(() if type(length) is int and length == 0 else (many(item, length),))
    return Unknown(f"items {key} of an unknown number of items")


def _clipped(bound: Amount | None, default: Amount, count: Amount) -> Amount:
    """The bound of a slice, as a number from 0 to ``count``."""
    if bound is None:
        return default
    low = bound.bounds()[0] if isinstance(bound, Expression) else bound
    if low is None or low < 0:
        if isinstance(bound, Expression):
            raise Undecided(bound, "<", 0)
        return maximum(0, count + bound)
    return minimum(bound, count)


def is_of_unknown_length(machine: Machine, value: Value) -> bool:
    """Whether a loop over the value has as many iterations as a size that is not known says."""
    if type(value) is Indexed:
        return type(value.length) is Expression
    return isinstance(value, Instance) and value.cls is None and type(machine.context.length_of_items(value)) is Expression


def sequence_of(machine: Machine, value: Value) -> Indexed | None:
    """The value as an indexed iterable, None when its items are not known by index.

    An object says so itself by a method ``_greenai_at(index)`` beside ``__len__``, unless its ``_greenai_is_followed`` says that its
    items have to be gone through, or names the iterable that it passes on as ``_greenai_iterable``.
    """
    kind = type(value)
    if isinstance(value, Indexed):
        return value if value.position == 0 else None
    if kind is range:
        return Indexed(len(value), lambda index: value.start + value.step * index)
    if kind is Unknown:
        return Indexed(machine.context.fresh("n", 1, None), lambda index: machine.unknown_item(value))
    if kind in (list, tuple):
        return _of_list(machine, value)
    if kind in _VIEWS and is_open(list(value)[:MOST_LOOKED_AT]):
        return _of_open_list(machine, list(value))
    if isinstance(value, Instance) and value.cls is not None:
        return _of_object(machine, value)
    length = machine.context.length_of_items(value) if isinstance(value, Instance) else None
    return None if length is None else Indexed(length, lambda index: machine.get_item(value, 0))


def _of_list(machine: Machine, items: Any) -> Indexed | None:
    if is_open(items):
        return _of_open_list(machine, items)
    if len(items) < SHORTEST:
        return None
    first = items[0]
    if all(item is first for item in items):
        return Indexed(len(items), lambda index: first)
    if all(type(item) is int for item in items):
        step = items[1] - first
        if all(later - item == step for item, later in itertools.pairwise(items)):
            return Indexed(len(items), lambda index: first + step * index)
    if all(machine.context.alike(first, item) for item in items):
        return Indexed(len(items), lambda index: first)
    return None


def _of_open_list(machine: Machine, items: Any) -> Indexed:
    """A list of an unknown number of items: all like the first, or not known which."""
    each = [item.many[0] if type(item) is Unknown and item.many is not None else item for item in items]
    first = each[0]
    if all(item is first or machine.context.alike(first, item) for item in each):
        return Indexed(open_length(items), lambda index: first)
    return Indexed(open_length(items), lambda index: machine.branches.one_of(each, Unknown("which item of several it is")))


def _of_object(machine: Machine, value: Instance) -> Indexed | None:
    cls = machine.class_of(value)
    if cls.find("_greenai_iterable") is not MISSING:
        inner = machine.get_attribute(value, "_greenai_iterable")
        return None if inner is None else sequence_of(machine, inner)
    if cls.find("_greenai_at") is MISSING:
        return None
    if cls.find("_greenai_is_followed") is not MISSING and machine.get_attribute(value, "_greenai_is_followed"):
        return None
    at = machine.get_attribute(value, "_greenai_at")
    length = _length(machine, value) if cls.find("__len__") is not MISSING else None
    if type(length) is Unknown:
        length = machine.context.fresh("n", 1, None)
    return Indexed(length, lambda index: machine.call(at, (index,)))


def _length(machine: Machine, value: Value) -> Value:
    """``len(value)``, unknown where the object cannot tell: a loader of a stream has the method all the same."""
    try:
        return machine.length(value)
    except Raised as raised:
        return Unknown(machine.to_str(raised.value))


def enumerated(sequence: Indexed, start: Value) -> Indexed:
    """``enumerate(sequence, start)``."""
    return Indexed(sequence.length, lambda index: (start + index, sequence.at(index)))


def zipped(sequences: list[Indexed]) -> Indexed:
    """``zip(*sequences)``."""
    lengths = [sequence.length for sequence in sequences if sequence.length is not None]
    return Indexed(minimum(*lengths) if lengths else None, lambda index: tuple(sequence.at(index) for sequence in sequences))


def sliced(sequence: Indexed, start: int, stop: Amount | None, step: int) -> Indexed:
    """``itertools.islice(sequence, start, stop, step)``."""
    ends = [end for end in (sequence.length, stop) if end is not None]
    length = -(-(minimum(*ends) - start) // step) if ends else None
    return Indexed(length, lambda index: sequence.at(start + step * index))


def symbolic_range(bounds: list[Value]) -> Indexed:
    """``range`` with a symbolic bound."""
    start, stop, step = (0, bounds[0], 1) if len(bounds) == 1 else (*bounds, 1)[:3]
    length = -((start - stop) // step)
    low = length.bounds()[0] if isinstance(length, Expression) else length
    if low is None or low < 0:
        length = symbol(f"max(0, {length})", minimum=0)
    return Indexed(length, lambda index: start + step * index)


def open_range(bounds: list[Value]) -> list[Value]:
    """``range`` with a symbolic bound where its numbers are not followed one by one."""
    length = symbolic_range(bounds).length
    assert length is not None
    return [many(Unknown("which number of a range it is", is_number=True), length)]


def in_order(items: set[Value] | frozenset[Value]) -> Iterator[Value]:
    """The items of a set; texts, which the host orders in another way in each process, by the alphabet."""
    return iter(sorted(items)) if items and all(type(item) is str for item in items) else iter(items)
