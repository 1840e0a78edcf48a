"""Memory as a function of the batch: moments of an iteration, each with a part that stays and a part that grows with the batch.

With gradients coming as activations go, no single moment is the peak for every batch: a small batch peaks when all gradients are
there, a large one when no activation is gone.
"""

from __future__ import annotations

from collections.abc import Iterable

from flake8_greenai.symbolic import Amount, Undecided, maximum, symbol
from flake8_greenai.symbolic.expression import amount_bounds

Moment = tuple[Amount, Amount]
"""Bytes that do not depend on the batch, and bytes in use."""
MANY_MOMENTS = 64
"""Moments after which those are dropped that are the peak for no batch."""


def larger(left: Amount, right: Amount) -> Amount:
    """The larger of two amounts of memory; a symbol where the formula of it would be too long to be of use."""
    if type(left) is int and type(right) is int:
        return left if left > right else right
    try:
        return maximum(left, right)
    except Undecided:
        least = max(low for low in (amount_bounds(left)[0], amount_bounds(right)[0], 0) if low is not None)
        return symbol(minimum=least, origin="the larger of amounts of memory that data decide")


def envelope(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """The moments that are the peak for some batch; those whose figures are formulas are left out.

    The bytes of a moment are a line in the size of the batch; these are the lines of the upper envelope.
    """
    highest: dict[int, int] = {}
    for fixed, live in moments:
        if type(fixed) is int and type(live) is int:
            growth = max(live - fixed, 0)
            highest[growth] = max(highest.get(growth, 0), min(fixed, live))
    hull: list[tuple[int, int]] = []
    for growth, fixed in sorted(highest.items(), reverse=True):
        # The slower a line grows, the more it must start with to be above the others anywhere.
        if hull and fixed <= hull[-1][1]:
            continue
        while len(hull) > 1 and _is_below(hull[-1], hull[-2], (growth, fixed)):
            hull.pop()
        hull.append((growth, fixed))
    return tuple((fixed, fixed + growth) for growth, fixed in hull)


def _is_below(line: tuple[int, int], steeper: tuple[int, int], flatter: tuple[int, int]) -> bool:
    """Whether a line is nowhere above both of two others: where these two meet it is not above them."""
    (growth, fixed), (more, low), (less, high) = line, steeper, flatter
    return (fixed - low) * (more - less) <= (high - low) * (more - growth)
