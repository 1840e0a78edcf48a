"""Resampling of images: interpolation, sampling at given points, pixel shuffles.

FLOPs per output element (cost-model.md): nearest 0; weighted sums of 2, 4 or 8 neighbours 2, 4, 8; bicubic 16; Lanczos 36. With
antialiasing each weight falls on as many inputs as an output covers. Gradients cost the same.
"""

from __future__ import annotations

import math
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import FREE, Cost, Gradient
from flake8_greenai.ops.arguments import integer
from flake8_greenai.ops.products import require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import equal, less, maximum
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.content import repeated
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.tensor import Shape

_TAPS = {"nearest": 0, "nearest-exact": 0, "linear": 2, "bilinear": 4, "trilinear": 8, "bicubic": 16, "lanczos": 36}
_RANKS = {"linear": (3,), "bilinear": (4,), "bicubic": (4,), "lanczos": (4,), "trilinear": (5,)}


@op("torch.nn.functional.interpolate", accepts_sizes=True)
def interpolate(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: Any = "nearest",
    align_corners: Any = None,
    recompute_scale_factor: Any = None,
    antialias: Any = False,
) -> Result:
    """Resample the dims after batch and channels to ``size`` or by ``scale_factor``."""
    shape = input.shape
    if mode != "area" and mode not in _TAPS:
        raise ShapeError(f"Input Error: unknown interpolation mode {mode!r}")
    if len(shape) not in _RANKS.get(mode, (3, 4, 5)):
        raise ShapeError(f"Got {len(shape)}D input of shape {written(shape)}, but {mode} mode needs {_RANKS.get(mode, (3, 4, 5))}D input")
    if align_corners is not None and mode in ("nearest", "nearest-exact", "area"):
        raise ShapeError("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear")
    if antialias and (mode not in ("bilinear", "bicubic", "lanczos") or len(shape) != 4):
        raise ShapeError("Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input")
    if mode == "lanczos" and not antialias:
        raise ShapeError("Lanczos mode requires antialias=True")
    if recompute_scale_factor and size is not None:
        raise ShapeError("recompute_scale_factor is not meaningful with an explicit size.")
    places = _output_sizes(shape[2:], size, scale_factor)
    if any(less(place, 1) is True for place in (*places, *shape[1:])):
        raise ShapeError(f"Input and output sizes should be greater than 0, but got input {written(shape)} and output {written(places)}")
    output = Tensor((*shape[:2], *places), input.dtype, input.device)
    if _TAPS.get(mode) == 0:
        output.storage.content = repeated(input.content, output.numel)
    covered = maximum(output.numel, input.numel) if antialias else output.numel
    amount = input.numel if mode == "area" else _TAPS[mode] * covered
    return Result(output, _symmetric(input, amount))


def _output_sizes(sizes: Shape, size: Any, scale_factor: Any) -> Shape:
    rank = len(sizes)
    if (size is None) == (scale_factor is None):
        both = "only one of size or scale_factor should be defined"
        raise ShapeError("either size or scale_factor should be defined" if size is None else both)
    given = size if size is not None else scale_factor
    items = list(given) if isinstance(given, (list, tuple)) else [given] * rank
    if len(items) != rank:
        raise ShapeError(
            f"Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of {written(sizes)} "
            f"and {'size' if size is not None else 'scale_factor'} {items}"
        )
    if size is not None:
        return tuple(integer(item) for item in items)
    return tuple(_scaled(own, item) for own, item in zip(sizes, items, strict=True))


def _scaled(size: Dim, scale: Any) -> Dim:
    """``floor(size * scale)`` as torch computes it, in float64; in exact fractions where ``size`` is symbolic."""
    if isinstance(size, int) and isinstance(scale, (int, float)):
        return math.floor(float(size) * float(scale))
    if isinstance(scale, float):
        ratio = Fraction(scale).limit_denominator(1 << 16)
        return size * ratio.numerator // ratio.denominator
    if isinstance(scale, Tensor):
        raise Undetermined("the scale factor is a tensor")
    return size * scale  # type: ignore[no-any-return]


def _symmetric(input: Tensor, amount: Amount, *others: Tensor) -> Cost:
    """Cost of a resampling whose gradients cost what it costs."""
    operands = [operand for operand in (input, *others) if operand.requires_grad]
    is_free = type(amount) is int and amount == 0
    gradients = () if is_free else tuple(Gradient(operand, pointwise=amount) for operand in operands)
    saved = (input, *others) if others and operands else ()
    return Cost(pointwise=amount, saved=saved, gradients=gradients)


def _register_upsampling(kind: str, rank: int, mode: str, has_corners: bool) -> None:
    """``torch._C._nn.upsample_*``, which traced and converted code calls."""

    def upsample(input: Tensor, output_size: Any, *arguments: Any) -> Result:
        scales = arguments[1 if has_corners else 0 :]
        given = scales[0] if len(scales) == 1 and isinstance(scales[0], (list, tuple)) else None
        return interpolate(input, output_size, None if output_size is not None else given, mode)

    upsample.__name__ = f"upsample_{kind}{rank}d"
    op(f"torch._C._nn.upsample_{kind}{rank}d", f"torch.ops.aten.upsample_{kind}{rank}d")(upsample)


for _rank in (1, 2, 3):
    _register_upsampling("nearest", _rank, "nearest", False)
_register_upsampling("linear", 1, "linear", True)
_register_upsampling("bilinear", 2, "bilinear", True)
_register_upsampling("bicubic", 2, "bicubic", True)
_register_upsampling("trilinear", 3, "trilinear", True)


@op("torch.nn.functional.grid_sample")
def grid_sample(input: Tensor, grid: Tensor, mode: Any = "bilinear", padding_mode: Any = "zeros", align_corners: Any = None) -> Result:
    """Sample ``input[N, C, *L]`` at ``grid[N, *Lo, rank]``."""
    rank = len(input.shape) - 2
    sizes = f"input {written(input.shape)} and grid {written(grid.shape)}"
    if rank not in (2, 3) or len(grid.shape) != rank + 2:
        raise ShapeError(f"grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got {sizes}")
    require_same(input.shape[0], grid.shape[0], f"grid_sampler(): expected grid and input to have same batch size, but got {sizes}")
    require_same(grid.shape[-1], rank, f"grid_sampler(): expected grid to have size {rank} in last dimension, but got {sizes}")
    if mode == "bicubic" and rank == 3:
        raise ShapeError("grid_sampler(): bicubic interpolation only supports 4D input")
    output = Tensor((*input.shape[:2], *grid.shape[1:-1]), input.dtype, input.device)
    taps = {"nearest": 0, "bilinear": 2**rank, "bicubic": 16}
    if mode not in taps:
        raise ShapeError(f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: {mode!r}")
    return Result(output, _symmetric(input, taps[mode] * output.numel, grid), "grid_sampler")


@op("torch.grid_sampler", "torch.grid_sampler_2d", "torch.grid_sampler_3d")
def grid_sampler(input: Tensor, grid: Tensor, interpolation_mode: Any, padding_mode: Any, align_corners: Any) -> Result:
    """:func:`grid_sample` with numbers for modes."""
    return grid_sample(input, grid, ("bilinear", "nearest", "bicubic")[interpolation_mode])


@op("torch.nn.functional.affine_grid", "torch.affine_grid_generator")
def affine_grid(theta: Tensor, size: Any, align_corners: Any = None) -> Result:
    """Sampling points of an affine map ``theta[N, rank, rank + 1]``: 2 (rank + 1) FLOPs per coordinate.

    torch's counter sees the product only in the gradient, so only there it is core.
    """
    target = tuple(integer(item) for item in size)
    rank = len(target) - 2
    message = (
        f"Expected a batch of {rank}D affine matrices of shape Nx{rank}x{rank + 1} for size {written(target)}. Got {written(theta.shape)}"
    )
    if rank not in (2, 3) or len(theta.shape) != 3:
        raise ShapeError(message)
    for own, expected in zip(theta.shape, (target[0], rank, rank + 1), strict=True):
        require_same(own, expected, message)
    output = Tensor((target[0], *target[2:], rank), theta.dtype, theta.device)
    amount = 2 * (rank + 1) * output.numel
    gradients = (Gradient(theta, amount),) if theta.requires_grad else ()
    return Result(output, Cost(pointwise=amount, gradients=gradients))


@op("torch.nn.functional.pixel_shuffle", "torch.pixel_shuffle")
def pixel_shuffle(input: Tensor, upscale_factor: Any) -> Result:
    """``[.., C r², H, W]`` to ``[.., C, H r, W r]``: a copy."""
    factor = _factor("pixel_shuffle", input, upscale_factor)
    *batch, channels, height, width = input.shape
    if equal(channels % factor**2, 0) is False:
        raise ShapeError(
            f"pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but "
            f"input.size(-3)={channels} is not divisible by {factor**2}"
        )
    return Result(Tensor((*batch, channels // factor**2, height * factor, width * factor), input.dtype, input.device), Cost())


@op("torch.nn.functional.pixel_unshuffle", "torch.pixel_unshuffle")
def pixel_unshuffle(input: Tensor, downscale_factor: Any) -> Result:
    """``[.., C, H r, W r]`` to ``[.., C r², H, W]``: a copy."""
    factor = _factor("pixel_unshuffle", input, downscale_factor)
    *batch, channels, height, width = input.shape
    for name, own in (("height", height), ("width", width)):
        if equal(own % factor, 0) is False:
            raise ShapeError(
                f"pixel_unshuffle expects {name} to be divisible by downscale_factor, but input of shape {written(input.shape)} is not "
                f"divisible by {factor}"
            )
    return Result(Tensor((*batch, channels * factor**2, height // factor, width // factor), input.dtype, input.device), Cost())


def _factor(name: str, input: Tensor, factor: Any) -> Amount:
    if len(input.shape) < 3:
        raise ShapeError(f"{name} expects input to have at least 3 dimensions, but got input with {len(input.shape)} dimension(s)")
    amount = integer(factor)
    if less(amount, 1) is True:
        raise ShapeError(f"{name} expects a positive factor, but got {amount}")
    return amount


@op("torch.nn.functional.channel_shuffle", "torch.channel_shuffle", "torch.nn.functional.native_channel_shuffle")
def channel_shuffle(input: Tensor, groups: Any) -> Result:
    """Interleave the channels of ``groups`` groups: a copy."""
    if len(input.shape) < 3:
        raise ShapeError(f"channel_shuffle expects input with > 2 dims, but got input with sizes {written(input.shape)}")
    if equal(input.shape[1] % integer(groups), 0) is False:
        raise ShapeError(f"Number of channels must be divisible by groups. Got {input.shape[1]} channels and {groups} groups.")
    return Result(Tensor(input.shape, input.dtype, input.device), FREE if prod(input.shape) == 0 else Cost())
