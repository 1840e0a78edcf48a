"""Atoms: the indivisible factors of monomials. A symbol, or an operation that the normal form keeps closed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

Coefficient = int | Fraction
Bound = int | Fraction | None
"""An inclusive bound; None is no bound."""

MAX_SIZE = 2_000
"""Most nodes of one atom, nested atoms included."""


class Atom:
    """An indivisible factor.

    Attributes:
        kind: ``symbol``, ``floor`` (args: numerator, denominator), ``max`` or ``min`` (args: two or more terms), ``power``
            (args: base, exponent; integer) or ``root`` (args: base, exponent; real) or ``sum`` (args: a polynomial that is only
            ever divided by).
        args: frozen terms (see :func:`flake8_greenai.symbolic.polynomial.freeze`), or for a symbol its name and bounds.
        text: how it is written, in parentheses where an operator binds weaker than ``*``.
        low, high: inclusive bounds.
        is_integer: whether its value is always an integer.
        size: number of nodes.
    """

    __slots__ = ("_hash", "args", "high", "is_integer", "kind", "low", "size", "text")

    def __init__(
        self, kind: str, args: tuple[Any, ...], text: str, low: Bound, high: Bound, *, is_integer: bool = True, size: int = 1
    ) -> None:
        self.kind = kind
        self.args = args
        self.text = text
        self.low = low
        self.high = high
        self.is_integer = is_integer
        self.size = size
        self._hash = hash((kind, args))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Atom) and self._hash == other._hash and self.kind == other.kind and self.args == other.args

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.kind, self.args, self.text, self.low, self.high, self.is_integer, self.size)

    @property
    def key(self) -> tuple[bool, str]:
        """Sort key: symbols first, then alphabetical."""
        return (self.kind != "symbol", self.text)


class Symbol(Atom):
    """An unknown integer with bounds.

    Attributes:
        name: how it is written.
        hint: a typical value for examples and plots, or None.
        origin: where it comes from, for assumptions ("sequence length of input 0").
        limit: terms that it never exceeds, such as the last index of a loop of symbolic length; None without any.
    """

    __slots__ = ("hint", "limit", "origin")

    def __init__(self, name: str, minimum: int, maximum: int | None, hint: int | None, origin: str, limit: Any = None) -> None:
        super().__init__("symbol", (name, minimum, maximum, limit), name, minimum, maximum)
        self.hint = hint
        self.origin = origin
        self.limit = limit

    def __reduce__(self) -> tuple[Any, ...]:
        return Symbol, (*self.args[:3], self.hint, self.origin, self.limit)

    @property
    def name(self) -> str:
        """How it is written."""
        return self.text


def _restore(kind: str, args: tuple[Any, ...], text: str, low: Bound, high: Bound, is_integer: bool, size: int) -> Atom:
    return Atom(kind, args, text, low, high, is_integer=is_integer, size=size)
