"""Symbols, and questions about amounts with three answers: True, False, or None where it depends on the symbols."""

from __future__ import annotations

import itertools
from math import gcd, lcm, prod

from flake8_greenai.symbolic.atoms import Atom, Symbol
from flake8_greenai.symbolic.deciding import decided
from flake8_greenai.symbolic.division import floor_quotient
from flake8_greenai.symbolic.expression import Amount, Expression, amount_bounds, amount_of, terms_of
from flake8_greenai.symbolic.extrema import extremum
from flake8_greenai.symbolic.polynomial import ONE, Terms, atoms, freeze

_MAX_RESIDUES = 64
_numbers = [itertools.count(1)]


def restart_numbering() -> None:
    """Number symbols without a name from 1 again: formulas of one analysis do not depend on those before it."""
    _numbers[0] = itertools.count(1)


def symbol(name: str = "", minimum: Amount = 1, maximum: Amount | None = None, hint: int | None = None, origin: str = "") -> Amount:
    """A new unknown integer, or the int itself when ``minimum == maximum``.

    Two symbols of the same name and bounds are the same number. Without a name it is a number like no other, written
    ``n1``, ``n2``, ... A symbolic minimum counts by its own outer bound; a symbolic maximum is kept.
    """
    low = amount_bounds(minimum)[0]
    high = None if maximum is None else amount_bounds(maximum)[1]
    if low is None:
        raise ValueError(f"symbol {name!r}: the minimum {minimum} has no lower bound")
    if high is not None and high <= low:
        return low
    limit = freeze(maximum.terms) if type(maximum) is Expression else None
    return Expression({((Symbol(name or f"n{next(_numbers[0])}", low, high, hint, origin, limit), 1),): 1})


def equal(left: Amount, right: Amount) -> bool | None:
    """Whether two amounts are equal for all values of the symbols (True), for none (False), or for some as far as known (None)."""
    if type(left) is int and type(right) is int:
        return left == right
    if left is right:
        return True
    difference = left - right
    if type(difference) is not Expression:
        return difference == 0
    low, high = difference.bounds()
    if (low is not None and low > 0) or (high is not None and high < 0):
        return False
    if difference.is_integer:
        constant = difference.terms.get(ONE, 0)
        step = gcd(*(coefficient.numerator for monomial, coefficient in difference.terms.items() if monomial))
        if constant % step:
            return False
        if _vanishes(difference):
            return True
    return decided(difference, "==")


def less(left: Amount, right: Amount) -> bool | None:
    """Whether ``left < right`` for all values of the symbols (True), for none (False), or for some as far as known (None)."""
    if type(left) is int and type(right) is int:
        return left < right
    difference = left - right
    low, high = amount_bounds(difference)
    if high is not None and high < 0:
        return True
    if low is not None and low >= 0:
        return False
    return decided(difference, "<") if type(difference) is Expression else None


def maximum(first: Amount, *others: Amount) -> Amount:
    """The largest of the amounts."""
    return _extremum("max", first, others)


def minimum(first: Amount, *others: Amount) -> Amount:
    """The smallest of the amounts."""
    return _extremum("min", first, others)


def _extremum(kind: str, first: Amount, others: tuple[Amount, ...]) -> Amount:
    if type(first) is int and all(type(other) is int for other in others):
        return (max if kind == "max" else min)(first, *others) if others else first
    if len(others) == 1:
        difference = first - others[0]
        is_less = decided(difference, "<") if type(difference) is Expression else None
        if is_less is not None:
            return first if is_less is (kind == "min") else others[0]
    return amount_of(extremum(kind, [terms_of(first), *map(terms_of, others)]))


def floor_divide(left: Amount, right: Amount) -> Amount:
    """``left // right``, rounded down; of exact ratios too."""
    if type(left) is int and type(right) is int:
        return left // right
    return amount_of(floor_quotient(terms_of(left), terms_of(right)))


def ceil_divide(left: Amount, right: Amount) -> Amount:
    """``left / right`` rounded up."""
    return -floor_divide(-left, right)


def _vanishes(expression: Expression) -> bool:
    """Whether it is zero for all values, by cases of the remainders of the symbols under the floors; only for few cases."""
    modulus = _modulus(expression.terms)
    if modulus is None or modulus == 1:
        return False
    names = sorted(str(found) for found in expression.symbols())
    if modulus ** len(names) > _MAX_RESIDUES:
        return False
    unknowns = [Expression({((Symbol(f"{name} // {modulus}", 0, None, None, ""), 1),): 1}) for name in names]
    return all(
        expression.substitute({name: modulus * unknown + rest for name, unknown, rest in zip(names, unknowns, rests, strict=True)}) == 0
        for rests in itertools.product(range(modulus), repeat=len(names))
    )


def _modulus(terms: Terms) -> int | None:
    """A number such that every floor becomes a polynomial when symbols are written as multiples of it plus a remainder."""
    result = 1
    for held in atoms(terms):
        if isinstance(held, Symbol):
            continue
        step = _floor_modulus(held)
        if step is None:
            return None
        result = lcm(result, step)
    return result


def _floor_modulus(held: Atom) -> int | None:
    if held.kind != "floor":
        return None
    numerator, divisor = (dict(part) for part in held.args)
    if list(divisor) != [ONE]:
        return None
    inner = _modulus(numerator)
    return None if inner is None else prod((inner, divisor[ONE].numerator))
