"""Integer expressions in a cheap normal form: polynomials over symbols and closed operations (floor division, max, min, powers).

Equal polynomials have equal forms, so ``==`` is structural and hashing works; a result without symbols is a plain int.
Questions about order are answered by bounds, or raise :class:`Undecided`. Nothing here imports sympy.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any, Union

from flake8_greenai.symbolic import powers
from flake8_greenai.symbolic.atoms import Atom, Symbol
from flake8_greenai.symbolic.bounds import bounds
from flake8_greenai.symbolic.deciding import decided, pinned
from flake8_greenai.symbolic.division import floor_quotient, true_quotient
from flake8_greenai.symbolic.extrema import extremum
from flake8_greenai.symbolic.polynomial import ONE, Terms, add, atoms, is_integral, multiply, scale, whole, written
from flake8_greenai.symbolic.undecided import Undecided

if TYPE_CHECKING:
    import sympy  # type: ignore[import-untyped, unused-ignore]

_MAX_DYADIC = 1 << 40


class Expression:
    """An immutable number that depends on symbols; made by :func:`symbol` and operators.

    ``+ - * // % **`` follow integers exactly. ``/`` gives the exact ratio, which is an integer expression where it divides.
    Floats take part where they are short binary fractions (``0.5``); others have no exact product and raise Undecided.
    """

    __slots__ = ("_bounds", "_hash", "_terms")

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._hash: int | None = None
        self._bounds: tuple[int | None, int | None] | None = None

    @property
    def terms(self) -> Terms:
        """Coefficient of each monomial; not to be changed."""
        return self._terms

    # -- arithmetic

    def __add__(self, other: Amount) -> Amount:
        right = _terms(other)
        return NotImplemented if right is None else _amount(add(self._terms, right))

    __radd__ = __add__

    def __sub__(self, other: Amount) -> Amount:
        right = _terms(other)
        return NotImplemented if right is None else _amount(add(self._terms, right, -1))

    def __rsub__(self, other: Amount) -> Amount:
        left = _terms(other)
        return NotImplemented if left is None else _amount(add(left, self._terms, -1))

    def __mul__(self, other: Amount) -> Amount:
        if type(other) is int:
            return Expression(scale(self._terms, other)) if other else 0
        right = _terms(other)
        return NotImplemented if right is None else _amount(multiply(self._terms, right))

    __rmul__ = __mul__

    def __floordiv__(self, other: Amount) -> Amount:
        right = _terms(other)
        return NotImplemented if right is None else _amount(floor_quotient(self._terms, right))

    def __rfloordiv__(self, other: Amount) -> Amount:
        left = _terms(other)
        return NotImplemented if left is None else _amount(floor_quotient(left, self._terms))

    def __mod__(self, other: Amount) -> Amount:
        right = _terms(other)
        return NotImplemented if right is None else _remainder(self._terms, right)

    def __rmod__(self, other: Amount) -> Amount:
        left = _terms(other)
        return NotImplemented if left is None else _remainder(left, self._terms)

    def __divmod__(self, other: Amount) -> tuple[Amount, Amount]:
        return self // other, self % other

    def __rdivmod__(self, other: Amount) -> tuple[Amount, Amount]:
        return other // self, other % self

    def __truediv__(self, other: Amount) -> Amount:
        right = _terms(other)
        return NotImplemented if right is None else _amount(true_quotient(self._terms, right))

    def __rtruediv__(self, other: Amount) -> Amount:
        left = _terms(other)
        return NotImplemented if left is None else _amount(true_quotient(left, self._terms))

    def __pow__(self, other: Amount) -> Amount:
        right = _terms(other)
        return NotImplemented if right is None else _amount(powers.power(self._terms, right))

    def __rpow__(self, other: Amount) -> Amount:
        left = _terms(other)
        return NotImplemented if left is None else _amount(powers.power(left, self._terms))

    def __neg__(self) -> Amount:
        return Expression(scale(self._terms, -1))

    def __pos__(self) -> Amount:
        return self

    def __abs__(self) -> Amount:
        low, high = self.bounds()
        if low is not None and low >= 0:
            return self
        if high is not None and high <= 0:
            return -self
        return _amount(extremum("max", [self._terms, scale(self._terms, -1)]))

    def __floor__(self) -> Amount:
        return self // 1

    def __ceil__(self) -> Amount:
        return -(-self // 1)

    def __trunc__(self) -> Amount:
        return self // 1 if self >= 0 else -(-self // 1)

    def __round__(self, digits: int | None = None) -> Amount:
        if not self.is_integer:
            raise Undecided("round", "of", self)
        return self

    # -- comparison

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Expression) and self._terms == other._terms)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._terms.items()))
        return self._hash

    def __lt__(self, other: Amount) -> bool:
        return _decide(self, "<", other, self - other, strict=True)

    def __le__(self, other: Amount) -> bool:
        return _decide(self, "<=", other, self - other, strict=False)

    def __gt__(self, other: Amount) -> bool:
        return _decide(self, ">", other, other - self, strict=True)

    def __ge__(self, other: Amount) -> bool:
        return _decide(self, ">=", other, other - self, strict=False)

    def __bool__(self) -> bool:
        low, high = self.bounds()
        if (low is not None and low > 0) or (high is not None and high < 0):
            return True
        answer = decided(self, "==")
        if answer is not None:
            return not answer
        raise Undecided(self, "!=", 0)

    def __index__(self) -> int:
        value = pinned(self)
        if value is not None:
            return value
        raise Undecided(self, "as", "an int")

    __int__ = __index__

    def __float__(self) -> float:
        raise Undecided(self, "as", "a float")

    # -- inspection

    @property
    def is_integer(self) -> bool:
        """Whether the form shows an integer: integer coefficients, nothing divided by."""
        return is_integral(self._terms)

    def bounds(self) -> tuple[int | None, int | None]:
        """Inclusive integer bounds for all values of the symbols; None where there is none."""
        if self._bounds is None:
            self._bounds = bounds(self._terms)
        return self._bounds

    def symbols(self) -> frozenset[Expression]:
        """The symbols it depends on."""
        return frozenset(Expression({((found, 1),): 1}) for found in _symbols(self._terms))

    @property
    def name(self) -> str | None:
        """The name of a lone symbol, None for anything else."""
        found = self._symbol()
        return None if found is None else found.name

    @property
    def hint(self) -> int | None:
        """The typical value of a lone symbol, where it has one."""
        found = self._symbol()
        return None if found is None else found.hint

    @property
    def limit(self) -> Amount | None:
        """What a lone symbol never exceeds, where that depends on others."""
        found = self._symbol()
        return None if found is None or found.limit is None else _amount(dict(found.limit))

    @property
    def origin(self) -> str:
        """Where a lone symbol comes from."""
        found = self._symbol()
        return "" if found is None else found.origin

    def _symbol(self) -> Symbol | None:
        if len(self._terms) != 1:
            return None
        ((monomial, coefficient),) = self._terms.items()
        if coefficient != 1 or len(monomial) != 1 or monomial[0][1] != 1:
            return None
        found = monomial[0][0]
        return found if isinstance(found, Symbol) else None

    def substitute(self, mapping: Mapping[Expression | str, Amount]) -> Amount:
        """The expression with symbols, given as such or by name, replaced by numbers or expressions."""
        values = {str(key): terms_of(value) for key, value in mapping.items()}
        return _amount(_evaluate(self._terms, values, {}))

    def __str__(self) -> str:
        return written(self._terms)

    def __repr__(self) -> str:
        return written(self._terms)

    def __format__(self, specification: str) -> str:
        return format(str(self), specification) if not specification or specification[-1] == "s" else str(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Expression, (self._terms,)

    def to_sympy(self) -> sympy.Expr:
        """The expression in sympy, which is imported by this."""
        from flake8_greenai.symbolic.sympy_bridge import to_sympy  # noqa: PLC0415  (not before it is needed)

        return to_sympy(self)


Amount = Union[int, Expression]  # noqa: UP007  (a runtime alias that names a class with slots)
"""A number of FLOPs, bytes or elements."""
Dim = Union[int, Expression]  # noqa: UP007
"""The size of a tensor along a dim."""


def _terms(value: Any) -> Terms | None:
    if type(value) is Expression:
        return value._terms
    if isinstance(value, int):
        return {ONE: int(value)} if value else {}
    if isinstance(value, float):
        return _float_terms(value)
    if isinstance(value, Fraction):
        return {ONE: whole(value)} if value else {}
    return None


def _float_terms(value: float) -> Terms:
    if isfinite(value):
        exact = Fraction(value)
        if exact.denominator <= _MAX_DYADIC and abs(exact.numerator) <= 1 << 64:
            return {ONE: whole(exact)} if exact else {}
    raise Undecided(value, "with", "a symbol", "the product with this float is not exact")


def _amount(terms: Terms) -> Amount:
    """The value of terms: a plain number when no symbol is left."""
    if not terms:
        return 0
    if len(terms) == 1 and ONE in terms:
        number = terms[ONE]
        return number if type(number) is int else float(number)  # type: ignore[return-value]  # a ratio of constants, as in Python
    return Expression(terms)


def _remainder(left: Terms, right: Terms) -> Amount:
    return _amount(add(left, multiply(right, floor_quotient(left, right)), -1))


def _decide(left: Amount, relation: str, right: Amount, difference: Amount, *, strict: bool) -> bool:
    """Whether ``difference < 0`` (strict) or ``difference <= 0``."""
    low, high = amount_bounds(difference)
    if high is not None and (high < 0 if strict else high <= 0):
        return True
    if low is not None and (low >= 0 if strict else low > 0):
        return False
    answer = decided(difference, "<" if strict else "<=") if type(difference) is Expression else None
    if answer is not None:
        return answer
    raise Undecided(left, relation, right)


def amount_bounds(amount: Amount) -> tuple[int | None, int | None]:
    """Inclusive bounds of an amount."""
    return amount.bounds() if type(amount) is Expression else (amount, amount)  # type: ignore[return-value]


def amount_of(terms: Terms) -> Amount:
    """The amount that has these terms."""
    return _amount(terms)


def terms_of(amount: Amount) -> Terms:
    """The terms of an amount.

    Raises:
        TypeError: when it is not a number.
    """
    terms = _terms(amount)
    if terms is None:
        raise TypeError(f"not a number of symbols: {amount!r}")
    return terms


def _symbols(terms: Terms) -> set[Symbol]:
    result: set[Symbol] = set()
    pending = [terms]
    while pending:
        for atom in atoms(pending.pop()):
            if isinstance(atom, Symbol):
                result.add(atom)
            else:
                pending.extend(dict(part) for part in atom.args)
    return result


def _evaluate(terms: Terms, values: Mapping[str, Terms], known: dict[Atom, Terms]) -> Terms:
    total: Terms = {}
    for monomial, coefficient in terms.items():
        product: Terms = {ONE: coefficient}
        for atom, exponent in monomial:
            value = _atom_value(atom, values, known)
            product = multiply(product, powers.power(value, {ONE: exponent}))
        total = add(total, product)
    return total


def _atom_value(atom: Atom, values: Mapping[str, Terms], known: dict[Atom, Terms]) -> Terms:
    if atom in known:
        return known[atom]
    result: Terms
    if isinstance(atom, Symbol):
        result = values.get(atom.name, {((atom, 1),): 1})
    else:
        parts = [_evaluate(dict(part), values, known) for part in atom.args]
        if atom.kind == "floor":
            result = floor_quotient(parts[0], parts[1])
        elif atom.kind in ("max", "min"):
            result = extremum(atom.kind, parts)
        elif atom.kind == "sum":
            result = parts[0]
        else:
            result = powers.power(parts[0], parts[1])
    known[atom] = result
    return result
