"""What formulas say about scale: what happens to a cost when one of its unknown sizes doubles."""

from __future__ import annotations

from collections.abc import Mapping

from flake8_greenai.estimate.results import Bounded
from flake8_greenai.symbolic import Amount, Expression, Undecided

SIZES = (64, 256, 4096, 65536)
"""Values that the doubled symbol is tried at."""
OTHERS = (64, 4096)
"""Values that the other symbols are tried at."""


def doubling(amount: Bounded) -> dict[str, tuple[float, float]]:
    """For each symbol of a cost the least and the greatest factor that doubling it multiplies the cost with.

    The factor is exact where it does not depend on sizes; else it spans what was found for sizes from 64 to 65,536. Of a pair of bounds the
    upper one is looked at.
    """
    formula = amount[1] if isinstance(amount, tuple) else amount
    if not isinstance(formula, Expression):
        return {}
    found = {}
    for name in sorted(str(symbol) for symbol in formula.symbols()):
        factors = _factors(formula, name)
        if factors is not None:
            found[name] = factors
    return found


def _factors(formula: Expression, name: str) -> tuple[float, float] | None:
    symbols = {str(symbol): symbol for symbol in formula.symbols()}
    try:
        doubled = formula.substitute({name: symbols[name] * 2})
        for factor in (1, 2, 4, 8):
            if doubled == formula * factor:
                return float(factor), float(factor)
        ratios = [
            float(after) / float(before)
            for size in SIZES
            for other in OTHERS
            if (before := _value(formula, {key: size if key == name else other for key in symbols}))
            and (after := _value(formula, {key: 2 * size if key == name else other for key in symbols})) is not None
        ]
    except (Undecided, ArithmeticError, ValueError):
        return None
    return (min(ratios), max(ratios)) if ratios else None


def _value(formula: Expression, sizes: Mapping[Expression | str, Amount]) -> int | None:
    value: Amount = formula.substitute(sizes)
    return value if isinstance(value, int) else None


def factor_text(factors: tuple[float, float]) -> str:
    """``x2``, or ``x2 to x4``."""
    low, high = (f"x{factor:.3g}" for factor in factors)
    return low if low == high else f"{low} to {high}"
