"""Strides: where in memory the elements of a tensor lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Dim


def contiguous_strides(shape: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """Strides of row-major order without gaps; dims of size 0 count as 1, as in torch."""
    strides: list[Dim] = []
    step: Dim = 1
    for size in reversed(shape):
        strides.append(step)
        if type(size) is not int or size > 1:
            step = step * size
    return tuple(reversed(strides))


def is_row_major(shape: tuple[Dim, ...], strides: tuple[Dim, ...]) -> bool:
    """Whether the strides are those of row-major order without gaps; strides of dims of size 1 do not matter."""
    expected: Dim = 1
    for size, stride in zip(reversed(shape), reversed(strides), strict=True):
        if type(size) is int and size <= 1:
            if size == 0:
                return True
            continue
        if stride != expected:
            return False
        expected = expected * size
    return True


def view_strides(shape: tuple[Dim, ...], strides: tuple[Dim, ...], target: tuple[Dim, ...]) -> tuple[Dim, ...] | None:
    """Strides under which the same memory has the shape ``target``, or None when no view exists.

    The rule of ``at::detail::computeStride``: dims that lie in one another without gap form a chunk, and each chunk must be
    covered by whole dims of the target.
    """
    if any(size == 0 for size in shape):
        return contiguous_strides(target)
    result: list[Dim] = [1] * len(target)
    position = len(target) - 1
    base: Dim = strides[-1] if strides else 1
    chunk: Dim = 1
    filled: Dim = 1
    for axis in reversed(range(len(shape))):
        chunk = chunk * shape[axis]
        is_last = axis == 0
        if not is_last and (shape[axis - 1] == 1 or strides[axis - 1] == chunk * base):
            continue
        while position >= 0 and (filled != chunk or target[position] == 1):
            if type(filled) is int and type(chunk) is int and filled > chunk:
                return None
            result[position] = filled * base
            filled = filled * target[position]
            position -= 1
        if filled != chunk:
            return None
        if not is_last:
            base = strides[axis - 1]
            chunk = filled = 1
    return tuple(result) if position < 0 else None


def elementwise_strides(operands: list[tuple[tuple[Dim, ...], tuple[Dim, ...]]], shape: tuple[Dim, ...]) -> tuple[Dim, ...] | None:
    """Strides of the result of a pointwise operation on operands of these (shape, strides); None for row-major.

    The rule of ``TensorIterator::reorder_dimensions``: the result keeps the order of dims of its operands, the first operand
    that tells deciding.
    """
    rank = len(shape)
    columns: list[list[int]] = []
    for own, strides in operands:
        extra = rank - len(own)
        column: list[int] = []
        for axis, size in enumerate(shape):
            stride = 0 if axis < extra or (own[axis - extra] == 1 and size != 1) else strides[axis - extra]
            if type(stride) is not int or type(size) is not int:
                return None
            column.append(stride)
        columns.append(column)
    order = list(reversed(range(rank)))
    for first in range(1, rank):
        place = first
        for other in reversed(range(first)):
            comparison = _compare(order[other], order[place], columns, shape)
            if comparison > 0:
                order[other], order[place] = order[place], order[other]
                place = other
            elif comparison < 0:
                break
    result: list[Dim] = [0] * rank
    step: Dim = 1
    for axis in order:
        result[axis] = step
        step = step * shape[axis]
    return None if is_row_major(shape, tuple(result)) else tuple(result)


def _compare(one: int, other: int, columns: list[list[int]], shape: tuple[Dim, ...]) -> int:
    for column in columns:
        if column[one] == 0 or column[other] == 0:
            continue
        if column[one] != column[other]:
            return -1 if column[one] < column[other] else 1
        if shape[one] > shape[other]:
            return 1
    return 0
