"""Numbers for amounts that may hold symbols."""

from __future__ import annotations

from collections.abc import Mapping

from flake8_greenai.symbolic import Amount, Expression

SYMBOL_VALUE = 1
"""What stands for a symbol that nobody gave a value."""


class Substitution:
    """Values for symbols; remembers which symbols it had to assume a value for.

    Args:
        values: by name of the symbol.
        default: what stands for all others.
    """

    def __init__(self, values: Mapping[str, int] | None = None, default: int = SYMBOL_VALUE) -> None:
        self.values = dict(values or {})
        self.default = default
        self.assumed: dict[str, int] = {}

    def __call__(self, amount: Amount) -> float:
        """The amount as a number."""
        if type(amount) is not Expression:
            return float(amount)
        mapping: dict[Expression | str, Amount] = {}
        for one in amount.symbols():
            name = str(one)
            if name not in self.values:
                self.assumed[name] = self.default
            mapping[name] = self.values.get(name, self.default)
        return float(amount.substitute(mapping))

    def remarks(self) -> tuple[str, ...]:
        """What was assumed, in words."""
        return tuple(f"{name} = {value}" for name, value in sorted(self.assumed.items()))
