"""Products of Keras layers: ``x @ kernel + bias`` over the last dim."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.ops.products import product, require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError

if TYPE_CHECKING:
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Tensor


@op("keras._host.dense", modes=True)
def dense(input: Tensor, kernel: Tensor, bias: Tensor | None, *, modes: Modes | None = None) -> Result:
    """``input[..., I] @ kernel[I, O] + bias[O]``: 2 x P x I x O core FLOPs, P the product of the leading dims."""
    if not input.shape:
        raise ShapeError("Input 0 of layer Dense is incompatible with the layer: expected min_ndim=2, found ndim=0")
    require_same(
        input.shape[-1],
        kernel.shape[0],
        f"Input 0 of layer Dense is incompatible with the layer: expected axis -1 of input shape to have value {kernel.shape[0]}, but "
        f"received input with shape {written(input.shape)}",
    )
    shape = (*input.shape[:-1], kernel.shape[1])
    return product((input, kernel), shape, 2 * prod(shape) * kernel.shape[0], "matmul", modes=modes, added=bias)
