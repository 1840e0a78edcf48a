"""The order in which einsum contracts more than two operands: that of opt_einsum's ``auto`` strategy.

Optimal (all orders, depth first) for up to six operands, greedy beyond. opt_einsum searches five and six operands by branch and
bound over all branches, which finds the same FLOPs. A pair costs the product of the sizes of all its labels, twice that when a
label is summed (``opt_einsum.helpers.flop_count``).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.symbolic import Undecided, less
from flake8_greenai.tensors.errors import Undetermined

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim

Labels = frozenset[Hashable]
OPTIMAL_LIMIT = 6
MAX_OPERANDS = 100


def contraction_path(operands: Sequence[Labels], output: Labels, sizes: Mapping[Hashable, Dim]) -> list[tuple[int, int]]:
    """Pairs of positions (smaller first) to contract next; both leave the list and their product is appended.

    Where symbolic sizes leave the order open, from left to right, as without opt_einsum.
    """
    if len(operands) > MAX_OPERANDS:
        raise Undetermined(f"a contraction of {len(operands)} operands, at most {MAX_OPERANDS} are followed")
    try:
        pairs = _optimal(operands, output, sizes) if len(operands) <= OPTIMAL_LIMIT else _greedy(operands, output, sizes)
    except Undecided:
        return [(0, 1)] + [(0, len(operands) - 1 - step) for step in range(1, len(operands) - 1)]
    return _positions(pairs, len(operands))


def _positions(pairs: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Positions in the shrinking list from numbers given once and for all (the n-th product is number count + n)."""
    numbers = list(range(count))
    result: list[tuple[int, int]] = []
    for step, (left, right) in enumerate(pairs):
        places = sorted((numbers.index(left), numbers.index(right)))
        result.append((places[0], places[1]))
        del numbers[places[1]], numbers[places[0]]
        numbers.append(count + step)
    return result


def _size(labels: Labels, sizes: Mapping[Hashable, Dim]) -> Amount:
    return prod(sizes[label] for label in labels)


def _pair(left: Labels, right: Labels, others: Sequence[Labels], output: Labels, sizes: Mapping[Hashable, Dim]) -> tuple[Labels, Amount]:
    """Labels of the product and its FLOPs."""
    keep = output.union(*others)
    either = left | right
    is_summed = bool((left & right) - keep)
    return either & keep, _size(either, sizes) * (2 if is_summed else 1)


def _optimal(operands: Sequence[Labels], output: Labels, sizes: Mapping[Hashable, Dim]) -> list[tuple[int, int]]:
    best_flops: Amount | None = None
    best_pairs: list[tuple[int, int]] = []

    def descend(pairs: list[tuple[int, int]], remaining: frozenset[int], terms: list[Labels], flops: Amount) -> None:
        nonlocal best_flops, best_pairs
        if len(remaining) == 1:
            best_flops, best_pairs = flops, pairs
            return
        for left, right in combinations(sorted(remaining), 2):
            others = [terms[number] for number in remaining if number not in (left, right)]
            product, cost = _pair(terms[left], terms[right], others, output, sizes)
            total = flops + cost
            if best_flops is not None and not _is_less(total, best_flops):
                continue
            descend([*pairs, (left, right)], remaining - {left, right} | {len(terms)}, [*terms, product], total)

    descend([], frozenset(range(len(operands))), list(operands), 0)
    return best_pairs


def _greedy(operands: Sequence[Labels], output: Labels, sizes: Mapping[Hashable, Dim]) -> list[tuple[int, int]]:
    """Contract the pair that shrinks the total size most; then, without shared labels, the smallest ones."""
    terms = dict(enumerate(operands))
    pairs: list[tuple[int, int]] = []
    while len(terms) > 1:
        best: tuple[int, int] | None = None
        best_gain: Amount = 0
        is_connected = any(terms[left] & terms[right] for left, right in combinations(terms, 2))
        for left, right in combinations(terms, 2):
            if is_connected and not terms[left] & terms[right]:
                continue
            others = [term for number, term in terms.items() if number not in (left, right)]
            product, _ = _pair(terms[left], terms[right], others, output, sizes)
            gain = _size(product, sizes) - (_size(terms[left], sizes) + _size(terms[right], sizes) if is_connected else 0)
            if best is None or _is_less(gain, best_gain):
                best, best_gain = (left, right), gain
        assert best is not None
        others = [term for number, term in terms.items() if number not in best]
        product, _ = _pair(terms[best[0]], terms[best[1]], others, output, sizes)
        del terms[best[0]], terms[best[1]]
        terms[len(operands) + len(pairs)] = product
        pairs.append(best)
    return pairs


def _is_less(one: Amount, other: Amount) -> bool:
    answer = less(one, other)
    if answer is None:
        raise Undecided(one, "<", other)
    return answer
