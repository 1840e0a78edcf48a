"""Sets of loop counters that answer some conditions alike, as arithmetic progressions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, lcm

from flake8_greenai.symbolic.atoms import Atom, Symbol
from flake8_greenai.symbolic.closed_forms import before_last, sum_over
from flake8_greenai.symbolic.expression import Amount, Expression
from flake8_greenai.symbolic.polynomial import ONE, atoms
from flake8_greenai.symbolic.relations import maximum, symbol

MAX_PERIOD = 5_000
"""Longest common period of conditions that is looked at."""
Range = tuple[int, int | None]
"""First and last counter, both included; no last one in an endless range."""


class Irregular(Exception):
    """A condition that is neither linear nor periodic in the counter."""


@dataclass(frozen=True)
class Condition:
    """``difference relation 0`` is ``outcome``, for an expression in one symbol ``name``."""

    difference: Expression
    relation: str
    outcome: bool
    name: str

    def holds(self, value: int) -> bool:
        """Whether the counter ``value`` meets the condition."""
        return _relation(self.difference.substitute({self.name: value}), self.relation) is self.outcome

    @property
    def period(self) -> int:
        """A number such that the difference is linear along counters that far apart."""
        return _period(self.difference)

    def ranges(self, residue: int, start: int) -> list[Range]:
        """Counters from ``start`` on, congruent to ``residue`` modulo the period, that meet it, as ranges.

        Raises:
            Irregular: when the difference is not linear along them.
        """
        return list(_ranges(self, residue % self.period, start))


def _relation(value: Amount, relation: str) -> bool:
    if type(value) is Expression:
        raise Irregular
    return bool(value < 0 if relation == "<" else value <= 0 if relation == "<=" else value == 0)


@lru_cache(maxsize=4096)
def _period(difference: Expression) -> int:
    result = 1
    for atom in atoms(difference.terms):
        if isinstance(atom, Symbol):
            continue
        result = lcm(result, _atom_period(atom))
        if result > MAX_PERIOD:
            raise Irregular
    return result


def _atom_period(atom: Atom) -> int:
    if atom.kind != "floor":
        raise Irregular
    numerator, divisor = (dict(part) for part in atom.args)
    if list(divisor) != [ONE]:
        raise Irregular
    return int(_period(Expression(numerator)) * divisor[ONE].numerator)


@lru_cache(maxsize=65536)
def _ranges(condition: Condition, residue: int, start: int) -> tuple[Range, ...]:
    step = condition.period
    first = start + (residue - start) % step
    # Whole coefficients: those of a quotient may not be exact numbers of the host.
    difference = condition.difference * lcm(*(Fraction(factor).denominator for factor in condition.difference.terms.values()))
    if type(difference) is not Expression:
        raise Irregular
    values = [difference.substitute({condition.name: first + step * place}) for place in range(3)]
    if any(type(value) is Expression for value in values) or values[2] - values[1] != values[1] - values[0]:
        raise Irregular
    base, slope = Fraction(values[0]), Fraction(values[1] - values[0])  # type: ignore[arg-type]
    meets = _solutions(base, slope, condition.relation)
    parts = meets if condition.outcome else _complement(meets)
    return tuple((first + step * low, None if high is None else first + step * high) for low, high in parts)


def _solutions(base: Fraction, slope: Fraction, relation: str) -> list[Range]:
    """The q >= 0 with ``base + slope*q relation 0``."""
    if slope == 0:
        return [(0, None)] if _relation(base, relation) else []  # type: ignore[arg-type]
    root = -base / slope
    if relation == "==":
        return [(int(root), int(root))] if root >= 0 and root.denominator == 1 else []
    strict = relation == "<"
    if slope > 0:
        last = ceil(root) - 1 if strict else floor(root)
        return [(0, last)] if last >= 0 else []
    low = floor(root) + 1 if strict else ceil(root)
    return [(max(low, 0), None)]


def _complement(ranges: list[Range]) -> list[Range]:
    result: list[Range] = []
    at = 0
    for low, high in ranges:
        if low > at:
            result.append((at, low - 1))
        if high is None:
            return result
        at = high + 1
    return [*result, (at, None)]


@dataclass(frozen=True)
class Progression:
    """``first``, ``first + step``, ... : ``count`` counters."""

    first: int
    step: int
    count: Amount

    def sum(self, amount: Amount, name: str) -> Amount:
        """The sum of an amount that depends on the symbol ``name`` over these counters."""
        if type(amount) is not Expression or all(str(found) != name for found in amount.symbols()):
            return amount * self.count
        place = symbol("place", minimum=0, maximum=maximum(self.count - 1, 1))
        return sum_over(amount.substitute({name: self.first + self.step * place}), place, 0, self.count - 1)

    def regular(self, amount: Expression, name: str) -> Amount | None:
        """What an amount is at all counters but the last one, None when it differs between them too."""
        place = symbol("place", minimum=0)
        moved = amount.substitute({name: self.first + self.step * place})
        found, before = before_last(moved, place, 0, self.count - 1) if type(moved) is Expression else (moved, place)
        return None if type(found) is Expression and before in found.symbols() else found


def members(conditions: list[Condition], start: int, stop: int) -> list[Progression]:
    """The counters in ``start .. stop-1`` that meet all conditions.

    Raises:
        Irregular: when there is no closed form.
    """
    period = _common_period([conditions])
    found = []
    for residue in range(period):
        for low, high in _along(conditions, residue, start):
            last = stop - 1 if high is None else min(high, stop - 1)
            first = low + (residue - low) % period
            if first <= last:
                found.append(Progression(first, period, (last - first) // period + 1))
    return found


def first_missing(classes: list[list[Condition]], start: int) -> int | None:
    """The smallest counter from ``start`` on that meets all conditions of none of the classes; None when there is none."""
    period = _common_period(classes)
    best: int | None = None
    for residue in range(period):
        at = start + (residue - start) % period
        moved = True
        ranges = [one for conditions in classes for one in _along(conditions, residue, start)]
        while moved:
            moved = False
            for low, high in ranges:
                if low <= at and (high is None or at <= high):
                    if high is None:
                        at = -1
                        break
                    at = high + 1 + (residue - high - 1) % period
                    moved = True
            if at < 0:
                break
        if at >= 0 and (best is None or at < best):
            best = at
    return best


def _common_period(classes: list[list[Condition]]) -> int:
    period = 1
    for conditions in classes:
        for condition in conditions:
            period = lcm(period, condition.period)
            if period > MAX_PERIOD:
                raise Irregular
    return period


def _along(conditions: list[Condition], residue: int, start: int) -> list[Range]:
    """The ranges of counters with this residue that meet all conditions."""
    result: list[Range] = [(start, None)]
    for condition in conditions:
        met = condition.ranges(residue, start)
        result = [
            (max(low, other_low), high if other_high is None else other_high if high is None else min(high, other_high))
            for low, high in result
            for other_low, other_high in met
        ]
        result = [(low, high) for low, high in result if high is None or low <= high]
    return result
