"""Sizes of sliding windows: convolution, its transpose, im2col."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.arguments import integer
from flake8_greenai.symbolic import less
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.tensor import Shape


def spatial(value: Any, rank: int, name: str) -> tuple[Amount, ...]:
    """An argument given once for all ``rank`` spatial dims or for each.

    Raises:
        ShapeError: when it has another number of items.
    """
    if type(value) is int:
        return (value,) * rank
    if isinstance(value, (tuple, list)):
        if len(value) == rank:
            return tuple(item if type(item) is int else integer(item) for item in value)
        if len(value) == 1:
            return (integer(value[0]),) * rank
        raise ShapeError(f"expected {name} to be a single integer value or a list of {rank} values, but got {name}={list(value)}")
    return (integer(value),) * rank


def window_count(size: Dim, kernel: Amount, stride: Amount, padding: Amount, dilation: Amount) -> Dim:
    """``floor((L + p - d (k - 1) - 1) / s) + 1``, where ``padding`` is the sum of both sides."""
    return (size + padding - dilation * (kernel - 1) - 1) // stride + 1


def window_counts(
    sizes: Shape,
    kernel: Shape,
    stride: tuple[Amount, ...],
    padding: tuple[Amount, ...],
    dilation: tuple[Amount, ...],
) -> Shape:
    """Number of windows along each dim; ``padding`` is the sum of both sides.

    Raises:
        ShapeError: when the kernel is larger than the padded input.
    """
    for step in stride:
        if less(step, 1) is True:
            raise ShapeError("non-positive stride is not supported")
    for size, width, pad, spread in zip(sizes, kernel, padding, dilation, strict=True):
        if less(size + pad, spread * (width - 1) + 1) is True:
            padded = tuple(size + pad for size, pad in zip(sizes, padding, strict=True))
            raise ShapeError(
                f"Calculated padded input size per channel: {written(padded)}. Kernel size: {written(kernel)} with dilation "
                f"{written(dilation)}. Kernel size can't be greater than actual input size"
            )
    return tuple(map(window_count, sizes, kernel, stride, padding, dilation))
