"""Copies that products make of operands which lie in memory in another order than their kernels need."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.tensors.strides import view_strides
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.tensors.tensor import Shape


def reshaped(tensor: Tensor, shape: Shape) -> Tensor:
    """The operand as ``reshape`` gives it: itself where the new shape is a view of it, else a copy."""
    if tensor.strides is None or view_strides(tensor.shape, tensor.strides, shape) is not None:
        return tensor
    return Tensor(shape, tensor.dtype, tensor.device)


def as_rows(tensor: Tensor) -> Tensor:
    """The operand as a matrix whose rows are all its dims but the last."""
    if tensor.strides is None or len(tensor.shape) <= 2:
        return tensor
    return reshaped(tensor, (prod(tensor.shape[:-1]), tensor.shape[-1]))


def as_columns(tensor: Tensor) -> Tensor:
    """The operand as a matrix whose columns are all its dims but the last but one."""
    if len(tensor.shape) <= 2:
        return tensor
    steps = tensor.stride
    shape = (*tensor.shape[:-2], tensor.shape[-1], tensor.shape[-2])
    turned = tensor.restride(shape, (*steps[:-2], steps[-1], steps[-2]))
    rows = as_rows(turned)
    return tensor if rows is turned else rows


def as_batch(tensor: Tensor, batch: Shape) -> Tensor:
    """The operand as a batch of matrices with one batch dim, broadcast to ``batch``."""
    own = tensor.shape[:-2]
    is_broadcast = own != batch
    if tensor.strides is None and not is_broadcast:
        return tensor
    if len(batch) < 2:
        return tensor
    matrix = tensor.shape[-2:]
    shape = (prod(batch), *matrix)
    if not is_broadcast:
        return reshaped(tensor, shape)
    extra = len(batch) - len(own)
    steps = tuple(
        0 if axis < extra or (own[axis - extra] == 1 and size != 1) else tensor.stride[axis - extra] for axis, size in enumerate(batch)
    )
    if view_strides((*batch, *matrix), (*steps, *tensor.stride[-2:]), shape) is not None:
        return tensor
    return Tensor(shape, tensor.dtype, tensor.device)
