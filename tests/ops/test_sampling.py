"""Resampling against torch."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import check, meta  # noqa: E402

from flake8_greenai.ops import sampling  # noqa: E402
from flake8_greenai.symbolic import symbol  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

F = torch.nn.functional
modest = settings(max_examples=50, deadline=None)
flags = st.booleans()
sizes = st.integers(1, 9)
MODES = ["nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area"]


@modest
@given(st.lists(sizes, min_size=1, max_size=3), st.sampled_from(MODES), st.sampled_from([None, None, False, True]), flags, st.data())
def test_interpolate(spatial, mode, recompute, antialias, data):
    rank = len(spatial)
    scale = st.sampled_from([1, 2, 3, 0.5, 1.5, 0.1, 0.3, 2.7, 1 / 3])
    options = {"recompute_scale_factor": recompute} if recompute is not None else {}
    if data.draw(flags):
        options["scale_factor"] = data.draw(scale) if data.draw(flags) else [data.draw(scale) for _ in spatial]
    else:
        options["size"] = data.draw(sizes) if data.draw(flags) else tuple(data.draw(sizes) for _ in range(rank))
    corners = data.draw(st.sampled_from([None, None, True, False]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check(sampling.interpolate, F.interpolate, meta(2, 3, *spatial), mode=mode, antialias=antialias, align_corners=corners, **options)


def test_symbolic_sizes_scale_exactly():
    height = symbol("H")
    result = sampling.interpolate(Tensor((1, 3, height, 8)), scale_factor=2)
    assert result.output.shape == (1, 3, 2 * height, 16)
    half = sampling.interpolate(Tensor((1, 3, 2 * height, 8)), scale_factor=0.5, mode="bilinear")
    assert half.output.shape == (1, 3, height, 4)
    assert half.cost.pointwise == 4 * 3 * 4 * height


@modest
@given(st.lists(sizes, min_size=4, max_size=6), st.sampled_from(["nearest", "bilinear", "bicubic"]), st.sampled_from([0, 0, 0, 1]), flags)
def test_grid_sample(numbers, mode, wrong, volume):
    rank = 3 if volume else 2
    image = meta(2, 3, *numbers[:rank])
    grid = meta(2, *numbers[:rank][::-1], rank + wrong)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = check(sampling.grid_sample, F.grid_sample, image, grid, mode)
        if result is not None and mode == "bilinear":
            assert result.cost.pointwise == (8 if volume else 4) * result.output.numel
        check(sampling.affine_grid, F.affine_grid, meta(2, rank, rank + 1 + wrong), [2, 3, *numbers[:rank]])


@modest
@given(st.lists(st.integers(1, 12), min_size=3, max_size=5), st.integers(1, 3))
def test_shuffles(shape, factor):
    check(sampling.pixel_shuffle, F.pixel_shuffle, meta(*shape), factor)
    check(sampling.pixel_unshuffle, F.pixel_unshuffle, meta(*shape), factor)
    check(sampling.channel_shuffle, F.channel_shuffle, meta(*shape), factor)
