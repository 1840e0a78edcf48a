"""Rounds of a loop that are one formula of its counter: a loop of symbolic length is mostly one, once its first iterations fit in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from operator import attrgetter
from typing import Any

from flake8_greenai.ledger.events import Alternatives, Entry, Event, Loop, Round
from flake8_greenai.ledger.moments import larger
from flake8_greenai.symbolic import Amount, Expression, symbol, where_at_least
from flake8_greenai.symbolic.index_sets import Progression

_OWN = {"asked_by", "call", "leaves", "number", "parents", "recomputed", "rounds", "saved", "segment"}
"""What differs between two operations that are alike."""
_described = attrgetter(*sorted(set(Event.__slots__) - _OWN))
_Values = Mapping[Expression | str, Amount]


def are_alike(one: Round, other: Round) -> bool:
    """Whether two rounds record the same operations and need the same memory."""
    return _same(one.peak_bytes, other.peak_bytes, {}, {}) and _are_alike(one, other, {}, {})


def joined(rounds: list[Round], length: Amount | None) -> list[Round]:
    """The rounds of a loop of ``length`` iterations, with those at its end that are one formula of the counter as one round.

    An iteration that was followed by itself fits in when it is what the formula gives for it, given that the loop gets there.
    """
    last = rounds[-1] if rounds else None
    if last is None or type(length) is not Expression or not last.name or len(last.progressions) != 1 or last.progressions[0].step != 1:
        return rounds
    first = last.progressions[0].first
    parts: list[Round] = []
    for one in reversed(rounds[:-1]):
        indices = _indices(one)
        if not indices or indices[-1] != first - 1 or indices != list(range(indices[0], first)) or not _fits(one, indices, last, length):
            break
        first = indices[0]
        parts.append(one)
    if not parts:
        return rounds
    count = length - first
    peak = reduce(larger, (one.peak_bytes for one in parts), last.peak_bytes)
    whole = replace(last, count=count, progressions=(Progression(first, 1, count),), peak_bytes=peak)
    return [*rounds[: -len(parts) - 1], whole]


def _indices(one: Round) -> list[int]:
    """The counters of a round in order; none when they are not known."""
    found: list[int] = []
    for progression in one.progressions:
        if type(progression.count) is not int:
            return []
        found += range(progression.first, progression.first + progression.step * progression.count, progression.step)
    return sorted(found)


def _fits(one: Round, indices: list[int], formula: Round, length: Expression) -> bool:
    """Whether a round is what the formula of another one gives for its counters, where the loop is long enough to get there."""
    given = where_at_least(length, indices[-1] + 1)
    counter: Amount = symbol("counter", minimum=indices[0], maximum=indices[-1])
    return _are_alike(one, formula, {**given, one.name: counter}, {**given, formula.name: counter})


def _are_alike(one: Round, other: Round, values: _Values, others: _Values) -> bool:
    """Whether two rounds record the same, with symbols replaced in each."""
    return len(one.unknown) == len(other.unknown) and _are_like(one.sequence, other.sequence, values, others)


def _are_like(entries: list[Entry], counterparts: list[Entry], values: _Values, others: _Values) -> bool:
    if len(entries) != len(counterparts):
        return False
    return all(_is_like(entry, two, values, others) for entry, two in zip(entries, counterparts, strict=True))


def _is_like(entry: Entry, other: Entry, values: _Values, others: _Values) -> bool:
    if isinstance(entry, Event) and isinstance(other, Event):
        return _same(_described(entry), _described(other), values, others)
    if isinstance(entry, Alternatives) and isinstance(other, Alternatives):
        return len(entry.sequences) == len(other.sequences) and all(
            _are_like(one, two, values, others) for one, two in zip(entry.sequences, other.sequences, strict=True)
        )
    if not isinstance(entry, Loop) or not isinstance(other, Loop) or len(entry.rounds) != len(other.rounds):
        return False
    return _same(entry.length, other.length, values, others) and all(
        _same(one.count, two.count, values, others)
        and one.progressions == two.progressions
        and _are_alike(one, two, values, {**others, two.name: symbol(one.name)} if two.name else others)
        for one, two in zip(entry.rounds, other.rounds, strict=True)
    )


def _same(one: Any, other: Any, values: _Values, others: _Values) -> bool:
    """Whether two values of an operation are equal, shapes and figures with symbols replaced."""
    if type(one) is tuple and type(other) is tuple:
        return len(one) == len(other) and all(_same(a, b, values, others) for a, b in zip(one, other, strict=True))
    if type(one) is Expression:
        one = one.substitute(values)
    if type(other) is Expression:
        other = other.substitute(others)
    return bool(one == other)
