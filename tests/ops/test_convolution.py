"""Convolutions against torch."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import check, meta  # noqa: E402

from flake8_greenai.ops import convolution, patches  # noqa: E402

F = torch.nn.functional
modest = settings(max_examples=50, deadline=None)
flags = st.booleans()


def per_dim(draw, rank, values):
    """One number, or one for each dim."""
    return draw(values) if draw(flags) else tuple(draw(values) for _ in range(rank))


@st.composite
def geometry(draw):
    rank = draw(st.integers(1, 3))
    kernel = [draw(st.integers(1, 3)) for _ in range(rank)]
    sizes = [draw(st.integers(1, 9)) for _ in range(rank)]
    options = {
        "stride": per_dim(draw, rank, st.integers(1, 3)),
        "padding": per_dim(draw, rank, st.integers(0, 2)),
        "dilation": per_dim(draw, rank, st.integers(1, 2)),
    }
    batch = draw(st.sampled_from([[], [1], [3]]))
    return rank, batch, kernel, sizes, options


@modest
@given(geometry(), st.sampled_from([1, 2, 3]), st.integers(1, 2), st.integers(1, 2), flags, flags, flags, flags, st.data())
def test_convolution(case, groups, inputs, outputs, has_bias, input_grad, weight_grad, wrong, data):
    rank, batch, kernel, sizes, options = case
    if data.draw(st.integers(0, 4)) == 0:
        options["padding"] = data.draw(st.sampled_from(["same", "valid"]))
    image = meta(*batch, groups * inputs + (wrong and data.draw(flags)), *sizes, grad=input_grad)
    # torch's counter multiplies the weight gradient of grouped convolutions by the number of groups.
    weight = meta(groups * outputs, inputs, *kernel, grad=weight_grad and groups == 1)
    bias = meta(groups * outputs) if has_bias else None
    name = f"conv{rank}d"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = check(getattr(convolution, name), getattr(F, name), image, weight, bias, **options, groups=groups, kernel=True)
    if result is not None:
        assert result.cost.pointwise == (result.output.numel if has_bias else 0)


@modest
@given(geometry(), st.sampled_from([1, 2, 3]), st.integers(1, 2), st.integers(1, 2), flags, flags, st.data())
def test_transposed_convolution(case, groups, inputs, outputs, input_grad, weight_grad, data):
    rank, batch, kernel, sizes, options = case
    # Kernels refuse an output padding that is neither below the stride nor below the dilation; the meta device does not.
    stride, dilation = (value if isinstance(value, tuple) else (value,) * rank for value in (options["stride"], options["dilation"]))
    options["output_padding"] = tuple(data.draw(st.integers(0, max(pair) - 1)) for pair in zip(stride, dilation, strict=True))
    options = {name: value if isinstance(value, tuple) else (value,) * rank for name, value in options.items()}
    grown = zip(sizes, stride, options["padding"], dilation, kernel, options["output_padding"], strict=True)
    # They refuse empty outputs too.
    assume(all((size - 1) * step - 2 * pad + wide * (width - 1) + extra + 1 > 0 for size, step, pad, wide, width, extra in grown))
    image = meta(*batch, groups * inputs, *sizes, grad=input_grad)
    weight = meta(groups * inputs, outputs, *kernel, grad=weight_grad and groups == 1)
    name = f"conv_transpose{rank}d"
    check(getattr(convolution, name), getattr(F, name), image, weight, meta(groups * outputs), **options, groups=groups)


def test_gradient_of_grouped_weights_costs_as_much_as_the_forward_pass():
    result = check(convolution.conv2d, F.conv2d, meta(2, 8, 6, 6), meta(8, 1, 3, 3), None, 1, 1, 1, 8, backward=False)
    assert result.cost.core == 2 * 2 * 8 * 36 * 1 * 9
    assert [gradient.core for gradient in result.cost.gradients] == [result.cost.core] * 2


@modest
@given(geometry(), flags)
def test_general_form(case, transposed):
    rank, batch, kernel, sizes, options = case
    arguments = [
        list(value) if isinstance(value, tuple) else [value] * rank
        for value in (options["stride"], options["padding"], options["dilation"])
    ]
    if transposed:
        arguments[1] = [0] * rank  # padding may leave nothing, which the meta device accepts
    image = meta(*(batch or [2]), 2, *sizes)
    check(convolution.convolution, torch.convolution, image, meta(2, 2, *kernel), None, *arguments, transposed, [0] * rank, 1)


def test_over_time():
    # torch's counter has no rule: 2 x 6 steps x 2 x 4 outputs x 3 inputs x 3 taps
    assert (
        check(convolution.conv_tbc, torch.conv_tbc, meta(8, 2, 3), meta(3, 3, 4), meta(4), flops=False).cost.core == 2 * 6 * 2 * 4 * 3 * 3
    )


@modest
@given(geometry(), st.integers(1, 2))
def test_blocks(case, channels):
    rank, batch, kernel, sizes, options = case
    if rank != 2:
        return
    result = check(patches.im2col, F.unfold, meta(*batch, channels, *sizes), kernel, **options)
    if result is not None:
        columns = meta(*result.output.shape)
        check(patches.col2im, F.fold, columns, tuple(sizes), tuple(kernel), **options)
        check(patches.col2im, F.fold, meta(*columns.shape[:-1], columns.shape[-1] + 1), tuple(sizes), tuple(kernel), **options)
