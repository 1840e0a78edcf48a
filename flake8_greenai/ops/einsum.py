"""Einstein summation.

Contracted pair by pair: two operands directly, more along the path of :mod:`flake8_greenai.ops.contraction_path` (that of
opt_einsum, which torch uses when it is installed). A pair that sums a label is a ``bmm`` of 2 x (product of all its sizes) core
FLOPs; one that does not is a multiplication of 1 x that, pointwise. Labels that only one operand has are summed before.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.arguments import integer
from flake8_greenai.ops.contraction_path import contraction_path
from flake8_greenai.ops.pairwise import Composition, Term
from flake8_greenai.ops.products import lower_precision, traffic
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_greenai.symbolic import Dim
    from flake8_greenai.tensors.modes import Modes

ELLIPSIS = "..."
Subscript = tuple[Hashable, ...]
"""Labels of one operand; ``ELLIPSIS`` stands for the dims that the others do not name."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A term with its dims by label; a label that is missing has size 1."""

    term: Term
    sizes: dict[Hashable, Dim]


@op("torch.einsum", "torch.functional.einsum", "torch._VF.einsum", modes=True)
def einsum(*args: Any, modes: Modes | None = None) -> Result:
    """``einsum("bij,bjk->bik", a, b)``, also with a list of operands or with sublists of integers as labels."""
    operands, subscripts, output = _arguments(args)
    steps = Composition()
    converted = [lower_precision(operand, modes) for operand in operands]
    named = [_name_dims(subscript, operand) for subscript, operand in zip(subscripts, operands, strict=True)]
    kept = _output_labels(subscripts, output, named)
    sizes = _label_sizes(named)
    factors = [
        _diagonal(Composition.operand(copy, operand), labels) for copy, operand, labels in zip(converted, operands, named, strict=True)
    ]
    result = _contract(steps, factors, kept, sizes)
    shape = tuple(sizes[label] for label in kept)
    read, write = traffic(operands, converted, result.tensor)
    if len(operands) == 1 and result is factors[0].term:
        return Result(result.tensor.view(shape), steps.cost(bytes_read=0, bytes_written=0))
    output_tensor = Tensor(shape, result.tensor.dtype, result.tensor.device)
    return Result(output_tensor, steps.cost(bytes_read=read, bytes_written=write), "bmm" if steps.core != 0 else "einsum")


def _arguments(args: Sequence[Any]) -> tuple[list[Tensor], list[Subscript], Subscript | None]:
    """Operands, their subscripts, and the subscript of the output where it is given."""
    if not args:
        raise ShapeError("einsum(): must specify the equation string and at least one operand")
    if isinstance(args[0], Tensor):
        return _sublists(args)
    equation = args[0]
    operands = list(args[1]) if len(args) == 2 and isinstance(args[1], (list, tuple)) else list(args[1:])
    left, arrow, right = equation.partition("->")
    subscripts = [_parse(part) for part in left.split(",")]
    if len(subscripts) != len(operands):
        raise ShapeError(
            f"einsum(): the number of subscripts in the equation {equation!r} ({len(subscripts)}) does not match the number of "
            f"operands ({len(operands)})"
        )
    return operands, subscripts, _parse(right) if arrow else None


def _sublists(args: Sequence[Any]) -> tuple[list[Tensor], list[Subscript], Subscript | None]:
    pairs = args[: len(args) - len(args) % 2]
    operands = list(pairs[::2])
    subscripts = [_sublist(item) for item in pairs[1::2]]
    return operands, subscripts, _sublist(args[-1]) if len(args) % 2 else None


def _sublist(items: Any) -> Subscript:
    """Labels 0..51 as the letters A-Z, a-z, whose order is that of the labels."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    labels: list[Hashable] = []
    for item in items:
        if item is Ellipsis:
            labels.append(ELLIPSIS)
            continue
        number = integer(item)
        if not isinstance(number, int) or not 0 <= number < len(letters):
            raise ShapeError(f"einsum(): expected subscripts to be in the range [0, 52), got {number}")
        labels.append(letters[number])
    return tuple(labels)


def _parse(text: str) -> Subscript:
    before, ellipsis, after = text.partition(ELLIPSIS)
    for letter in before + after:
        if letter != " " and not (letter.isascii() and letter.isalpha()):
            raise ShapeError(f"einsum(): invalid subscript given: {letter!r} in {text!r}, subscripts must be in [a-zA-Z]")
    return (*before.replace(" ", ""), *((ELLIPSIS,) if ellipsis else ()), *after.replace(" ", ""))


def _name_dims(subscript: Subscript, operand: Tensor) -> list[tuple[Hashable, Dim]]:
    """(label, size) of each dim; the dims of an ellipsis are labelled by their place counted from the last one."""
    rank = len(operand.shape)
    extra = rank - len(subscript) + 1 if ELLIPSIS in subscript else 0
    if extra < 0 or (ELLIPSIS not in subscript and rank != len(subscript)):
        text = "".join(map(str, subscript))
        raise ShapeError(
            f"einsum(): the number of subscripts {text!r} does not match the number of dimensions of an operand of shape "
            f"{written(operand.shape)}"
        )
    labels: list[Hashable] = []
    for label in subscript:
        labels.extend((ELLIPSIS, place) for place in range(extra, 0, -1)) if label == ELLIPSIS else labels.append(label)
    return list(zip(labels, operand.shape, strict=True))


def _output_labels(
    subscripts: Sequence[Subscript], output: Subscript | None, named: Sequence[list[tuple[Hashable, Dim]]]
) -> list[Hashable]:
    """Labels of the output: as given, else the ellipsis and all labels that appear once, in alphabetical order."""
    present = [label for labels in named for label, _ in labels]
    ellipsis = sorted({label for label in present if isinstance(label, tuple)}, key=lambda label: -label[1])
    if output is None:
        once = sorted(str(label) for label in set(present) if not isinstance(label, tuple) and present.count(label) == 1)
        return [*ellipsis, *once]
    kept: list[Hashable] = []
    for label in output:
        if label == ELLIPSIS:
            kept.extend(ellipsis)
        elif label not in present:
            raise ShapeError(f"einsum(): output subscript {label} does not appear in the equation for any input operand")
        elif label in kept:
            raise ShapeError(f"einsum(): output subscript {label} appears more than once in the output")
        else:
            kept.append(label)
    return kept


def _label_sizes(named: Sequence[list[tuple[Hashable, Dim]]]) -> dict[Hashable, Dim]:
    """Size of each label; 1 broadcasts."""
    sizes: dict[Hashable, Dim] = {}
    for labels in named:
        for label, size in labels:
            old = sizes.get(label, 1)
            if type(old) is int and old == 1:
                sizes[label] = size
            elif not (type(size) is int and size == 1) and old != size:
                if same(old, size) is False:
                    name = label if isinstance(label, str) else ELLIPSIS
                    raise ShapeError(f"einsum(): subscript {name} has size {size} which does not broadcast with previously seen size {old}")
                if type(size) is int:
                    sizes[label] = size
    return sizes


def _diagonal(term: Term, labels: list[tuple[Hashable, Dim]]) -> Factor:
    """Repeated labels of one operand select its diagonal, a view."""
    sizes: dict[Hashable, Dim] = {}
    for label, size in labels:
        if label in sizes and same(sizes[label], size) is False:
            raise ShapeError(f"einsum(): subscript {label} is repeated but the sizes don't match, {size} != {sizes[label]}")
        sizes.setdefault(label, size)
    if len(sizes) == len(labels):
        return Factor(term, _without_ones(sizes))
    tensor = term.tensor
    view = Tensor(tuple(sizes.values()), tensor.dtype, tensor.device, requires_grad=tensor.requires_grad, storage=tensor.storage)
    return Factor(Term(view, term.owner), _without_ones(sizes))


def _without_ones(sizes: dict[Hashable, Dim]) -> dict[Hashable, Dim]:
    return {label: size for label, size in sizes.items() if not (type(size) is int and size == 1)}


def _contract(steps: Composition, factors: list[Factor], kept: Sequence[Hashable], sizes: dict[Hashable, Dim]) -> Term:
    remaining = list(factors)
    if len(remaining) > 2:
        labels = [frozenset(factor.sizes) for factor in factors]
        path = contraction_path(labels, frozenset(kept), sizes)
    else:
        path = [(0, 1)] * (len(remaining) - 1)
    for first, second in path:
        left, right = remaining[first], remaining[second]
        del remaining[second], remaining[first]
        outside = set(kept).union(*(factor.sizes for factor in remaining))
        remaining.append(_contract_pair(steps, left, right, outside))
    return _sum_out(steps, remaining[0], set(kept)).term


def _contract_pair(steps: Composition, left: Factor, right: Factor, outside: set[Hashable]) -> Factor:
    left = _sum_out(steps, left, outside | set(right.sizes))
    right = _sum_out(steps, right, outside | set(left.sizes))
    shared = set(left.sizes) & set(right.sizes)
    either = {**left.sizes, **right.sizes}
    product = {label: size for label, size in either.items() if label in outside}
    is_summed = not shared <= outside
    core = 2 * prod(either.values()) if is_summed else 0
    term = steps.contract(left.term, right.term, tuple(product.values()), core)
    return Factor(term, product)


def _sum_out(steps: Composition, factor: Factor, outside: set[Hashable]) -> Factor:
    sizes = {label: size for label, size in factor.sizes.items() if label in outside}
    if len(sizes) == len(factor.sizes):
        return factor
    return Factor(steps.reduce(factor.term, tuple(sizes.values())), sizes)
