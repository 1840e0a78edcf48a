"""Integer expressions over positive symbols: batch sizes, sequence lengths, heights, widths."""

from flake8_greenai.symbolic.closed_forms import fit_polynomial, largest_within, sum_over, where_at_least
from flake8_greenai.symbolic.expression import Amount, Dim, Expression
from flake8_greenai.symbolic.relations import ceil_divide, equal, floor_divide, less, maximum, minimum, symbol
from flake8_greenai.symbolic.undecided import Undecided

__all__ = [
    "Amount",
    "Dim",
    "Expression",
    "Undecided",
    "ceil_divide",
    "equal",
    "fit_polynomial",
    "floor_divide",
    "largest_within",
    "less",
    "maximum",
    "minimum",
    "sum_over",
    "symbol",
    "where_at_least",
]
