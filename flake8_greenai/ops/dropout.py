"""Dropout: 2 FLOPs per element in training (cost-model.md, "activations"), nothing otherwise; backward as forward.

Saved: the mask, one byte per element on an accelerator and the input's dtype on the CPU; dropping whole channels keeps one element
per channel.
"""

from __future__ import annotations

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Shape, Tensor


def _dropped(
    input: Tensor, p: float, training: bool, inplace: bool, name: str, mask: Shape | None = None, flops: int = 2
) -> Tensor | Result:
    if isinstance(p, (int, float)) and not 0 <= p <= 1:
        raise ShapeError(f"dropout probability has to be between 0 and 1, but got {p}")
    if not training or p == 0:
        return input
    if inplace:
        input.write(None)
        output = input
    else:
        output = Tensor(input.shape, input.dtype, input.device)
    amount = flops * output.numel
    if not input.requires_grad:
        return Result(output, Cost(pointwise=amount), name)
    dtype = input.dtype if input.device.type == "cpu" or mask is not None else DTYPES["bool"]
    kept = Tensor(input.shape if mask is None else mask, dtype, input.device)
    return Result(output, Cost(pointwise=amount, saved=(kept,), gradients=(Gradient(input, pointwise=amount),)), name)


@op("torch.nn.functional.dropout", "torch.dropout")
def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False, train: bool | None = None) -> Tensor | Result:
    """Each element zeroed with probability ``p``, the others scaled by 1 / (1 - p)."""
    return _dropped(input, p, training if train is None else train, inplace, "dropout")


@op("torch.dropout_")
def dropout_(input: Tensor, p: float = 0.5, train: bool = True) -> Tensor | Result:
    """:func:`dropout` in place."""
    return _dropped(input, p, train, True, "dropout")


@op("torch.native_dropout")
def native_dropout(input: Tensor, p: float, train: bool | None = True) -> tuple[Tensor, Tensor] | Result:
    """:func:`dropout` and its mask."""
    mask = Tensor(input.shape, DTYPES["bool"], input.device)
    result = _dropped(input, p, bool(train), False, "native_dropout")
    if isinstance(result, Result):
        return Result((result.output, mask), result.cost, result.op)
    return result, mask


def _channels(input: Tensor) -> Shape:
    """The shape of a mask that holds one element per sample and channel."""
    if input.ndim < 2:
        raise ShapeError(f"Feature dropout requires at least 2 dimensions in the input, got shape {list(input.shape)}")
    return input.shape[:2] + (1,) * (input.ndim - 2)


@op("torch.nn.functional.dropout1d", "torch.nn.functional.dropout2d", "torch.nn.functional.dropout3d", "torch.feature_dropout")
def feature_dropout(
    input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False, train: bool | None = None
) -> Tensor | Result:
    """Whole channels of [N, C, ...] zeroed with probability ``p``."""
    return _dropped(input, p, training if train is None else train, inplace, "feature_dropout", _channels(input))


@op("torch.nn.functional.alpha_dropout", "torch.alpha_dropout")
def alpha_dropout(
    input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False, train: bool | None = None
) -> Tensor | Result:
    """Elements set to SELU's negative saturation, then an affine map: one FLOP more than :func:`dropout`."""
    return _dropped(input, p, training if train is None else train, inplace, "alpha_dropout", flops=3)


@op("torch.nn.functional.feature_alpha_dropout", "torch.feature_alpha_dropout")
def feature_alpha_dropout(
    input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False, train: bool | None = None
) -> Tensor | Result:
    """:func:`alpha_dropout` of whole channels."""
    return _dropped(input, p, training if train is None else train, inplace, "feature_alpha_dropout", _channels(input), flops=3)
