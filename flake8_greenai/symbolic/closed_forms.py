"""Closed forms: sums over loop counters, polynomials through measured points, the largest size within a budget."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from flake8_greenai.symbolic.atoms import Symbol
from flake8_greenai.symbolic.expression import Amount, Expression, amount_bounds, amount_of, terms_of
from flake8_greenai.symbolic.polynomial import ONE, Terms, add, multiply, scale
from flake8_greenai.symbolic.relations import less, maximum, minimum, symbol
from flake8_greenai.symbolic.undecided import Undecided

MAX_SUMMANDS = 10_000
"""Most summands that are added one by one where there is no closed form."""
_MAX_VALUE = 1 << 62


def sum_over(expression: Amount, index: Amount, low: Amount, high: Amount) -> Amount:
    """The sum of ``expression`` for the symbol ``index`` from ``low`` to ``high``, both included; 0 when ``high < low``.

    Polynomials in the index are summed in closed form (Faulhaber), others one by one between known limits. What is a polynomial up
    to the last index alone, such as the rows of a batch, of which the last one holds the rest, is summed up to there.

    Raises:
        Undecided: when there is no closed form and the limits are unknown or far apart.
    """
    if less(high, low):
        return 0
    last, high = high, maximum(high, low - 1)
    if type(expression) is not Expression:
        return expression * (high - low + 1)
    powers = _by_power(expression, str(index))
    if powers is None:
        if type(low) is int and type(high) is int and high - low < MAX_SUMMANDS:
            return sum((expression.substitute({str(index): value}) for value in range(low, high + 1)), 0)
        return _sum_with_last_apart(expression, index, low, last)
    result: Terms = {}
    for exponent, factor in powers.items():
        upper, lower = _power_sum_at(exponent, high), _power_sum_at(exponent, low - 1)
        result = add(result, multiply(factor, add(upper, lower, -1)))
    return amount_of(result)


def before_last(expression: Expression, index: Amount, low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """``expression`` as it is where the symbol ``index`` is below its last value ``high``, and the symbol that stands for it there."""
    before = symbol(f"{index} before the last", minimum=low, maximum=high - 1)
    return expression.substitute({str(index): before}), before


def _sum_with_last_apart(expression: Expression, index: Amount, low: Amount, high: Amount) -> Amount:
    """The sum of what becomes a polynomial when it is known that the index is below ``high``."""
    regular, before = before_last(expression, index, low, high)
    if type(regular) is Expression and _by_power(regular, str(before)) is None:
        raise Undecided(expression, "summed over", index, "no closed form")
    at_last = regular.substitute({str(before): high}) if type(regular) is Expression else regular
    is_any = maximum(minimum(high - low + 1, 1), 0)
    return sum_over(regular, before, low, high) + is_any * (expression.substitute({str(index): high}) - at_last)


def _by_power(expression: Expression, name: str) -> dict[int, Terms] | None:
    """The factor of each power of the symbol; None when it also stands inside a closed operation or below a fraction line."""
    result: dict[int, Terms] = {}
    for monomial, coefficient in expression.terms.items():
        exponent = 0
        for atom, count in monomial:
            if isinstance(atom, Symbol):
                if atom.name == name:
                    exponent = count
            elif any(str(found) == name for found in Expression({((atom, 1),): 1}).symbols()):
                return None
        if exponent < 0:
            return None
        rest = tuple(pair for pair in monomial if not (isinstance(pair[0], Symbol) and pair[0].name == name))
        result.setdefault(exponent, {})[rest] = coefficient
    return result


def _power_sum_at(exponent: int, limit: Amount) -> Terms:
    """1**k + 2**k + ... + limit**k (with 0**0 = 1 at 0 for the polynomial identity) as terms."""
    point = terms_of(limit)
    result: Terms = {}
    for coefficient in reversed(_power_sum(exponent)):
        result = add(multiply(result, point), {ONE: coefficient} if coefficient else {})
    return result


@lru_cache(maxsize=64)
def _power_sum(exponent: int) -> tuple[Fraction, ...]:
    """Coefficients, lowest power first, of the polynomial S with S(n) - S(n-1) = n**exponent and S(0) = 0."""
    totals = [0]
    for value in range(1, exponent + 2):
        totals.append(totals[-1] + value**exponent)
    return _coefficients(list(range(exponent + 2)), [Fraction(total) for total in totals])


def fit_polynomial(points: Sequence[tuple[int, Amount]], variable: Amount) -> Amount:
    """The polynomial of least degree in ``variable`` that goes exactly through ``points``, a sequence of (place, value).

    Raises:
        ValueError: when two points have the same place.
    """
    places = [place for place, _ in points]
    if len(set(places)) < len(places):
        raise ValueError(f"two points at one place: {places}")
    base = terms_of(variable)
    result: Terms = {}
    for position, (place, value) in enumerate(points):
        term = terms_of(value)
        for other in places[:position] + places[position + 1 :]:
            step = add(base, {ONE: -other} if other else {})
            term = scale(multiply(term, step), Fraction(1, place - other)) if term else {}
        result = add(result, term)
    return amount_of(result)


def _coefficients(places: list[int], values: list[Fraction]) -> tuple[Fraction, ...]:
    """Coefficients, lowest first, of the polynomial through the points (Newton's divided differences)."""
    differences = list(values)
    for level in range(1, len(places)):
        for position in range(len(places) - 1, level - 1, -1):
            differences[position] = (differences[position] - differences[position - 1]) / (places[position] - places[position - level])
    result: list[Fraction] = []
    for place, difference in zip(reversed(places), reversed(differences), strict=True):
        shifted = [Fraction(0), *result]
        for position, coefficient in enumerate(result):
            shifted[position] -= place * coefficient
        shifted[0] += difference
        result = shifted
    return tuple(result)


def largest_within(expression: Amount, variable: Amount, budget: int) -> int | None:
    """The largest value of the symbol ``variable`` for which ``expression``, which grows with it, is at most ``budget``.

    None when even the smallest value exceeds it, or when no value up to 2**62 does.

    Raises:
        Undecided: when the expression holds other symbols.
    """
    found = next((held for held in _all_symbols(variable)), None)
    if type(expression) is not Expression or found is None:
        return None
    others = sorted(str(held) for held in expression.symbols() if str(held) != found.name)
    if others:
        raise Undecided(expression, "<=", budget, f"it depends on {', '.join(others)} too")

    def fits(value: int) -> bool:
        amount = expression.substitute({found.name: value})
        return amount <= budget

    low = found.low if isinstance(found.low, int) else 0
    high = found.high if isinstance(found.high, int) else None
    if not fits(low):
        return None
    if high is None:
        high = max(low, 1)
        while fits(high):
            high *= 2
            if high > _MAX_VALUE:
                return None
    elif fits(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def where_at_least(amount: Amount, least: int) -> dict[Expression | str, Amount]:
    """What the only symbol of an amount that grows with it becomes where the amount is ``least`` or more; nothing if untold."""
    symbols = list(amount.symbols()) if type(amount) is Expression else []
    if type(amount) is not Expression or len(symbols) != 1:
        return {}
    least_growth = amount_bounds(amount.substitute({symbols[0]: symbols[0] + 1}) - amount)[0]
    if least_growth is None or least_growth < 0:
        return {}
    below = largest_within(amount, symbols[0], least - 1)
    name = str(symbols[0])
    return {} if below is None else {name: symbol(name, minimum=below + 1)}


def _all_symbols(variable: Amount) -> list[Symbol]:
    if type(variable) is not Expression:
        return []
    return [atom for monomial in variable.terms for atom, _ in monomial if isinstance(atom, Symbol)]
