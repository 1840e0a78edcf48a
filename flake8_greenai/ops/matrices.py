"""What the operations on (batches of) matrices share."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.products import require_same
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.dtype import Dtype
    from flake8_greenai.tensors.tensor import Shape


def matrix_sizes(name: str, tensor: Tensor) -> tuple[Shape, Dim, Dim]:
    """Batch dims, rows and columns.

    Raises:
        ShapeError: when ``tensor`` is no matrix.
    """
    if len(tensor.shape) < 2:
        raise ShapeError(f"{name}: The input tensor A must have at least 2 dimensions, but has shape {written(tensor.shape)}")
    return tensor.shape[:-2], tensor.shape[-2], tensor.shape[-1]


def square_sizes(name: str, tensor: Tensor) -> tuple[Shape, Dim]:
    """Batch dims and order.

    Raises:
        ShapeError: when ``tensor`` is no square matrix.
    """
    batch, rows, columns = matrix_sizes(name, tensor)
    require_same(rows, columns, f"{name}: A must be batches of square matrices, but they are {rows} by {columns} matrices")
    return batch, rows


def share(amount: Amount, numerator: int, denominator: int) -> Amount:
    """``amount * numerator / denominator``, rounded down where it is a number."""
    product = amount * numerator
    return product // denominator if isinstance(product, int) else product / denominator


def like(tensor: Tensor, shape: Shape, dtype: Dtype | None = None) -> Tensor:
    """A new tensor on the device of ``tensor``."""
    return Tensor(shape, dtype or tensor.dtype, tensor.device)


def matrix_cost(
    operands: tuple[tuple[Tensor, Amount], ...], batch: Shape, flops: Amount, saved: tuple[Tensor, ...], backward: Amount = 0
) -> Cost:
    """Cost of an algorithm of ``flops`` FLOPs per matrix.

    Linear algebra is no contraction, so its forward FLOPs are pointwise in the ledger. Its gradients are matrix products.

    Args:
        operands: with the core FLOPs per matrix of the gradient of each.
        batch: dims of the batch.
        flops: per matrix.
        saved: what the backward pass needs.
        backward: FLOPs per matrix of the backward pass that are no products (triangular solves), booked on the first operand.
    """
    count = prod(batch)
    wanting = [(operand, core) for operand, core in operands if operand.requires_grad]
    gradients = tuple(
        Gradient(operand, core * count, backward * count if place == 0 else 0) for place, (operand, core) in enumerate(wanting)
    )
    return Cost(pointwise=flops * count, saved=saved if wanting else (), gradients=gradients)
