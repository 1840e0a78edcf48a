"""Sums over a ledger: totals with bounds, by kernel, by module, and of the backward pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flake8_greenai.ledger.events import Alternatives, Entry, Event, Loop, ModuleCall, events_of
from flake8_greenai.symbolic import Amount, maximum, minimum

Bounds = tuple[Amount, Amount]


def total(entries: list[Entry], amount: Callable[[Event], Amount]) -> Bounds:
    """Lower and upper bound of the sum of ``amount`` over everything that happens.

    A repetition of unknown length is counted once: the recorder's status says that more may happen.
    """
    low: Amount = 0
    high: Amount = 0
    for entry in entries:
        if isinstance(entry, Event):
            value = amount(entry)
            low += value
            high += value
        elif isinstance(entry, Alternatives):
            bounds = [total(sequence, amount) for sequence in entry.sequences]
            low += _fold(minimum, [bound[0] for bound in bounds])
            high += _fold(maximum, [bound[1] for bound in bounds])
        elif isinstance(entry, Loop):
            least, most = _of_loop(entry, amount)
            low += least
            high += most
        elif entry.count is not None:
            inner = total(entry.sequence, amount)
            low += inner[0] * entry.count
            high += inner[1] * entry.count
        else:
            inner = total(entry.sequence, amount)
            low += inner[0] if entry.least else 0
            high += inner[1]
    return low, high


def _of_loop(loop: Loop, amount: Callable[[Event], Amount]) -> Bounds:
    low: Amount = 0
    high: Amount = 0
    for position, one in enumerate(loop.rounds):
        least, most = total(one.sequence, amount)
        if not loop.stops_early:
            low += one.times(least)
        elif position == 0:
            low = least
        high += one.times(most)
    return low, high


def _fold(function: Callable[[Amount, Amount], Amount], values: list[Amount]) -> Amount:
    result = values[0]
    for value in values[1:]:
        result = function(result, value)
    return result


def by_kernel(entries: list[Entry]) -> dict[str, Bounds]:
    """Core FLOPs by the name of the kernel that does them."""
    if all(type(entry) is Event for entry in entries):
        sums: dict[str, Amount] = {}
        for event in events_of(entries):
            if event.core != 0:
                sums[event.kernel] = sums.get(event.kernel, 0) + event.core
        return {name: (amount, amount) for name, amount in sums.items()}
    names = dict.fromkeys(event.kernel for event in events_of(entries) if event.core != 0)
    return {name: total(entries, lambda event, name=name: event.core if event.kernel == name else 0) for name in names}  # type: ignore[misc]


def by_call(entries: list[Entry]) -> dict[ModuleCall, Amount]:
    """Core FLOPs of each module call itself, without the calls inside it; upper bounds where there are alternatives."""
    sums: dict[ModuleCall, Amount] = {}
    _add_by_call(entries, 1, sums)
    return sums


def _add_by_call(entries: list[Entry], times: Amount, sums: dict[ModuleCall, Amount]) -> None:
    for entry in entries:
        if isinstance(entry, Event):
            if entry.core != 0:
                sums[entry.call] = sums.get(entry.call, 0) + entry.core * times
        elif isinstance(entry, Alternatives):
            for sequence in entry.sequences:
                _add_by_call(sequence, times, sums)
        elif isinstance(entry, Loop):
            for one in entry.rounds:
                _add_by_call(one.sequence, times, sums)
        else:
            _add_by_call(entry.sequence, times if entry.count is None else times * entry.count, sums)


def reached(roots: Iterable[Event | None]) -> set[Event]:
    """The operations that the backward pass goes through from the operations that computed the loss."""
    stack = [root for root in roots if root is not None]
    seen = set(stack)
    while stack:
        for parent in stack.pop().parents:
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
    return seen
