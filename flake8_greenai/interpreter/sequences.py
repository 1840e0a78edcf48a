"""Iterables whose items are known by their index: they are gone through without being unrolled."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import MISSING, Instance, Raised, Unknown, Value
from flake8_greenai.symbolic import Amount, Expression, minimum, symbol

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

SHORTEST = 6
"""A list of fewer items is gone through one by one."""


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
        if self.length is not None and type(self.length) is int and self.position >= self.length:
            raise StopIteration
        self.position += 1
        return self.at(self.position - 1)


def sequence_of(machine: Machine, value: Value) -> Indexed | None:
    """The value as an indexed iterable, None when its items are not known by index.

    An object says so itself by a method ``_greenai_at(index)`` beside ``__len__``, or names the iterable that it passes on as
    ``_greenai_iterable``.
    """
    kind = type(value)
    if kind is Indexed:
        return value if value.position == 0 else None
    if kind is range:
        return Indexed(len(value), lambda index: value.start + value.step * index)
    if kind is Unknown:
        return Indexed(machine.context.fresh("n", 1, None), lambda index: machine.unknown_item(value))
    if kind in (list, tuple):
        return _of_list(machine, value)
    if isinstance(value, Instance) and value.cls is not None:
        return _of_object(machine, value)
    length = machine.context.length_of_items(value) if isinstance(value, Instance) else None
    return None if length is None else Indexed(length, lambda index: machine.get_item(value, 0))


def _of_list(machine: Machine, items: Any) -> Indexed | None:
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


def _of_object(machine: Machine, value: Instance) -> Indexed | None:
    cls = machine.class_of(value)
    if cls.find("_greenai_iterable") is not MISSING:
        inner = machine.get_attribute(value, "_greenai_iterable")
        return None if inner is None else sequence_of(machine, inner)
    if cls.find("_greenai_at") is MISSING:
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
