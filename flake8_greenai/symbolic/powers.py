"""Powers of polynomials."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from flake8_greenai.symbolic.atoms import Coefficient
from flake8_greenai.symbolic.bounds import bounds
from flake8_greenai.symbolic.division import atom, true_quotient
from flake8_greenai.symbolic.polynomial import MAX_BITS, MAX_DEGREE, ONE, Terms, is_integral, monomial_of, multiply, parenthesised
from flake8_greenai.symbolic.undecided import Undecided


def power(base: Terms, exponent: Terms) -> Terms:
    """``base ** exponent``."""
    if not exponent:
        return {ONE: 1}
    if list(exponent) == [ONE]:
        count = exponent[ONE]
        if count.denominator == 1:
            return _integer_power(base, count.numerator)
        if count == Fraction(1, 2):
            root = _square_root(base)
            if root is not None:
                return root
    if list(base) == [ONE] and base[ONE] == 1:
        return base
    base_low, base_high = bounds(base)
    low, high = bounds(exponent)
    is_integer = is_integral(base) and is_integral(exponent) and low is not None and low >= 0
    least: int | None = None
    most: int | None = None
    if base_low is not None and base_low >= 1:
        least = base_low**low if low is not None and 0 <= low <= 64 else 0 if low is None or low < 0 else 1
        if base_high is not None and high is not None and 0 <= high <= 64:
            most = base_high**high
    elif base_low == 0 and low is not None and low >= 0:
        least = 0
    text = f"{parenthesised(base)}**{parenthesised(exponent)}"
    return atom("power" if is_integer else "root", base, exponent, text=f"({text})", low=least, high=most, is_integer=is_integer)


def _integer_power(base: Terms, exponent: int) -> Terms:
    if exponent < 0:
        return true_quotient({ONE: 1}, _integer_power(base, -exponent))
    if exponent > MAX_DEGREE:
        raise Undecided(parenthesised(base), "**", exponent, f"degree above {MAX_DEGREE}")
    if len(base) == 1:
        ((monomial, coefficient),) = base.items()
        if coefficient.numerator.bit_length() * exponent > MAX_BITS:
            raise Undecided(parenthesised(base), "**", exponent, f"a coefficient of more than {MAX_BITS} bits")
        return {monomial_of({held: count * exponent for held, count in monomial}): coefficient**exponent}
    result: Terms = {ONE: 1}
    while exponent:
        if exponent & 1:
            result = multiply(result, base)
        exponent >>= 1
        if exponent:
            base = multiply(base, base)
    return result


def _square_root(base: Terms) -> Terms | None:
    """The root of a square monomial whose atoms are not negative."""
    if len(base) != 1:
        return {} if not base else None
    ((monomial, coefficient),) = base.items()
    root = _rational_root(coefficient)
    if root is None or any(exponent % 2 or held.low is None or held.low < 0 for held, exponent in monomial):
        return None
    return {monomial_of({held: exponent // 2 for held, exponent in monomial}): root}


def _rational_root(number: Coefficient) -> Coefficient | None:
    if number < 0:
        return None
    upper, lower = isqrt(number.numerator), isqrt(number.denominator)
    if upper * upper != number.numerator or lower * lower != number.denominator:
        return None
    return Fraction(upper, lower) if lower != 1 else upper
