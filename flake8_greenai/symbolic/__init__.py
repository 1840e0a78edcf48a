"""Integer expressions over positive symbols: batch sizes, sequence lengths, heights, widths."""

from flake8_greenai.symbolic.expression import (
    Amount,
    Dim,
    Expression,
    Undecided,
    ceil_divide,
    equal,
    floor_divide,
    less,
    maximum,
    minimum,
    symbol,
)

__all__ = [
    "Amount",
    "Dim",
    "Expression",
    "Undecided",
    "ceil_divide",
    "equal",
    "floor_divide",
    "less",
    "maximum",
    "minimum",
    "symbol",
]
