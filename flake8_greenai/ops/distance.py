"""Distances between all pairs of rows.

cost-model.md: R x P pairs of M features cost 2PRM when the Euclidean distance is taken by a matrix product, as torch does for more
than 25 rows, and 3PRM otherwise. One kernel, like the decompositions: not core, unlike the matrix products of its gradient.
"""

from __future__ import annotations

from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.products import require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import less
from flake8_greenai.tensors.broadcasting import broadcast_shapes, written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

PRODUCT_THRESHOLD = 25
"""Rows of either operand above which torch takes a matrix product."""


@op("torch.cdist", "torch.functional.cdist")
def cdist(x1: Tensor, x2: Tensor, p: Any = 2.0, compute_mode: Any = "use_mm_for_euclid_dist_if_necessary") -> Result:
    """``x1[.., P, M]``, ``x2[.., R, M]`` to ``[.., P, R]``."""
    left, right = x1.shape, x2.shape
    if min(len(left), len(right)) < 2:
        raise ShapeError(f"cdist only supports at least 2D tensors, got {written(left)} and {written(right)}")
    features = left[-1]
    message = f"X1 and X2 must have the same number of columns. X1: {features} X2: {right[-1]}"
    require_same(features, right[-1], message)
    shape = (*broadcast_shapes(left[:-2], right[:-2]), left[-2], right[-2])
    output = Tensor(shape, x1.dtype, x1.device)
    pairs = prod(shape)
    wanting = [operand for operand in (x1, x2) if operand.requires_grad]
    saved = (x1, x2, output) if wanting else ()
    if p == 2 and _is_product(compute_mode, left[-2], right[-2]):
        product = 2 * pairs * features
        gradients = tuple(Gradient(operand, product, 2 * pairs) for operand in wanting)
        return Result(output, Cost(0, product + 4 * pairs, pairs, saved=saved, gradients=gradients), "_euclidean_dist")
    gradients = tuple(Gradient(operand, pointwise=4 * pairs * features) for operand in wanting)
    roots = 0 if p in (0, 1, float("inf")) else pairs if p == 2 else pairs * (features + 1)
    return Result(output, Cost(0, 3 * pairs * features, roots, saved=saved, gradients=gradients), "_cdist_forward")


def _is_product(mode: Any, rows: Any, columns: Any) -> bool:
    if mode == "use_mm_for_euclid_dist":
        return True
    if mode == "donot_use_mm_for_euclid_dist":
        return False
    # A symbolic number of rows is taken to be large.
    return less(PRODUCT_THRESHOLD, rows) is not False or less(PRODUCT_THRESHOLD, columns) is not False


@op("torch.pdist", "torch.nn.functional.pdist")
def pdist(input: Tensor, p: Any = 2.0) -> Result:
    """``[N, M]`` to the N (N - 1) / 2 distances of its rows: 3M each."""
    if len(input.shape) != 2:
        raise ShapeError(f"pdist only supports 2D tensors, got: {len(input.shape)}D")
    rows, features = input.shape
    pairs = rows * (rows - 1) // 2
    output = Tensor((pairs,), input.dtype, input.device)
    gradients = (Gradient(input, pointwise=4 * pairs * features),) if input.requires_grad else ()
    saved = (input, output) if gradients else ()
    return Result(output, Cost(0, 3 * pairs * features, pairs, saved=saved, gradients=gradients))
