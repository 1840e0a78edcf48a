"""Bounds of polynomials from the bounds of their atoms."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb, floor

from flake8_greenai.symbolic.atoms import Atom, Bound, Coefficient, Symbol
from flake8_greenai.symbolic.polynomial import ONE, Frozen, Monomial, Terms, add, is_integral, multiply, scale
from flake8_greenai.symbolic.undecided import Undecided

Interval = tuple[Bound, Bound]

_SHIFT_TERMS = 40
_SHIFT_DEGREE = 4
_SHIFT_ATOMS = 6
_FLOOR_DEPTH = 4
_FEW_LIMITED = 3
_LIMITED_TERMS = 8
"""Most terms of a sum, and of a minimum or maximum in it, that limits are tried in: those of windows and slices, not of memory."""
_MOST_KNOWN = 10_000
_known: dict[tuple[frozenset[tuple[Monomial, Coefficient]], int], Interval] = {}
"""Bounds that were worked out before."""


def bounds(terms: Terms) -> tuple[int | None, int | None]:
    """Inclusive integer bounds that hold for all values of the symbols; None is no bound.

    They are sound, and tight for monotone polynomials; others may get wider bounds than possible.
    """
    low, high = _bounds(terms, _FLOOR_DEPTH)
    if is_integral(terms):
        return (None if low is None else ceil(low)), (None if high is None else floor(high))
    return (None if low is None else floor(low)), (None if high is None else ceil(high))


def _bounds(terms: Terms, depth: int) -> Interval:
    if not terms:
        return 0, 0
    result = _by_terms(terms)
    if len(terms) - (ONE in terms) < 2 or (result[0] is not None and result[0] == result[1]):
        return result
    # Peaks of memory compare the same sums again and again, and floors are taken out in every order.
    key = frozenset(terms.items()), depth
    known = _known.get(key)
    if known is None:
        result = _meet(result, _by_shift(terms))
        if depth and len(terms) <= _SHIFT_TERMS:
            for atom in _linear_floors(terms):
                result = _meet(result, _without_floor(terms, atom, depth - 1))
            limited = _limited(terms) if len(terms) <= _LIMITED_TERMS else []
            deeper = depth - 1 if len(limited) <= _FEW_LIMITED else 0  # in every order, but for sums of many: too many orders
            for atom, coefficient in limited:
                result = _meet(result, _without_limited(terms, atom, coefficient, deeper))
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[key] = result
    return known


def _meet(one: Interval, other: Interval) -> Interval:
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _by_terms(terms: Terms) -> Interval:
    low: Bound = 0
    high: Bound = 0
    for monomial, coefficient in terms.items():
        term_low, term_high = _monomial(monomial)
        if coefficient < 0:
            term_low, term_high = term_high, term_low
        low = None if low is None or term_low is None else low + coefficient * term_low
        high = None if high is None or term_high is None else high + coefficient * term_high
    return low, high


def _monomial(monomial: Monomial) -> Interval:
    result: Interval = (1, 1)
    for atom, exponent in monomial:
        result = _product(result, _power(atom, exponent))
    return result


def _power(atom: Atom, exponent: int) -> Interval:
    low, high = atom.low, atom.high
    if exponent < 0:
        if low is None or low <= 0:
            return None, None
        inverse = _positive_power(low, high, -exponent)
        return (0 if inverse[1] is None else Fraction(1) / inverse[1]), Fraction(1) / inverse[0]
    if low is not None and low >= 0:
        return _positive_power(low, high, exponent)
    if exponent % 2:
        return (None if low is None else low**exponent), (None if high is None else high**exponent)
    if high is not None and high <= 0:
        return high**exponent, (None if low is None else low**exponent)
    return 0, (None if low is None or high is None else max(low**exponent, high**exponent))


def _positive_power(low: Coefficient, high: Bound, exponent: int) -> tuple[Coefficient, Bound]:
    return low**exponent, (None if high is None else high**exponent)


def _product(one: Interval, other: Interval) -> Interval:
    a, b = one
    c, d = other
    if a is not None and c is not None and a >= 0 and c >= 0:
        return a * c, (None if b is None or d is None else b * d)
    if a is None or b is None or c is None or d is None:
        return None, None
    corners = (a * c, a * d, b * c, b * d)
    return min(corners), max(corners)


def _by_shift(terms: Terms) -> Interval:
    """Bounds after writing every atom as its lower bound plus something non-negative."""
    exponents: dict[Atom, int] = {}
    for monomial in terms:
        for atom, exponent in monomial:
            if exponent < 0 or exponent > _SHIFT_DEGREE:
                return None, None
            exponents[atom] = max(exponents.get(atom, 0), exponent)
    if len(terms) > _SHIFT_TERMS or len(exponents) > _SHIFT_ATOMS:
        return None, None
    for atom in exponents:
        if atom.low is None:
            return None, None
        if atom.low:
            terms = _shifted(terms, atom, atom.low)
    constant = terms.get(ONE, 0)
    signs = {coefficient > 0 for monomial, coefficient in terms.items() if monomial}
    return (constant if False not in signs else None), (constant if True not in signs else None)


def _shifted(terms: Terms, atom: Atom, by: Coefficient) -> Terms:
    """``terms`` with ``atom`` replaced by ``atom + by``."""
    result: Terms = {}
    for monomial, coefficient in terms.items():
        exponent = dict(monomial).get(atom, 0)
        rest = tuple(pair for pair in monomial if pair[0] != atom)
        for power in range(exponent + 1):
            key = tuple((other, power if other == atom else held) for other, held in monomial if other != atom or power) if power else rest
            result[key] = result.get(key, 0) + coefficient * comb(exponent, power) * by ** (exponent - power)
    return {monomial: coefficient for monomial, coefficient in result.items() if coefficient}


def _linear_floors(terms: Terms) -> list[Atom]:
    """Floor divisions that occur in no higher power than 1."""
    powers: dict[Atom, int] = {}
    for monomial in terms:
        for atom, exponent in monomial:
            if atom.kind == "floor":
                powers[atom] = max(powers.get(atom, 1), exponent if exponent > 0 else 2)
    return [atom for atom, power in powers.items() if power == 1]


def _without_floor(terms: Terms, atom: Atom, depth: int) -> Interval:
    """Bounds with ``n // d`` replaced by ``n/d - m/d``, where 0 <= m <= d - 1, for a constant d."""
    numerator, divisor = (dict(part) for part in atom.args)
    if list(divisor) != [ONE]:
        return None, None
    d = divisor[ONE]
    slope: Terms = {}
    rest: Terms = {}
    for monomial, coefficient in terms.items():
        if dict(monomial).get(atom):
            slope[tuple(pair for pair in monomial if pair[0] != atom)] = coefficient
        else:
            rest[monomial] = coefficient
    try:
        exact = add(rest, scale(multiply(slope, numerator), Fraction(1, d)))
    except Undecided:
        return None, None
    low, high = _bounds(exact, depth)
    slope_low, slope_high = _bounds(slope, 0)
    share = Fraction(d - 1, d)
    least: Bound = None if slope_high is None else min(-slope_high * share, Fraction(0))
    most: Bound = None if slope_low is None else max(-slope_low * share, Fraction(0))
    return (None if low is None or least is None else low + least), (None if high is None or most is None else high + most)


def _limited(terms: Terms) -> list[tuple[Atom, Coefficient]]:
    """Atoms that other terms limit, minima, maxima and counters, where they stand alone in one term; with its coefficient."""
    powers: dict[Atom, int] = {}
    for monomial in terms:
        for atom, exponent in monomial:
            powers[atom] = powers.get(atom, 0) + (1 if exponent == 1 and len(monomial) == 1 else 2)
    return [(atom, terms[((atom, 1),)]) for atom, power in powers.items() if power == 1 and (_limits(atom) is not None)]


def _limits(atom: Atom) -> tuple[Frozen, ...] | None:
    """What an atom is at most, of a maximum what it is at least."""
    if isinstance(atom, Symbol):
        return None if atom.limit is None else (atom.limit,)
    return atom.args if atom.kind in ("min", "max") and sum(map(len, atom.args)) <= _LIMITED_TERMS else None


def _without_limited(terms: Terms, atom: Atom, coefficient: Coefficient, depth: int) -> Interval:
    """Bounds with an atom replaced by each of its limits, which are bounds on one side."""
    rest = {monomial: factor for monomial, factor in terms.items() if monomial != ((atom, 1),)}
    limits = _limits(atom) or ()
    is_upper = (coefficient > 0) == (atom.kind != "max")
    low: Bound = None
    high: Bound = None
    for limit in limits:
        found = _bounds(add(rest, dict(limit), coefficient), depth)
        if is_upper and found[1] is not None:
            high = found[1] if high is None else min(high, found[1])
        elif not is_upper and found[0] is not None:
            low = found[0] if low is None else max(low, found[0])
    return low, high
