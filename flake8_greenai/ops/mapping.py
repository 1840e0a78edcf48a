"""What ``torch.vmap`` needs: one sample of a batch, a function that is called once per sample, and the batch of its results.

A mapped function sees one sample at a time, so that one call of it tells the shapes, and its cost is that of one call times the
number of samples. Elements of a sample are known where all samples are alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value
from flake8_greenai.ops.arguments import axis_of, integer
from flake8_greenai.tensors.content import repeated
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("torch._functorch._sample")
def sample(machine: Machine, batch: Tensor, dim: int) -> Tensor:
    """Any one sample of a batch along ``dim``."""
    axis = axis_of(dim, batch.ndim)
    strides = batch.stride
    one = batch.restride(batch.shape[:axis] + batch.shape[axis + 1 :], strides[:axis] + strides[axis + 1 :])
    result = Tensor(one.shape, batch.dtype, batch.device, content=repeated(batch.content, one.numel))
    result.requires_grad, result.origin = batch.requires_grad, batch.origin
    return result


@native("torch._functorch._for_each")
def for_each(machine: Machine, count: Value, function: Value) -> Value:
    """``function()``, which costs as much as ``count`` calls of it."""
    context = machine.context
    context.begin_loop(None)
    context.begin_iteration()
    try:
        return machine.call(function)
    finally:
        context.keep_iteration(context.end_iteration(), integer(count), ())
        context.end_loop(stops_early=False)


@native("torch._functorch._batch")
def batch_of(machine: Machine, one: Tensor, size: Value, dim: int) -> Tensor:
    """The results of all samples, which lie along ``dim``."""
    axis = axis_of(dim, one.ndim + 1)
    count = integer(size)
    first = Tensor((count, *one.shape), one.dtype, one.device, content=repeated(one.content, one.numel * count))
    strides = first.stride
    result = first.restride((*one.shape[:axis], count, *one.shape[axis:]), (*strides[1 : axis + 1], strides[0], *strides[axis + 1 :]))
    result.requires_grad, result.origin = one.requires_grad, one.origin
    return result
