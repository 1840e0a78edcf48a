"""Products of several matrices and contractions over chosen dims."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.arguments import axis_of, integer, values_of
from flake8_greenai.ops.contraction_path import MAX_OPERANDS
from flake8_greenai.ops.pairwise import Composition, Term
from flake8_greenai.ops.pointwise import deliver
from flake8_greenai.ops.products import lower_precision, product, require_matrices
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import less
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.modes import Modes


@op("torch.tensordot", "torch.functional.tensordot", modes=True)
def tensordot(a: Tensor, b: Tensor, dims: Any = 2, out: Tensor | None = None, *, modes: Modes | None = None) -> Result:
    """Contraction of pairs of dims: 2 x numel(output) x product of the contracted sizes, as one ``mm``.

    ``dims`` is the number of last dims of ``a`` and first dims of ``b``, or the two lists of dims. A size of 1 broadcasts: the
    other tensor is summed over that dim first.
    """
    left, right = _contracted_axes(a, b, dims)
    contracted: Amount = 1
    summed: Amount = 0
    for one, other in zip(left, right, strict=True):
        size, other_size = a.shape[one], b.shape[other]
        if type(other_size) is int and other_size == 1:
            summed = summed + _additions(a, size)
        elif type(size) is int and size == 1:
            summed = summed + _additions(b, other_size)
        elif size != other_size and same(size, other_size) is False:
            raise ShapeError(
                f"contracted dimensions need to match, but first has size {size} in dim {one} and second has size {other_size} "
                f"in dim {other} (shapes {written(a.shape)} and {written(b.shape)})"
            )
        else:
            contracted = contracted * size
    shape = (
        *(size for axis, size in enumerate(a.shape) if axis not in left),
        *(size for axis, size in enumerate(b.shape) if axis not in right),
    )
    size = prod(shape)
    kernel = "dot" if type(size) is int and size == 1 else "mm"
    return deliver(product((a, b), shape, 2 * size * contracted, kernel, modes=modes, pointwise=summed), out)


def _additions(tensor: Tensor, size: Dim) -> Amount:
    """Additions that sum ``tensor`` over a dim of ``size``."""
    return 0 if type(size) is int and size <= 1 else tensor.numel - tensor.numel // size


def _contracted_axes(a: Tensor, b: Tensor, dims: Any) -> tuple[list[int], list[int]]:
    if isinstance(dims, Tensor):
        numbers = values_of(dims)
        dims = int(numbers[0].real) if len(numbers) == 1 else [numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]]
    if isinstance(dims, int):
        if dims < 0 or dims > min(len(a.shape), len(b.shape)):
            raise ShapeError(f"tensordot expects 0 <= dims <= the ranks of both tensors, but got dims={dims}")
        return list(range(len(a.shape) - dims, len(a.shape))), list(range(dims))
    first, second = (item if isinstance(item, (list, tuple)) else [item] for item in dims)
    if len(first) != len(second):
        raise ShapeError(f"both dimension lists should have same length, got {list(first)} and {list(second)}")
    return [axis_of(integer(axis), len(a.shape)) for axis in first], [axis_of(integer(axis), len(b.shape)) for axis in second]


@op("torch.chain_matmul", "torch.functional.chain_matmul", modes=True)
def chain_matmul(*matrices: Any, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """Product of matrices in the cheapest order."""
    tensors = matrices[0] if len(matrices) == 1 and isinstance(matrices[0], (list, tuple)) else matrices
    for tensor in tensors:
        if len(tensor.shape) != 2:
            raise ShapeError(f"Tensor dimension is {len(tensor.shape)}, expected 2 instead; its shape is {written(tensor.shape)}")
    if len(tensors) == 1:
        return Result(tensors[0], Composition().cost(bytes_read=0, bytes_written=0))
    return multi_dot(tensors, out=out, modes=modes)


@op("torch.linalg.multi_dot", modes=True)
def multi_dot(tensors: Sequence[Tensor], *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """Product of matrices in the order with the fewest multiplications (Cormen et al., matrix-chain order), as torch does.

    The first and last operands may be vectors. Each product of [M, K] and [K, N] costs 2MNK.
    """
    if len(tensors) < 2:
        raise ShapeError("multi_dot(): expected at least 2 tensors but got " + str(len(tensors)))
    if len(tensors) == 2:
        return deliver(_two(tensors[0], tensors[1], modes), out)
    steps = Composition()
    terms: list[Term] = []
    for place, tensor in enumerate(tensors):
        is_end = place in (0, len(tensors) - 1)
        if len(tensor.shape) != 2 and not (is_end and len(tensor.shape) == 1):
            raise ShapeError(f"multi_dot(): tensor {place} must be 2D, or 1D at either end, but its shape is {written(tensor.shape)}")
        matrix = tensor.shape
        if len(matrix) == 1:
            matrix = (1, matrix[0]) if place == 0 else (matrix[0], 1)
        terms.append(Composition.operand(lower_precision(tensor, modes).view(matrix), tensor))
    for left, right in pairwise(terms):
        require_matrices(left.tensor, right.tensor, left.tensor.shape[1], right.tensor.shape[0])
    if len(terms) > MAX_OPERANDS:
        raise Undetermined(f"a product of {len(terms)} matrices, at most {MAX_OPERANDS} are followed")
    sizes = [*(term.tensor.shape[0] for term in terms), terms[-1].tensor.shape[1]]
    splits = _splits(sizes)

    def multiply(first: int, last: int) -> Term:
        if first == last:
            return terms[first]
        split = splits[first, last]
        left, right = multiply(first, split), multiply(split + 1, last)
        rows, inner, columns = sizes[first], sizes[split + 1], sizes[last + 1]
        return steps.contract(left, right, (rows, columns), 2 * rows * columns * inner)

    output = multiply(0, len(terms) - 1).tensor
    shape = (*(output.shape[:1] if len(tensors[0].shape) == 2 else ()), *(output.shape[1:] if len(tensors[-1].shape) == 2 else ()))
    return deliver(Result(output.view(shape), steps.cost(), "mm"), out)


def _two(left: Tensor, right: Tensor, modes: Modes | None) -> Result:
    if not 1 <= len(left.shape) <= 2 or not 1 <= len(right.shape) <= 2:
        raise ShapeError(f"multi_dot(): tensors must be 1D or 2D, but the shapes are {written(left.shape)} and {written(right.shape)}")
    inner = left.shape[-1]
    require_matrices(left, right, inner, right.shape[0])
    shape = (*left.shape[:-1], *right.shape[1:])
    kernel = {(1, 1): "dot", (2, 1): "mv"}.get((len(left.shape), len(right.shape)), "mm")
    return product((left, right), shape, 2 * prod(shape) * inner, kernel, modes=modes)


def _splits(sizes: Sequence[Dim]) -> dict[tuple[int, int], int]:
    """Where to split each sub-chain.

    Equal costs: torch multiplies three matrices from the left, and splits longer chains as early as possible.
    """
    count = len(sizes) - 1
    if count == 3:
        one, two, three, four = sizes
        from_right = _is_less(two * four * (one + three), one * three * (two + four))
        return {(0, 2): 0 if from_right else 1, (0, 1): 0, (1, 2): 1}
    best: dict[tuple[int, int], Amount] = {(place, place): 0 for place in range(count)}
    splits: dict[tuple[int, int], int] = {}
    for length in range(1, count):
        for first in range(count - length):
            last = first + length
            for split in range(first, last):
                amount = best[first, split] + best[split + 1, last] + sizes[first] * sizes[split + 1] * sizes[last + 1]
                if (first, last) not in best or _is_less(amount, best[first, last]):
                    best[first, last] = amount
                    splits[first, last] = split
    return splits


def _is_less(one: Amount, other: Amount) -> bool:
    return less(one, other) is True
