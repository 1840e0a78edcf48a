"""Operations that torchvision implements in C++: boxes, pooling of regions, deformable convolution.

They are not contractions but for the deformable convolution, which costs what the plain one does, plus bilinear sampling of its
input (cost-model.md: 4 FLOPs per sampled value).
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.convolution import convolve
from flake8_greenai.ops.products import require_rank, require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Amount, Expression, symbol
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.modes import Modes

FLOPS_PER_OVERLAP = 16
"""Intersection over union of two boxes: 4 extrema, 2 differences, 2 clamps, 4 for both areas, 1 product, 2 sums, 1 quotient."""
DEFAULT_SAMPLES = 2
"""Samples per bin and dim taken for ``sampling_ratio=-1``, which adapts to the size of each box."""


@op("torch.ops.torchvision.nms", differentiable=False)
def nms(dets: Tensor, scores: Tensor, iou_threshold: Any) -> Result:
    """Indices of the boxes that no better one covers: how many depends on the boxes.

    At most all pairs are compared (kernels compute the whole matrix of overlaps), after sorting.
    """
    require_rank("nms", dets, 2, "boxes")
    require_rank("nms", scores, 1, "scores")
    count = dets.shape[0]
    require_same(dets.shape[1], 4, f"boxes should have 4 elements in dimension 1, got {dets.shape[1]}")
    require_same(
        count, scores.shape[0], f"boxes and scores should have same number of elements in dimension 0, got {count} and {scores.shape[0]}"
    )
    kept = symbol("", minimum=0, maximum=count, origin="boxes kept by nms")
    return Result(Tensor((kept,), DTYPES["int64"], dets.device), Cost(pointwise=FLOPS_PER_OVERLAP * _pairs(count)))


def _pairs(count: Amount) -> Amount:
    """Pairs of ``count`` boxes; of a sum of several unknown extents, whose square has too many terms, a number up to the largest."""
    if type(count) is Expression and len(count.symbols()) > 1:
        most = count.bounds()[1]
        if most is not None:
            return symbol("", minimum=0, maximum=most * (most - 1) // 2, origin=f"pairs of {count} boxes")
    return count * (count - 1) // 2


@op("torch.ops.torchvision.box_iou_rotated", differentiable=False)
def box_iou_rotated(boxes1: Tensor, boxes2: Tensor) -> Result:
    """Overlaps of all pairs of rotated boxes: at most 24 points of intersection, about 400 FLOPs a pair."""
    output = Tensor((boxes1.shape[0], boxes2.shape[0]), DTYPES["float32"], boxes1.device)
    return Result(output, Cost(pointwise=400 * output.numel))


def _regions(name: str, input: Tensor, rois: Tensor) -> None:
    require_rank(name, input, 4, "input")
    require_rank(name, rois, 2, "rois")
    require_same(rois.shape[1], 5, f"{name}: rois must have shape as Tensor[K, 5], but got {written(rois.shape)}")


def _pooled(input: Tensor, shape: tuple[Any, ...], amount: Amount, saved: tuple[Tensor, ...]) -> tuple[Tensor, Cost]:
    output = Tensor(shape, input.dtype, input.device)
    if not input.requires_grad:
        return output, Cost(pointwise=amount)
    return output, Cost(pointwise=amount, saved=saved, gradients=(Gradient(input, pointwise=amount),))


@op("torch.ops.torchvision.roi_align", "torch.ops.torchvision.qroi_align")
def roi_align(
    input: Tensor, rois: Tensor, spatial_scale: Any, pooled_height: Any, pooled_width: Any, sampling_ratio: Any, aligned: Any
) -> Result:
    """``[K, C, h, w]``: per bin the mean of bilinear samples, 4 FLOPs and an addition each."""
    _regions("roi_align", input, rois)
    shape = (rois.shape[0], input.shape[1], pooled_height, pooled_width)
    return Result(*_pooled(input, shape, _sampled(shape, sampling_ratio), (rois,)))


def _sampled(shape: tuple[Any, ...], sampling_ratio: Any) -> Amount:
    samples = sampling_ratio if isinstance(sampling_ratio, int) and sampling_ratio > 0 else DEFAULT_SAMPLES
    values: Amount = prod(shape)
    return 5 * samples**2 * values


@op("torch.ops.torchvision.roi_pool")
def roi_pool(input: Tensor, rois: Tensor, spatial_scale: Any, pooled_height: Any, pooled_width: Any) -> Result:
    """``[K, C, h, w]``: per bin the maximum of its pixels; a region is taken to cover at most the whole image."""
    _regions("roi_pool", input, rois)
    shape = (rois.shape[0], input.shape[1], pooled_height, pooled_width)
    places = Tensor(shape, DTYPES["int32"], input.device)
    output, cost = _pooled(input, shape, rois.shape[0] * prod(input.shape[1:]), (rois, places))
    return Result((output, places), cost)


@op("torch.ops.torchvision.ps_roi_align")
def ps_roi_align(input: Tensor, rois: Tensor, spatial_scale: Any, pooled_height: Any, pooled_width: Any, sampling_ratio: Any) -> Result:
    """Like :func:`roi_align`; each bin pools channels of its own."""
    _regions("ps_roi_align", input, rois)
    shape = _position_sensitive(input, rois, pooled_height, pooled_width)
    mapping = Tensor(shape, DTYPES["int32"], input.device)
    output, cost = _pooled(input, shape, _sampled(shape, sampling_ratio), (rois, mapping))
    return Result((output, mapping), cost)


@op("torch.ops.torchvision.ps_roi_pool")
def ps_roi_pool(input: Tensor, rois: Tensor, spatial_scale: Any, pooled_height: Any, pooled_width: Any) -> Result:
    """Mean of the pixels of each bin, which has channels of its own; a region is taken to cover at most the whole image."""
    _regions("ps_roi_pool", input, rois)
    shape = _position_sensitive(input, rois, pooled_height, pooled_width)
    mapping = Tensor(shape, DTYPES["int32"], input.device)
    amount = rois.shape[0] * shape[1] * prod(input.shape[2:])
    output, cost = _pooled(input, shape, amount, (rois, mapping))
    return Result((output, mapping), cost)


def _position_sensitive(input: Tensor, rois: Tensor, height: Any, width: Any) -> tuple[Any, ...]:
    channels = input.shape[1]
    if isinstance(channels, int) and channels % (height * width):
        raise ShapeError(f"input channels must be a multiple of pooling height * pooling width, got {channels} and {height} * {width}")
    return (rois.shape[0], channels // (height * width), height, width)


@op("torch.ops.torchvision.deform_conv2d", modes=True)
def deform_conv2d(
    input: Tensor,
    weight: Tensor,
    offset: Tensor,
    mask: Tensor,
    bias: Tensor,
    stride_h: Any,
    stride_w: Any,
    pad_h: Any,
    pad_w: Any,
    dil_h: Any,
    dil_w: Any,
    groups: Any,
    offset_groups: Any,
    use_mask: Any,
    *,
    modes: Modes | None = None,
) -> Result:
    """A convolution whose taps are sampled at learnt offsets: 4 FLOPs per tap and input channel, 1 more with a mask.

    The gradients of offset and mask are contractions of as many values as are sampled.
    """
    plain = convolve(input, weight, bias, (stride_h, stride_w), (pad_h, pad_w), (dil_h, dil_w), groups, modes)
    shape = plain.output.shape
    taps = weight.shape[2] * weight.shape[3]
    expected = (shape[0], 2 * offset_groups * taps, *shape[2:])
    message = f"offset must have shape {written(expected)}, but has {written(offset.shape)}"
    for own, size in zip(offset.shape, expected, strict=True):
        require_same(own, size, message)
    samples = input.shape[0] * input.shape[1] * taps * prod(shape[2:])
    amount = (5 if use_mask else 4) * samples
    cost = plain.cost
    extra = [operand for operand in (offset, *((mask,) if use_mask else ())) if operand.requires_grad]
    pointwise = tuple(Gradient(operand, pointwise=2 * amount) for operand in extra)
    first = tuple(
        Gradient(gradient.operand, gradient.core, gradient.pointwise + (amount if gradient.operand is input else 0))
        for gradient in cost.gradients
    )
    if extra and not input.requires_grad:
        pointwise = (Gradient(pointwise[0].operand, cost.core, pointwise[0].pointwise), *pointwise[1:])  # gradient of the sampled values
    saved = (input, offset, weight, *((mask,) if use_mask else ())) if first or extra else ()
    return Result(plain.output, Cost(cost.core, cost.pointwise + amount, saved=saved, gradients=(*first, *pointwise)), "deform_conv2d")
