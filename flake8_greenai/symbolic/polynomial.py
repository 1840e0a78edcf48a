"""Polynomials as dicts from monomials to coefficients: the arithmetic below :class:`Expression`.

A monomial is a tuple of (atom, exponent) sorted by atom; exponents are non-zero integers, negative for what is divided by.
``{}`` is zero, ``{(): 5}`` is five.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm

from flake8_greenai.symbolic import work
from flake8_greenai.symbolic.atoms import Atom, Coefficient
from flake8_greenai.symbolic.undecided import Undecided

Monomial = tuple[tuple[Atom, int], ...]
Terms = dict[Monomial, Coefficient]
Frozen = tuple[tuple[Monomial, Coefficient], ...]

MAX_TERMS = 2_000
"""Most monomials of a polynomial."""
MAX_PRODUCTS = 100_000
"""Most products of monomials of one multiplication."""
MAX_DEGREE = 1_000
"""Highest exponent of one atom."""
MAX_BITS = 20_000
"""Most bits of a coefficient."""
ONE: Monomial = ()


def add(left: Terms, right: Terms, factor: Coefficient = 1) -> Terms:
    """``left + factor * right``."""
    result = dict(left)
    for monomial, coefficient in right.items():
        total = result.get(monomial, 0) + factor * coefficient
        if total:
            result[monomial] = total
        else:
            del result[monomial]
    return _checked(result)


def scale(terms: Terms, factor: Coefficient) -> Terms:
    """``factor * terms`` for a non-zero factor."""
    return _checked({monomial: whole(coefficient * factor) for monomial, coefficient in terms.items()})


def multiply(left: Terms, right: Terms) -> Terms:
    """``left * right``."""
    if len(left) * len(right) > MAX_PRODUCTS:
        raise Undecided(f"{len(left)} terms", "*", f"{len(right)} terms", f"more than {MAX_PRODUCTS} products")
    result: Terms = {}
    for one, factor in left.items():
        for other, coefficient in right.items():
            monomial = times(one, other)
            total = result.get(monomial, 0) + factor * coefficient
            if total:
                result[monomial] = total
            else:
                result.pop(monomial, None)
    return _checked(result)


def times(one: Monomial, other: Monomial) -> Monomial:
    """The product of two monomials."""
    if not one:
        return other
    if not other:
        return one
    exponents = dict(one)
    for atom, exponent in other:
        exponents[atom] = exponents.get(atom, 0) + exponent
    return monomial_of(exponents)


def monomial_of(exponents: dict[Atom, int]) -> Monomial:
    """The monomial with these exponents."""
    if any(abs(exponent) > MAX_DEGREE for exponent in exponents.values()):
        raise Undecided(None, "**", None, f"degree above {MAX_DEGREE}")
    return tuple(sorted(((atom, exponent) for atom, exponent in exponents.items() if exponent), key=_pair_key))


def _pair_key(pair: tuple[Atom, int]) -> tuple[bool, str]:
    return pair[0].key


def quotient(one: Monomial, other: Monomial) -> Monomial | None:
    """``one / other`` when every atom of ``other`` divides ``one``, else None."""
    exponents = dict(one)
    for atom, exponent in other:
        remaining = exponents.get(atom, 0) - exponent
        if remaining < 0:
            return None
        exponents[atom] = remaining
    return tuple((atom, exponents[atom]) for atom, _ in one if exponents[atom])


def whole(number: Coefficient) -> Coefficient:
    """The number as an int when it is one."""
    return number.numerator if number.denominator == 1 else number


def _checked(terms: Terms) -> Terms:
    work.note(len(terms))
    if len(terms) > MAX_TERMS:
        raise Undecided(f"{len(terms)} terms", "", None, f"an expression of more than {MAX_TERMS} terms")
    for monomial, coefficient in terms.items():
        if type(coefficient) is Fraction:
            terms[monomial] = whole(coefficient)
        if coefficient.numerator.bit_length() + coefficient.denominator.bit_length() > MAX_BITS:
            raise Undecided(None, "", None, f"a coefficient of more than {MAX_BITS} bits")
    return terms


def is_integral(terms: Terms) -> bool:
    """Whether integers are all that the terms show: integer coefficients and atoms, nothing divided by."""
    return all(type(coefficient) is int and integral(monomial) for monomial, coefficient in terms.items())


def integral(monomial: Monomial) -> bool:
    """Whether the monomial is an integer for all values of its symbols."""
    return all(exponent > 0 and atom.is_integer for atom, exponent in monomial)


def common_monomial(monomials: Iterable[Monomial]) -> Monomial:
    """The greatest common divisor of monomials; exponents may be negative."""
    iterator = iter(monomials)
    shared = dict(next(iterator, ONE))
    for monomial in iterator:
        exponents = dict(monomial)
        for atom in {*shared, *exponents}:
            shared[atom] = min(shared.get(atom, 0), exponents.get(atom, 0))
    return monomial_of(shared)


def denominator(terms: Terms) -> int:
    """The least positive integer that makes all coefficients integers."""
    return lcm(*(coefficient.denominator for coefficient in terms.values()))


def content(terms: Terms) -> int:
    """The greatest common divisor of integer coefficients; 0 when there are none."""
    return gcd(*(coefficient.numerator for coefficient in terms.values()))


def leading(terms: Terms) -> Monomial:
    """The highest monomial: of greatest degree, then first in alphabetical order."""
    return min(terms, key=order)


def order(monomial: Monomial) -> tuple[int, list[tuple[bool, str, int]]]:
    """Sort key of monomials in writing."""
    return -sum(exponent for _, exponent in monomial), [(*atom.key, -exponent) for atom, exponent in monomial]


def atoms(terms: Terms) -> set[Atom]:
    """All atoms, without those inside others."""
    return {atom for monomial in terms for atom, _ in monomial}


def freeze(terms: Terms) -> Frozen:
    """The terms as a hashable value in canonical order."""
    return tuple(sorted(terms.items(), key=_item_key))


def _item_key(item: tuple[Monomial, Coefficient]) -> tuple[int, list[tuple[bool, str, int]]]:
    return order(item[0])


def size(terms: Terms) -> int:
    """Nodes, nested atoms included."""
    return sum(1 + sum(atom.size for atom, _ in monomial) for monomial in terms)


def written(terms: Terms) -> str:
    """The terms as a Python expression, e.g. ``2*B*L**2 + 128*B*L``."""
    if not terms:
        return "0"
    if len(terms) == 1:
        ((monomial, coefficient),) = terms.items()
        if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1:
            text = monomial[0][0].text
            return text[1:-1] if text[0] == "(" else text
    text = ""
    for monomial in sorted(terms, key=order):
        coefficient = terms[monomial]
        part = _product(monomial, coefficient if coefficient > 0 else -coefficient)
        if not text:
            text = f"-{part}" if coefficient < 0 else part
        else:
            text += f" - {part}" if coefficient < 0 else f" + {part}"
    return text


def _product(monomial: Monomial, coefficient: Coefficient) -> str:
    upper = [_factor(atom, exponent) for atom, exponent in monomial if exponent > 0]
    lower = [_factor(atom, -exponent) for atom, exponent in monomial if exponent < 0]
    if coefficient.numerator != 1 or not upper:
        upper.insert(0, str(coefficient.numerator))
    if coefficient.denominator != 1:
        lower.insert(0, str(coefficient.denominator))
    text = "*".join(upper)
    if not lower:
        return text
    return f"{text}/{lower[0]}" if len(lower) == 1 else f"{text}/({'*'.join(lower)})"


def _factor(atom: Atom, exponent: int) -> str:
    return atom.text if exponent == 1 else f"{atom.text}**{exponent}"


def parenthesised(terms: Terms) -> str:
    """The terms in parentheses unless they are one atom or a non-negative integer."""
    text = written(terms)
    return text if text.isidentifier() or text.isdigit() else f"({text})"
