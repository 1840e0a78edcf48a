"""Normalisation over any axes, as Keras' layers do it. FLOPs: :mod:`flake8_greenai.ops.normalisation`."""

from __future__ import annotations

from math import prod
from typing import Any

from flake8_greenai.ops.normalisation import folded, normalised
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import same
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

_HOST = "keras._host"


@op(f"{_HOST}.batch_norm")
def batch_norm(input: Tensor, gamma: Tensor | None, beta: Tensor | None, axis: int, training: bool) -> Result:
    """``input`` normalised per position along ``axis``, by its own statistics when ``training``, else by the moving ones."""
    channels = input.shape[axis]
    for weight in (gamma, beta):
        if weight is not None and same(weight.numel, channels) is False:
            raise ShapeError(f"BatchNormalization of {weight.numel} channels got an input of {channels}")
    if training:
        return normalised("batch_norm", input, gamma, beta, 5, (channels,))
    return folded(normalised("batch_norm", input, gamma, beta, 2, None), input, gamma, beta)


@op(f"{_HOST}.layer_norm")
def layer_norm(input: Tensor, gamma: Tensor | None, beta: Tensor | None, axes: Any) -> Result:
    """``input`` normalised over ``axes``."""
    taken = {axis % input.ndim for axis in axes}
    rows = tuple(1 if place in taken else size for place, size in enumerate(input.shape))
    return normalised("layer_norm", input, gamma, beta, 5, rows)


@op(f"{_HOST}.rms_norm")
def rms_norm(input: Tensor, gamma: Tensor | None) -> Result:
    """``input`` divided by its root mean square."""
    return normalised("rms_norm", input, gamma, None, 3, None, copies=2)


@op(f"{_HOST}.group_norm")
def group_norm(input: Tensor, groups: int, gamma: Tensor | None, beta: Tensor | None, axis: int) -> Result:
    """``input`` normalised per sample over ``groups`` of its channels along ``axis``."""
    channels = input.shape[axis]
    remainder = channels % groups
    if type(remainder) is int and remainder:
        raise ShapeError(f"Number of groups ({groups}) must be a multiple of the number of channels ({channels})")
    return normalised("group_norm", input, gamma, beta, 5, (input.shape[0], groups))


@op(f"{_HOST}.size_of")
def size_of(input: Tensor) -> Any:
    """Number of elements."""
    return prod(input.shape)
