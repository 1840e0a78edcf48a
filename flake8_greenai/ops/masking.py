"""Choosing elements by masks and conditions: masks are saved for the backward pass.

Bytes, no FLOPs, except ``where`` with 1 per element (cost-model.md, "elementwise").
"""

from __future__ import annotations

from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import common_device
from flake8_greenai.ops.layout import expanded
from flake8_greenai.ops.pointwise import cast, elementwise_content, register_pointwise
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import broadcast_shapes
from flake8_greenai.tensors.content import Content, filled
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.indexing import broadcast_content, mask_positions, select
from flake8_greenai.tensors.promotion import result_type
from flake8_greenai.tensors.strides import elementwise_strides
from flake8_greenai.tensors.tensor import Tensor


def masked_fill(input: Tensor, mask: Tensor, value: Any) -> Result:
    """``value`` where the mask is true: bytes only; the mask is saved."""
    shape = broadcast_shapes(input.shape, mask.shape)
    number = value
    if isinstance(value, Tensor):
        values = value.content.values() if value.content is not None else None
        number = values[0] if values is not None and len(values) == 1 else None
    content = None
    if number is not None and not isinstance(number, Expression):
        is_all = mask.content is not None and mask.content.uniform() is True
        content = (
            filled(number, prod(shape), input.dtype)
            if is_all
            else elementwise_content(lambda old, chosen: number if chosen else old, (input, mask), shape, input.dtype, None)
        )
    return Result(Tensor(shape, input.dtype, input.device, content=content), Cost(saved=(mask,)), "masked_fill")


register_pointwise("masked_fill", masked_fill)


@op("torch.masked_select", "torch.Tensor.masked_select")
def masked_select(input: Tensor, mask: Tensor, *, out: Tensor | None = None) -> Result:
    """The elements where the mask is true, as a vector."""
    shape = broadcast_shapes(input.shape, mask.shape)
    selection = select(expanded(input, shape), (expanded(mask, shape),))
    output = Tensor(selection.shape, input.dtype, input.device, content=selection.content())
    return Result(output, Cost(bytes_read=output.nbytes + mask.nbytes, saved=(mask,)))


def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Result:
    """Elements of ``source`` in turn where the mask is true."""
    shape = broadcast_shapes(input.shape, mask.shape)
    return Result(Tensor(shape, input.dtype, input.device), Cost(saved=(mask,)), "masked_scatter")


register_pointwise("masked_scatter", masked_scatter)


def where_shape(condition: Tensor, input: Any, other: Any) -> Result:
    """``input`` where the condition holds, else ``other``: 1 FLOP per element."""
    operands = [value for value in (condition, input, other) if isinstance(value, Tensor)]
    shape = broadcast_shapes(*(tensor.shape for tensor in operands))
    dtype = result_type((input, other))
    content = _where_content(condition, input, other, shape, dtype)
    strides = None
    if any(tensor.strides is not None for tensor in operands):
        strides = elementwise_strides([(tensor.shape, tensor.stride) for tensor in operands], shape)
    output = Tensor(shape, dtype, common_device(operands) or condition.device, content=content, strides=strides)
    saved = (condition,) if any(isinstance(value, Tensor) and value.requires_grad for value in (input, other)) else ()
    gradients = tuple(
        Gradient(value, pointwise=output.numel) for value in (input, other) if isinstance(value, Tensor) and value.requires_grad
    )
    return Result(output, Cost(pointwise=output.numel, saved=saved, gradients=gradients), "where")


def _where_content(condition: Tensor, input: Any, other: Any, shape: Any, dtype: Any) -> Content | None:
    flag = condition.content.uniform() if condition.content is not None else None
    if flag is None:
        return elementwise_content(lambda choice, one, two: one if choice else two, (condition, input, other), shape, dtype, None)
    chosen = input if flag else other
    if isinstance(chosen, Tensor):
        return cast(broadcast_content(chosen, shape), dtype, expanded(chosen, shape))
    return filled(chosen, prod(shape), dtype) if isinstance(chosen, (bool, int, float, complex)) else None


@op("torch.where")
def where(condition: Tensor, input: Any = None, other: Any = None, *, out: Tensor | None = None) -> Any:
    """``input`` where the condition holds, else ``other``; alone, the coordinates where it holds."""
    if input is None and other is None:
        return nonzero(condition, as_tuple=True)
    return where_shape(condition, input, other)


@op("torch.Tensor.where")
def where_(self: Tensor, condition: Tensor, other: Any) -> Result:
    """``self`` where the condition holds, else ``other``."""
    return where_shape(condition, self, other)


@op("torch.nonzero", "torch.Tensor.nonzero", differentiable=False)
def nonzero(input: Tensor, *, out: Tensor | None = None, as_tuple: bool = False) -> Any:
    """The coordinates of elements that are not zero; how many is a symbol where the elements are not known."""
    count, columns = mask_positions(input)
    int64 = DTYPES["int64"]
    if as_tuple:
        parts = []
        for axis in range(max(input.ndim, 1)):
            values = None if columns is None else tuple(column[axis] for column in columns)
            parts.append(Tensor((count,), int64, input.device, content=_known(values)))
        return Result(tuple(parts), Cost())
    values = None if columns is None else tuple(place for column in columns for place in column)
    return Result(Tensor((count, input.ndim), int64, input.device, content=_known(values)), Cost())


def _known(values: Any) -> Content | None:
    return None if values is None else Content(lambda: values)


@op("torch.argwhere", "torch.Tensor.argwhere", differentiable=False)
def argwhere(input: Tensor) -> Any:
    """As ``nonzero``."""
    return nonzero(input)
