"""Operations of torchvision: shapes as documented there, FLOPs by hand (torchvision need not be installed)."""

from __future__ import annotations

import pytest

from flake8_greenai.ops import vision
from flake8_greenai.symbolic import Expression, symbol
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor


def test_nms_keeps_a_number_of_boxes_that_depends_on_them():
    output = vision.nms(Tensor((100, 4)), Tensor((100,)), 0.5).output
    (kept,) = output.shape
    assert output.dtype is DTYPES["int64"]
    assert isinstance(kept, Expression)
    assert kept.bounds() == (0, 100)
    with pytest.raises(ShapeError):
        vision.nms(Tensor((100, 5)), Tensor((100,)), 0.5)


def test_pooling_of_regions():
    image, rois = Tensor((2, 98, 20, 20), requires_grad=True), Tensor((6, 5))
    result = vision.roi_align(image, rois, 0.25, 7, 7, 2, False)
    assert result.output.shape == (6, 98, 7, 7)
    assert result.cost.pointwise == 5 * 4 * 6 * 98 * 49
    assert [tensor.shape for tensor in vision.roi_pool(image, rois, 0.25, 7, 7).output] == [(6, 98, 7, 7)] * 2
    assert [tensor.shape for tensor in vision.ps_roi_align(image, rois, 0.25, 7, 7, 2).output] == [(6, 2, 7, 7)] * 2
    assert [tensor.shape for tensor in vision.ps_roi_pool(image, rois, 0.25, 7, 7).output] == [(6, 2, 7, 7)] * 2
    with pytest.raises(ShapeError):
        vision.ps_roi_pool(image, rois, 0.25, 5, 5)


def test_deformable_convolution():
    # The example of torchvision's documentation: 4 images, 3 to 5 channels, 3 x 3 taps, 10 x 10 to 8 x 8.
    image, weight = Tensor((4, 3, 10, 10), requires_grad=True), Tensor((5, 3, 3, 3), requires_grad=True)
    offset, mask = Tensor((4, 18, 8, 8), requires_grad=True), Tensor((4, 9, 8, 8))
    result = vision.deform_conv2d(image, weight, offset, mask, Tensor((5,)), 1, 1, 0, 0, 1, 1, 1, 1, True)
    core = 2 * 4 * 5 * 64 * 3 * 9
    assert result.output.shape == (4, 5, 8, 8)
    assert result.cost.core == core
    assert result.cost.pointwise == 4 * 5 * 64 + 5 * 4 * 3 * 9 * 64
    assert sum(gradient.core for gradient in result.cost.gradients) == 2 * core
    with pytest.raises(ShapeError):
        vision.deform_conv2d(image, weight, Tensor((4, 18, 10, 10)), mask, Tensor((5,)), 1, 1, 0, 0, 1, 1, 1, 1, True)


def test_nms_of_boxes_of_many_sources_has_bounds():
    sizes = [symbol("", minimum=0, maximum=10) for _ in range(90)]
    count = sum(sizes[1:], sizes[0])
    pairs = vision.nms(Tensor((count, 4)), Tensor((count,)), 0.5).cost.pointwise
    assert isinstance(pairs, Expression)
    assert pairs.bounds() == (0, 16 * 900 * 899 // 2)
