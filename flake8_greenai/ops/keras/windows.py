"""Convolution and pooling in the layouts of Keras: kernels ``[*k, Cin / groups, Cout]``, channels last or first, padding by name.

Formulas: cost-model.md, as for :mod:`flake8_greenai.ops.convolution` and :mod:`flake8_greenai.ops.pooling`; padded taps are counted.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.pooling import average, maximum_of_windows
from flake8_greenai.ops.products import product, require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.windows import spatial
from flake8_greenai.symbolic import ceil_divide, less, maximum
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Shape

_HOST = "keras._host"


def _places(size: Dim, kernel: Amount, stride: Amount, spread: Amount, padding: str) -> Dim:
    """Windows along a dim: ``ceil(L / s)`` for ``same`` and ``causal``, else ``floor((L - d (k - 1) - 1) / s) + 1``."""
    if padding in ("same", "causal"):
        return ceil_divide(size, stride)
    span = spread * (kernel - 1) + 1
    if less(size, span) is True:
        raise ShapeError(f"a window of {span} does not fit into a size of {size} with padding='valid'")
    return (size - span) // stride + 1


def _split(input: Tensor, rank: int, channels_first: bool, what: str) -> tuple[Shape, Dim]:
    """Spatial sizes and channels of a batch of inputs."""
    shape = input.shape
    if len(shape) != rank + 2:
        raise ShapeError(f"Input 0 of {what} is incompatible with the layer: expected ndim={rank + 2}, found ndim={len(shape)}")
    return (shape[2:], shape[1]) if channels_first else (shape[1:-1], shape[-1])


def _joined(batch: Dim, sizes: tuple[Dim, ...], channels: Dim, channels_first: bool) -> Shape:
    return (batch, channels, *sizes) if channels_first else (batch, *sizes, channels)


@op(f"{_HOST}.convolve", modes=True)
def convolve(
    input: Tensor,
    kernel: Tensor,
    bias: Tensor | None,
    strides: Any,
    padding: str,
    dilation: Any,
    channels_first: bool,
    *,
    modes: Modes | None = None,
) -> Result:
    """Convolution of ``input[N, *L, Cin]`` with ``kernel[*k, Cin / groups, Cout]``: 2 x N x prod(Lo) x Cout x Cin/g x prod(k)."""
    window = kernel.shape[:-2]
    depth, outputs = kernel.shape[-2:]
    rank = len(window)
    sizes, channels = _split(input, rank, channels_first, f"Conv{rank}D")
    if type(channels) is int and type(depth) is int and (depth == 0 or channels % depth):
        raise ShapeError(f"The number of input channels must be evenly divisible by kernel.shape[-2]: {written(input.shape)}, {depth}")
    steps, spread = spatial(strides, rank, "strides"), spatial(dilation, rank, "dilation_rate")
    places = tuple(_places(*each, padding) for each in zip(sizes, window, steps, spread, strict=True))
    shape = _joined(input.shape[0], places, outputs, channels_first)
    core = 2 * prod(shape) * depth * prod(window)
    return product((input, kernel), shape, core, "convolution", modes=modes, added=bias)


@op(f"{_HOST}.convolve_depthwise", modes=True)
def convolve_depthwise(
    input: Tensor,
    kernel: Tensor,
    bias: Tensor | None,
    strides: Any,
    padding: str,
    dilation: Any,
    channels_first: bool,
    *,
    modes: Modes | None = None,
) -> Result:
    """Convolution of each channel alone with ``kernel[*k, C, multiplier]``: 2 x numel(out) x prod(k)."""
    window = kernel.shape[:-2]
    rank = len(window)
    sizes, channels = _split(input, rank, channels_first, f"DepthwiseConv{rank}D")
    require_same(channels, kernel.shape[-2], f"a depthwise kernel {written(kernel.shape)} does not fit {channels} channels")
    steps, spread = spatial(strides, rank, "strides"), spatial(dilation, rank, "dilation_rate")
    places = tuple(_places(*each, padding) for each in zip(sizes, window, steps, spread, strict=True))
    shape = _joined(input.shape[0], places, channels * kernel.shape[-1], channels_first)
    return product((input, kernel), shape, 2 * prod(shape) * prod(window), "convolution", modes=modes, added=bias)


@op(f"{_HOST}.convolve_transposed", modes=True)
def convolve_transposed(
    input: Tensor,
    kernel: Tensor,
    bias: Tensor | None,
    strides: Any,
    padding: str,
    output_padding: Any,
    dilation: Any,
    channels_first: bool,
    output_shape: Any = None,
    *,
    modes: Modes | None = None,
) -> Result:
    """Transposed convolution with ``kernel[*k, Cout, Cin]``: 2 x N x Cin x prod(Lin) x Cout x prod(k).

    Sizes: L s with ``same``, L s + max(k - s, 0) with ``valid``; with ``output_padding`` (L - 1) s + k - 2 p + output_padding, where
    p = k // 2 with ``same``.
    """
    window = kernel.shape[:-2]
    outputs, depth = kernel.shape[-2:]
    rank = len(window)
    sizes, channels = _split(input, rank, channels_first, f"Conv{rank}DTranspose")
    require_same(channels, depth, f"a kernel {written(kernel.shape)} does not fit {channels} channels")
    steps, spread = spatial(strides, rank, "strides"), spatial(dilation, rank, "dilation_rate")
    extra = (None,) * rank if output_padding is None else spatial(output_padding, rank, "output_padding")
    if output_shape is not None:
        places = tuple(output_shape)
    else:
        places = tuple(
            _grown(size, width + (width - 1) * (wide - 1), step, more, padding)
            for size, width, step, wide, more in zip(sizes, window, steps, spread, extra, strict=True)
        )
    shape = _joined(input.shape[0], places, outputs, channels_first)
    core = 2 * input.numel * outputs * prod(window)
    return product((input, kernel), shape, core, "convolution", modes=modes, added=bias)


def _grown(size: Dim, width: Amount, step: Amount, more: Amount | None, padding: str) -> Dim:
    if more is not None:
        return (size - 1) * step + width - (2 * (width // 2) if padding == "same" else 0) + more
    return size * step if padding == "same" else size * step + maximum(width - step, 0)


@op(f"{_HOST}.pool")
def pool(input: Tensor, window: Any, strides: Any, padding: str, channels_first: bool, is_average: bool) -> Result:
    """The largest element or the mean of each window: numel(out) x prod(k) FLOPs."""
    rank = input.ndim - 2
    width = spatial(window, rank, "pool_size")
    steps = width if strides is None else spatial(strides, rank, "strides")
    sizes, channels = _split(input, rank, channels_first, f"Pooling{rank}D")
    places = tuple(_places(size, w, s, 1, padding) for size, w, s in zip(sizes, width, steps, strict=True))
    shape = _joined(input.shape[0], places, channels, channels_first)
    flops = prod(shape) * prod(width)
    if is_average:
        return average(f"avg_pool{rank}d", input, shape, flops, is_padded=padding == "same")
    return maximum_of_windows(f"max_pool{rank}d", input, shape, flops, False)
