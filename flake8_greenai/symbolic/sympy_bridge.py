"""The only module that uses sympy: to prove what the normal form cannot, and to print. sympy is imported at the first call.

``import sympy`` takes 26 times the start of the interpreter, and it imports standard modules such as ``timeit`` that a file of
the same name in the working directory would shadow: the working directory is taken off the path meanwhile.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from importlib import import_module
from operator import mul
from typing import TYPE_CHECKING, Any

from flake8_greenai.isolation import own_imports_only
from flake8_greenai.symbolic.atoms import Atom, Symbol
from flake8_greenai.symbolic.expression import Amount, terms_of
from flake8_greenai.symbolic.polynomial import Terms

if TYPE_CHECKING:
    import sympy  # type: ignore[import-untyped, unused-ignore]


@lru_cache(maxsize=1)
def _sympy() -> Any:
    with own_imports_only():
        return import_module("sympy")


def to_sympy(amount: Amount) -> sympy.Expr:
    """The amount in sympy; symbols become integers, positive or non-negative by their lower bound."""
    return _terms(terms_of(amount), {})


def prove_equal(left: Amount, right: Amount) -> bool:
    """Whether sympy simplifies ``left - right`` to zero. False is no proof of the contrary. Slow: up to 0.2 s."""
    return bool(_sympy().simplify(to_sympy(left) - to_sympy(right)) == 0)


def factored(amount: Amount) -> str:
    """The amount factored, e.g. ``2*B*L*(L + 64)``."""
    return str(_sympy().factor(to_sympy(amount)))


def solve(expression: Amount, variable: Amount, budget: Amount) -> list[str]:
    """Formulas of the real values of ``variable`` at which ``expression`` meets ``budget``."""
    solutions = _sympy().solve(to_sympy(expression) - to_sympy(budget), to_sympy(variable))
    return [str(solution) for solution in solutions]


def _terms(terms: Terms, known: dict[Atom, Any]) -> Any:
    library = _sympy()
    parts = [
        reduce(
            mul,
            (_atom(atom, known) ** exponent for atom, exponent in monomial),
            library.Rational(coefficient.numerator, coefficient.denominator),
        )
        for monomial, coefficient in terms.items()
    ]
    return library.Add(*parts)


def _atom(atom: Atom, known: dict[Atom, Any]) -> Any:
    if atom not in known:
        known[atom] = _convert(atom, known)
    return known[atom]


def _convert(atom: Atom, known: dict[Atom, Any]) -> Any:
    library = _sympy()
    if isinstance(atom, Symbol):
        low = atom.low
        sign = {"positive": True} if low is not None and low > 0 else {"nonnegative": True} if low == 0 else {}
        return library.Symbol(atom.name, integer=True, **sign)
    parts = [_terms(dict(part), known) for part in atom.args]
    if atom.kind == "floor":
        return library.floor(parts[0] / parts[1])
    if atom.kind in ("max", "min"):
        return (library.Max if atom.kind == "max" else library.Min)(*parts)
    return parts[0] if atom.kind == "sum" else parts[0] ** parts[1]
