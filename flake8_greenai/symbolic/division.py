"""The normal form of floor division.

``A // B`` is brought to ``Q + (N // D)`` with as much as possible in the polynomial Q, so that equal quotients get equal
forms: exact divisions disappear, common factors cancel, ``(A + k*B)//B`` is ``A//B + k``, nested floors become one, and
``-((-A)//B)`` (the ceiling) is ``(A + B - 1)//B``.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from flake8_greenai.symbolic.atoms import MAX_SIZE, Atom
from flake8_greenai.symbolic.bounds import bounds
from flake8_greenai.symbolic.polynomial import (
    ONE,
    Monomial,
    Terms,
    add,
    common_monomial,
    content,
    denominator,
    freeze,
    integral,
    is_integral,
    leading,
    multiply,
    parenthesised,
    quotient,
    scale,
    size,
    times,
)
from flake8_greenai.symbolic.undecided import Undecided

_MAX_QUOTIENT = 200


def atom(kind: str, *args: Terms, text: str, low: int | None, high: int | None, is_integer: bool = True) -> Terms:
    """A new closed operation as a polynomial.

    Raises:
        Undecided: when it would be too large.
    """
    nodes = 1 + sum(map(size, args))
    if nodes > MAX_SIZE:
        raise Undecided(None, kind, None, f"an expression of more than {MAX_SIZE} nodes")
    return {((Atom(kind, tuple(map(freeze, args)), text, low, high, is_integer=is_integer, size=nodes), 1),): 1}


def floor_quotient(numerator: Terms, divisor: Terms) -> Terms:
    """``numerator // divisor``.

    Raises:
        ZeroDivisionError: when the divisor is zero.
    """
    if not divisor:
        raise ZeroDivisionError("integer division or modulo by zero")
    if not numerator:
        return {}
    numerator, divisor = _cleared(numerator, divisor)
    if divisor[leading(divisor)] < 0:
        numerator, divisor = scale(numerator, -1), scale(divisor, -1)
    if list(divisor) == [ONE]:
        return _by_integer(numerator, divisor[ONE].numerator)
    whole, rest = divide(numerator, divisor)
    if not rest:
        return whole
    rest, divisor = _reduced(rest, divisor)
    if list(divisor) == [ONE]:
        return add(whole, _by_integer(rest, divisor[ONE].numerator))
    fixed = _fixed(rest, divisor)
    if fixed is not None:
        return add(whole, {ONE: fixed}) if fixed else whole
    if rest[leading(rest)] < 0 and is_integral(rest) and is_integral(divisor) and (bounds(divisor)[0] or 0) >= 1:
        flipped = add(add(scale(rest, -1), divisor), {ONE: -1})
        more, rest = divide(flipped, divisor)
        closed = _closed(rest, divisor) if rest else {}
        return add(whole, add(more, closed), -1)
    return add(whole, _closed(rest, divisor))


def _cleared(numerator: Terms, divisor: Terms) -> tuple[Terms, Terms]:
    """Both multiplied by what they divide by."""
    factor = lcm(denominator(numerator), denominator(divisor))
    if factor != 1:
        numerator, divisor = scale(numerator, factor), scale(divisor, factor)
    below = tuple((held, -exponent) for held, exponent in common_monomial([*numerator, *divisor]) if exponent < 0)
    if below:
        numerator, divisor = multiply(numerator, {below: 1}), multiply(divisor, {below: 1})
    return numerator, divisor


def divide(numerator: Terms, divisor: Terms) -> tuple[Terms, Terms]:
    """Integer polynomials (quotient, rest) with numerator = quotient*divisor + rest, no term of rest a multiple of the head of divisor."""
    head = leading(divisor)
    factor = divisor[head]
    whole: Terms = {}
    rest = numerator
    kept: set[Monomial] = set()
    for _ in range(_MAX_QUOTIENT):
        for monomial in sorted((candidate for candidate in rest if candidate not in kept), key=_degree, reverse=True):
            coefficient = rest[monomial]
            shared = quotient(monomial, head)
            count = coefficient // factor if coefficient >= 0 or coefficient % factor == 0 else -(-coefficient // factor)
            if shared is not None and count and integral(shared):
                whole = add(whole, {shared: count})
                rest = add(rest, multiply(divisor, {shared: count}), -1)
                break
            kept.add(monomial)
        else:
            return whole, rest
    return {}, numerator


def _degree(monomial: Monomial) -> int:
    return sum(exponent for _, exponent in monomial)


def _reduced(numerator: Terms, divisor: Terms) -> tuple[Terms, Terms]:
    """Both without their common factor."""
    shared = common_monomial([*numerator, *divisor])
    if shared:
        inverse: Terms = {tuple((held, -exponent) for held, exponent in shared): 1}
        numerator, divisor = multiply(numerator, inverse), multiply(divisor, inverse)
    common = gcd(content(numerator), content(divisor))
    if common > 1:
        numerator, divisor = scale(numerator, Fraction(1, common)), scale(divisor, Fraction(1, common))
    return numerator, divisor


def _by_integer(numerator: Terms, divisor: int) -> Terms:
    """``numerator // divisor`` for integer coefficients and a positive divisor."""
    whole: Terms = {}
    rest: Terms = {}
    head = leading(numerator)
    for monomial, coefficient in numerator.items():
        if not integral(monomial):
            rest[monomial] = coefficient
            continue
        count, remainder = divmod(coefficient, divisor)
        if monomial and (2 * remainder > divisor or (2 * remainder == divisor and monomial == head and coefficient < 0)):
            count, remainder = count + 1, remainder - divisor
        if count:
            whole[monomial] = count
        if remainder:
            rest[monomial] = remainder
    if not rest or (divisor == 1 and is_integral(rest)):
        return add(whole, rest)
    if list(rest) == [ONE]:
        return whole  # the remainder of a constant is within [0, divisor)
    return add(whole, _proper(rest, divisor))


def _proper(rest: Terms, divisor: int) -> Terms:
    """``rest // divisor`` where no term is a multiple of the divisor."""
    low, high = bounds(rest)
    if low is not None and high is not None and low // divisor == high // divisor:
        return {ONE: low // divisor} if low // divisor else {}
    if not is_integral(rest):
        return _closed(rest, {ONE: divisor})
    inner = _nested(rest)
    if rest[inner if inner is not None else leading(rest)] < 0:
        flipped = add(scale(rest, -1), {ONE: divisor - 1})
        return scale(floor_quotient(flipped, {ONE: divisor}), -1)
    if inner is not None and rest[inner] == 1:
        upper, lower = (dict(part) for part in inner[0][0].args)
        flat = add(upper, multiply({monomial: held for monomial, held in rest.items() if monomial != inner}, lower))
        return floor_quotient(flat, scale(lower, divisor))
    common = gcd(divisor, *(coefficient.numerator for monomial, coefficient in rest.items() if monomial))
    if common > 1:
        reduced: Terms = {monomial: coefficient // common for monomial, coefficient in rest.items()}
        return _by_integer({monomial: coefficient for monomial, coefficient in reduced.items() if coefficient}, divisor // common)
    return _closed(rest, {ONE: divisor})


def _nested(rest: Terms) -> Monomial | None:
    """The only term that holds a floor division by a positive number, when it is that floor alone with coefficient 1 or -1."""
    holding = [monomial for monomial in rest if any(held.kind == "floor" for held, _ in monomial)]
    if len(holding) != 1 or len(holding[0]) != 1 or holding[0][0][1] != 1 or abs(rest[holding[0]]) != 1:
        return None
    low = bounds(dict(holding[0][0][0].args[1]))[0]
    return holding[0] if low is not None and low > 0 else None


def _fixed(numerator: Terms, divisor: Terms) -> int | None:
    """The value of the quotient where bounds decide it: -1 or 0."""
    if (bounds(divisor)[0] or 0) < 1:
        return None
    low, high = bounds(numerator)
    if low is not None and low >= 0:
        below = bounds(add(divisor, numerator, -1))[0]
        return 0 if below is not None and below >= 1 else None
    if high is not None and high < 0:
        above = bounds(add(divisor, numerator))[0]
        return -1 if above is not None and above >= 0 else None
    return None


def _closed(numerator: Terms, divisor: Terms) -> Terms:
    """The atom of a floor division that nothing simplifies."""
    low, high = bounds(numerator)
    smallest, largest = bounds(divisor)
    least: int | None = None
    most: int | None = None
    if smallest is not None and smallest >= 1:
        if low is not None:
            least = low // smallest if low < 0 else (0 if largest is None else low // largest)
        if high is not None:
            most = high // smallest if high >= 0 else (-1 if largest is None else high // largest)
    return atom("floor", numerator, divisor, text=f"({parenthesised(numerator)}//{parenthesised(divisor)})", low=least, high=most)


def true_quotient(numerator: Terms, divisor: Terms) -> Terms:
    """``numerator / divisor`` exactly: with fractions as coefficients and negative exponents.

    Raises:
        ZeroDivisionError: when the divisor is zero.
    """
    if not divisor:
        raise ZeroDivisionError("division by zero")
    if len(divisor) == 1:
        ((monomial, coefficient),) = divisor.items()
        inverse = tuple((held, -exponent) for held, exponent in monomial)
        return multiply(numerator, {inverse: Fraction(1) / coefficient})
    if is_integral(divisor):
        whole, rest = divide(numerator, divisor) if is_integral(numerator) else ({}, numerator)
        if not rest:
            return whole
    shared = common_monomial(divisor)
    if shared:
        inverse = tuple((held, -exponent) for held, exponent in shared)
        return true_quotient(multiply(numerator, {inverse: 1}), multiply(divisor, {inverse: 1}))
    low, high = bounds(divisor)
    ((held, _),) = next(iter(atom("sum", divisor, text=parenthesised(divisor), low=low, high=high, is_integer=is_integral(divisor))))
    return {times(monomial, ((held, -1),)): coefficient for monomial, coefficient in numerator.items()}
