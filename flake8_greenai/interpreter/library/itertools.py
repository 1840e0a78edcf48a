"""``itertools``: the host's own iterators over the items of interpreted iterables."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.library.hosting import HOST_ERRORS, Endless, first_unknown, translated
from flake8_greenai.interpreter.primitives import find, native, register
from flake8_greenai.interpreter.sequences import Indexed, sequence_of, sliced
from flake8_greenai.interpreter.values import MISSING, Primitive, Unknown, Value
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MAX_POOLS = 1_000
"""Iterables of a product, items of a choice, copies of an iterator."""


def _over_iterables(name: str, build: Callable[..., Iterator[Value]]) -> None:
    """A function whose positional arguments are all iterables."""

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        found = first_unknown(args) or first_unknown(kwargs.values())
        if found is not None:
            return found
        try:
            return Endless(machine, build(*[machine.iterate(value) for value in args], **kwargs))
        except HOST_ERRORS as error:
            raise translated(machine, error) from None

    register(f"itertools.{name}", Primitive(f"itertools.{name}", invoke))


def _over_first(name: str, build: Callable[..., Any]) -> None:
    """A function whose first argument is an iterable and whose others are data."""

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        found = first_unknown(args) or first_unknown(kwargs.values())
        if found is not None:
            return found
        if not args and "iterable" in kwargs:
            args, kwargs = (kwargs["iterable"],), {key: value for key, value in kwargs.items() if key != "iterable"}
        try:
            made = build(machine.iterate(args[0]), *args[1:], **kwargs)
        except HOST_ERRORS as error:
            raise translated(machine, error) from None
        return made if type(made) is tuple else Endless(machine, made)

    register(f"itertools.{name}", Primitive(f"itertools.{name}", invoke))


_over_iterables("zip_longest", itertools.zip_longest)


def _product(*pools: Iterator[Value], repeat: int = 1) -> Iterator[tuple[Value, ...]]:
    items = [tuple(pool) for pool in pools]
    if not 0 <= repeat * len(items) <= MAX_POOLS:
        raise OverflowError(f"a product of more than {MAX_POOLS} iterables")
    return itertools.product(*items, repeat=repeat)


_over_iterables("product", _product)
_over_iterables("compress", itertools.compress)
_over_first("_islice", itertools.islice)


@native("itertools.islice")
def islice(machine: Machine, iterable: Value, *bounds: Value) -> Value:
    """Items known by their index stay known by it."""
    start, stop, step = (0, *bounds, 1) if len(bounds) == 1 else (*bounds, 1)[:3]
    start, step = 0 if start is None else start, 1 if step is None else step
    sequence = None
    if type(start) is int and type(step) is int and start >= 0 and step > 0 and (stop is None or type(stop) in (int, Expression)):
        sequence = None if isinstance(iterable, (list, tuple, Unknown)) else sequence_of(machine, iterable)
    if sequence is None or (type(stop) is int and stop < start):
        return machine.call(find("itertools._islice"), (iterable, *bounds))
    if sequence is iterable and type(stop) is int:
        sequence.position = stop  # an iterator goes on behind the slice
    return sliced(sequence, start, stop, step)


def _choices(choose: Callable[..., Iterator[Value]]) -> Callable[..., Value]:
    def build(items: Iterator[Value], *sizes: Value, **kwargs: Value) -> Value:
        if any(isinstance(size, int) and size > MAX_POOLS for size in (*sizes, *kwargs.values())):
            raise OverflowError(f"choices of more than {MAX_POOLS} items")
        return choose(items, *sizes, **kwargs)

    return build


def _tee(items: Iterator[Value], n: int = 2) -> tuple[Iterator[Value], ...]:
    if n > MAX_POOLS:
        raise OverflowError(f"more than {MAX_POOLS} copies of an iterator")
    return itertools.tee(items, n)


for _choice in (itertools.permutations, itertools.combinations, itertools.combinations_with_replacement):
    _over_first(_choice.__name__, _choices(_choice))
_over_first("tee", _tee)


_over_first("cycle", itertools.cycle)


def _pairwise(items: Iterator[Value]) -> Iterator[tuple[Value, Value]]:
    first, second = itertools.tee(items)
    next(second, None)
    return zip(first, second, strict=False)


_over_first("pairwise", _pairwise)


def _batched(items: Iterator[Value], n: int) -> Iterator[tuple[Value, ...]]:
    while batch := tuple(itertools.islice(items, n)):
        yield batch


_over_first("batched", _batched)


@native("itertools.chain")
def chain(machine: Machine, *iterables: Value) -> Value:
    """The items of all iterables; each is asked for its iterator when its turn comes."""
    return itertools.chain.from_iterable(machine.iterate(value) for value in iterables)


@native("itertools.chain.from_iterable")
def chain_from_iterable(machine: Machine, iterables: Value) -> Value:
    """The items of the items."""
    return itertools.chain.from_iterable(machine.iterate(value) for value in machine.iterate(iterables))


find("itertools.chain").attributes["from_iterable"] = find("itertools.chain.from_iterable")


class _Count(Indexed):
    """Numbers without end: known by their index in loops, counted item by item elsewhere."""

    __slots__ = ("_items",)

    def __init__(self, machine: Machine, start: Value, step: Value) -> None:
        super().__init__(None, lambda index: start + step * index)
        self._items = Endless(machine, itertools.count(start, step))

    def __next__(self) -> Value:
        self.position += 1
        return next(self._items)


@native("itertools.count")
def count(machine: Machine, start: Value = 0, step: Value = 1) -> Value:
    """Evenly spaced numbers without end."""
    if found := first_unknown((start, step)):
        return found
    return _Count(machine, start, step)


@native("itertools.repeat")
def repeat(machine: Machine, object: Value, times: Value = MISSING) -> Value:
    """The same object, without end or ``times`` times."""
    if times is MISSING:
        return Endless(machine, itertools.repeat(object))
    if found := first_unknown((times,)):
        return found
    return Endless(machine, itertools.repeat(object, times))


@native("itertools.accumulate")
def accumulate(machine: Machine, iterable: Value, func: Value = None, *, initial: Value = None) -> Value:
    """Running totals, or running results of ``func``."""
    if found := first_unknown((iterable,)):
        return found

    def combine(left: Value, right: Value) -> Value:
        return machine.binary("+", left, right) if func is None else machine.call(func, (left, right))

    return itertools.accumulate(machine.iterate(iterable), combine, initial=initial)


@native("itertools.starmap")
def starmap(machine: Machine, function: Value, iterable: Value) -> Value:
    """``function(*item)`` of each item."""
    return (machine.call(function, tuple(machine.iterate(item))) for item in machine.iterate(iterable))


@native("itertools.groupby")
def groupby(machine: Machine, iterable: Value, key: Value = None) -> Value:
    """Runs of items with equal keys."""
    if found := first_unknown((iterable,)):
        return found
    host_key: Callable[[Any], Any] | None = None if key is None else lambda item: machine.call(key, (item,))
    return itertools.groupby(machine.iterate(iterable), host_key)


def _selected(choose: Callable[[bool], bool]) -> Callable[..., Value]:
    def select(machine: Machine, predicate: Value, iterable: Value) -> Value:
        def keep(item: Value) -> bool:
            return choose(bool(machine.truth(item if predicate is None else machine.call(predicate, (item,)))))

        return filter(keep, machine.iterate(iterable))

    return select


native("itertools.filterfalse")(_selected(operator.not_))


@native("itertools.takewhile")
def takewhile(machine: Machine, predicate: Value, iterable: Value) -> Value:
    """Items up to the first that fails the predicate."""
    return itertools.takewhile(lambda item: bool(machine.truth(machine.call(predicate, (item,)))), machine.iterate(iterable))


@native("itertools.dropwhile")
def dropwhile(machine: Machine, predicate: Value, iterable: Value) -> Value:
    """Items from the first that fails the predicate on."""
    return itertools.dropwhile(lambda item: bool(machine.truth(machine.call(predicate, (item,)))), machine.iterate(iterable))
