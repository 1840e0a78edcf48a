"""Pooling against torch on the meta device."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_greenai.ops import pooling
from flake8_greenai.symbolic import symbol
from flake8_greenai.tensors.tensor import Tensor

torch = pytest.importorskip("torch")
F = torch.nn.functional
from differential import check, meta  # noqa: E402


@st.composite
def windows(draw):
    spatial = draw(st.integers(1, 3))
    lead = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    size = draw(st.lists(st.integers(1, 12), min_size=spatial, max_size=spatial))
    per_dim = st.integers(1, 4) | st.lists(st.integers(1, 4), min_size=spatial, max_size=spatial)
    arguments = {
        "kernel_size": draw(per_dim),
        "stride": draw(st.none() | per_dim),
        "padding": draw(st.integers(0, 2)),
        "ceil_mode": draw(st.booleans()),
    }
    return spatial, [*lead, *size], arguments


@settings(max_examples=80, deadline=None)
@given(windows(), st.integers(1, 2), st.booleans())
def test_max_pool(case, dilation, return_indices):
    spatial, shape, arguments = case
    function = getattr(F, f"max_pool{spatial}d")
    check(pooling.MAX_POOL[spatial], function, meta(*shape), dilation=dilation, return_indices=return_indices, **arguments)


@settings(max_examples=80, deadline=None)
@given(windows(), st.booleans())
def test_avg_pool(case, include):
    spatial, shape, arguments = case
    check(pooling.AVG_POOL[spatial], getattr(F, f"avg_pool{spatial}d"), meta(*shape), count_include_pad=include, **arguments)


@settings(max_examples=40, deadline=None)
@given(windows(), st.integers(1, 5), st.booleans())
def test_adaptive_pool(case, size, keeps_first):
    spatial, shape, _ = case
    wanted = size if spatial == 1 or not keeps_first else [None] + [size] * (spatial - 1)
    check(pooling.ADAPTIVE_AVG_POOL[spatial], getattr(F, f"adaptive_avg_pool{spatial}d"), meta(*shape), wanted)
    check(
        pooling.ADAPTIVE_MAX_POOL[spatial], getattr(F, f"adaptive_max_pool{spatial}d"), meta(*shape), wanted, return_indices=True
    )  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 3), st.integers(4, 10), st.floats(0.3, 0.9), st.integers(1, 2))
def test_fractional_max_pool(spatial, size, ratio, kernel):
    function = getattr(F, f"fractional_max_pool{spatial}d")
    x = meta(2, 3, *[size] * spatial)
    operation = pooling.FRACTIONAL_MAX_POOL[spatial]
    check(operation, function, x, kernel, output_ratio=(ratio,) * spatial, return_indices=True, backward=False)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 5))
def test_max_unpool(spatial, kernel, stride, size):
    x = meta(2, 3, *[size] * spatial)
    indices = meta(2, 3, *[size] * spatial, dtype=torch.int64)
    check(pooling.MAX_UNPOOL[spatial], getattr(F, f"max_unpool{spatial}d"), x, indices, kernel, stride)


@given(st.integers(1, 40), st.integers(1, 5), st.integers(1, 5), st.integers(0, 2), st.integers(1, 2), st.booleans())
def test_symbolic_size_equals_the_concrete_one(size, kernel, stride, padding, dilation, ceil_mode):
    if padding > kernel // 2 or size + 2 * padding < dilation * (kernel - 1) + 1:
        return
    formula = pooling.pooled_size(symbol("L"), kernel, stride, padding, dilation, ceil_mode)
    concrete = pooling.pooled_size(size, kernel, stride, padding, dilation, ceil_mode)
    assert (formula if isinstance(formula, int) else formula.substitute({"L": size})) == concrete


def test_flops_and_saved():
    x = Tensor((2, 3, 8, 8), requires_grad=True)
    result = pooling.MAX_POOL[2](x, 3, 2, 1)
    assert result.cost.pointwise == 2 * 3 * 4 * 4 * 9
    assert [t.dtype.name for t in result.cost.saved] == ["float32", "int64"]
    result = pooling.AVG_POOL[2](x, 2)
    assert result.cost.pointwise == 2 * 3 * 4 * 4 * 4
    assert result.cost.saved == (x,)
    result = pooling.ADAPTIVE_AVG_POOL[2](x, 1)
    assert result.cost.pointwise == 2 * 3 * 64
    assert result.cost.saved == ()
