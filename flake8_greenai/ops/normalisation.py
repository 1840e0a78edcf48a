"""Normalisation by batch, layer, group, instance and root mean square.

FLOPs (cost-model.md, "norms"), n elements: LN, GN, IN and BN with batch statistics 5n + 2n affine; BN with running statistics 2n
(one multiplication and one addition, whatever is folded into them); RMSNorm 3n + n. Backward: twice the forward, of which the
weight takes 2n and the bias n. Saved: the input and the statistics in float32 (RMSNorm: 2 x input).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import sizes_of
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Amount, Dim
from flake8_greenai.tensors.broadcasting import same
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Shape, Tensor

FLOAT32 = DTYPES["float32"]


def normalised(
    name: str, input: Tensor, weight: Tensor | None, bias: Tensor | None, per_element: int, statistics: Shape | None, copies: int = 1
) -> Result:
    """The output, of the input's shape; ``per_element`` FLOPs beside those of ``weight`` and ``bias``."""
    output = Tensor(input.shape, input.dtype, input.device)
    count = output.storage.elements
    forward = (per_element + (weight is not None) + (bias is not None)) * count
    saved: tuple[Tensor, ...] = ()
    gradients: list[Gradient] = []
    operands = [operand for operand in (input, weight, bias) if operand is not None]
    if True in [operand.requires_grad for operand in operands]:
        saved = (input,) * copies
        if copies == 2:
            saved = (input, Tensor(input.shape, input.dtype, input.device))
        if statistics is not None:
            saved += tuple(Tensor(statistics, FLOAT32, input.device) for _ in range(2))
        left = 2 * forward
        for operand, share in ((weight, 2), (bias, 1)):
            if operand is not None:
                left = left - share * count
                if operand.requires_grad:
                    gradients.append(Gradient(operand, pointwise=share * count))
        if input.requires_grad:
            gradients.append(Gradient(input, pointwise=left))
    return Result(output, Cost(pointwise=forward, saved=saved, gradients=tuple(gradients)), name)


def _check_channels(name: str, tensor: Tensor | None, channels: Dim) -> None:
    if tensor is not None and same(tensor.numel, channels) is False:
        raise ShapeError(f"{name} should contain {channels} elements not {tensor.numel}")


def _channels(input: Tensor) -> Dim:
    if input.ndim < 2:
        raise ShapeError(f"expected an input of at least 2 dims (N, C, ...), got shape {list(input.shape)}")
    return input.shape[1]


@op("torch.nn.functional.batch_norm")
def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Result:
    """Input [N, C, ...] normalised per channel, by its own statistics when ``training``, else by the running ones."""
    channels = _channels(input)
    for name, tensor in (("running_mean", running_mean), ("running_var", running_var), ("weight", weight), ("bias", bias)):
        _check_channels(name, tensor, channels)
    if training:
        size = input.numel
        if type(size) is int and size == channels:
            raise ShapeError(f"Expected more than 1 value per channel when training, got input size {list(input.shape)}")
        return normalised("batch_norm", input, weight, bias, 5, (channels,))
    if running_mean is None or running_var is None:
        raise ShapeError("running_mean and running_var must be defined in evaluation mode")
    result = normalised("batch_norm", input, weight, bias, 2, None)
    return folded(result, input, weight, bias)


def folded(result: Result, input: Tensor, weight: Tensor | None, bias: Tensor | None) -> Result:
    """Weight and bias fold with the running statistics into one multiplication and one addition: 2n forward, 4n backward."""
    count = input.numel
    shares = ((input, 1), (weight, 2), (bias, 1))
    gradients = tuple(
        Gradient(operand, pointwise=share * count) for operand, share in shares if operand is not None and operand.requires_grad
    )
    return Result(result.output, Cost(pointwise=2 * count, saved=result.cost.saved, gradients=gradients), result.op)


@op("torch.batch_norm")
def fused_batch_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    training: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool = True,
) -> Result:
    """:func:`batch_norm` with the argument order of the compiled function."""
    return batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)


@op("torch.nn.functional.instance_norm")
def instance_norm(
    input: Tensor,
    running_mean: Tensor | None = None,
    running_var: Tensor | None = None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Result:
    """Input [N, C, ...] normalised per sample and channel."""
    channels = _channels(input)
    for name, tensor in (("running_mean", running_mean), ("running_var", running_var), ("weight", weight), ("bias", bias)):
        _check_channels(name, tensor, channels)
    if not use_input_stats:
        return folded(normalised("instance_norm", input, weight, bias, 2, None), input, weight, bias)
    if prod(input.shape[2:]) == 1:
        raise ShapeError(f"Expected more than 1 spatial element when training, got input size {list(input.shape)}")
    return normalised("instance_norm", input, weight, bias, 5, (input.shape[0] * channels,))


def _check_normalized_shape(input: Tensor, shape: Shape, weight: Tensor | None, bias: Tensor | None) -> None:
    if not shape:
        raise ShapeError("Expected normalized_shape to be at least 1-dimensional")
    for name, tensor in (("weight", weight), ("bias", bias)):
        if tensor is not None and _differ(tensor.shape, shape):
            raise ShapeError(
                f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape {list(tensor.shape)} "
                f"and normalized_shape = {list(shape)}"
            )
    if len(shape) > input.ndim or _differ(input.shape[input.ndim - len(shape) :], shape):
        wanted = ", ".join(["*", *map(str, shape)])
        raise ShapeError(
            f"Given normalized_shape={list(shape)}, expected input with shape [{wanted}], but got input of size{list(input.shape)}"
        )


def _differ(left: Sequence[Dim], right: Sequence[Dim]) -> bool:
    return len(left) != len(right) or any(same(one, other) is False for one, other in zip(left, right, strict=True))


@op("torch.nn.functional.layer_norm", "torch.layer_norm")
def layer_norm(
    input: Tensor,
    normalized_shape: Any,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
    cudnn_enable: bool = True,
) -> Result:
    """Input [..., *normalized_shape] normalised over its last dims."""
    shape = sizes_of([normalized_shape])
    _check_normalized_shape(input, shape, weight, bias)
    rows = input.shape[: input.ndim - len(shape)] + (1,) * len(shape)
    return normalised("layer_norm", input, weight, bias, 5, rows)


@op("torch.nn.functional.rms_norm", "torch.rms_norm")
def rms_norm(input: Tensor, normalized_shape: Any, weight: Tensor | None = None, eps: float | None = None) -> Result:
    """Input [..., *normalized_shape] divided by the root mean square of its last dims."""
    shape = sizes_of([normalized_shape])
    _check_normalized_shape(input, shape, weight, None)
    return normalised("rms_norm", input, weight, None, 3, None, copies=2)


@op("torch.nn.functional.group_norm")
def group_norm(
    input: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5, cudnn_enabled: bool = True
) -> Result:
    """Input [N, C, ...] normalised per sample over groups of channels."""
    channels = _channels(input)
    remainder: Amount = channels % num_groups
    if type(remainder) is int and remainder:
        raise ShapeError(
            f"Expected number of channels in input to be divisible by num_groups, but got input of shape {list(input.shape)} "
            f"and num_groups={num_groups}"
        )
    for name, tensor in (("weight", weight), ("bias", bias)):
        if tensor is not None and (tensor.ndim != 1 or same(tensor.numel, channels) is False):
            raise ShapeError(
                f"Expected {name} to be a vector of size equal to the number of channels in input, "
                f"but got {name} of shape {list(tensor.shape)} and input of shape {list(input.shape)}"
            )
    return normalised("group_norm", input, weight, bias, 5, (input.shape[0], num_groups))


@op("torch.group_norm")
def fused_group_norm(
    input: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5, cudnn_enabled: bool = True
) -> Result:
    """:func:`group_norm`."""
    return group_norm(input, num_groups, weight, bias, eps)
