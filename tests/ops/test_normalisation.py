"""Normalisation against torch on the meta device; FLOPs by hand from docs/cost-model.md."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_greenai.ops import normalisation
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

torch = pytest.importorskip("torch")
F = torch.nn.functional
from differential import check, meta  # noqa: E402

sizes = st.integers(1, 6)
shapes = st.lists(sizes, min_size=2, max_size=5)
maybe = st.booleans()


@settings(max_examples=25, deadline=None)
@given(shapes, maybe, maybe, st.integers(0, 1))
def test_batch_norm(shape, affine, training, wrong):
    channels = shape[1] + wrong
    weight, bias = (meta(channels), meta(channels)) if affine else (None, None)
    stats = (meta(channels, grad=False), meta(channels, grad=False))
    if training and torch.Size(shape).numel() == shape[1]:
        return  # torch.batch_norm on meta does not refuse it, torch.nn.functional.batch_norm does: below
    check(normalisation.batch_norm, F.batch_norm, meta(*shape), *stats, weight, bias, training)


def test_batch_norm_of_one_value_per_channel_is_refused():
    check(normalisation.batch_norm, F.batch_norm, meta(1, 4), None, None, training=True)


@settings(max_examples=25, deadline=None)
@given(shapes, st.integers(1, 3), maybe, maybe)
def test_layer_norm(shape, trailing, affine, bias):
    normalized = shape[-trailing:]
    weight = meta(*normalized) if affine else None
    check(normalisation.layer_norm, F.layer_norm, meta(*shape), normalized, weight, meta(*normalized) if affine and bias else None)


@settings(max_examples=25, deadline=None)
@given(shapes, st.integers(1, 3), st.integers(0, 1))
def test_rms_norm(shape, trailing, wrong):
    normalized = [size + wrong for size in shape[-trailing:]]
    check(normalisation.rms_norm, F.rms_norm, meta(*shape), normalized, meta(*normalized))


@settings(max_examples=25, deadline=None)
@given(shapes, st.integers(1, 4), maybe)
def test_group_norm(shape, groups, affine):
    if torch.Size([shape[0] * shape[1] // groups, groups, *shape[2:]]).numel() <= shape[0] * groups:
        return  # one value per group: refused by torch in Python code before it reaches the operation
    weight, bias = (meta(shape[1]), meta(shape[1])) if affine else (None, None)
    check(normalisation.group_norm, F.group_norm, meta(*shape), groups, weight, bias)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(2, 5), min_size=3, max_size=5), maybe)
def test_instance_norm(shape, affine):
    weight, bias = (meta(shape[1]), meta(shape[1])) if affine else (None, None)
    check(normalisation.instance_norm, F.instance_norm, meta(*shape), None, None, weight, bias)


def tensor(*shape, grad=True):
    return Tensor(shape, requires_grad=grad)


@pytest.mark.parametrize(
    ("result", "per_element"),
    [
        (lambda x, w: normalisation.layer_norm(x, (8,), tensor(8), tensor(8)), 7),
        (lambda x, w: normalisation.layer_norm(x, (8,)), 5),
        (lambda x, w: normalisation.group_norm(x, 2, w, w), 7),
        (lambda x, w: normalisation.instance_norm(x, None, None, w, w), 7),
        (lambda x, w: normalisation.batch_norm(x, w, w, w, w, True), 7),
        (lambda x, w: normalisation.batch_norm(x, w, w, w, w), 2),
        (lambda x, w: normalisation.rms_norm(x, (8,), tensor(8)), 4),
    ],
)
def test_flops_per_element(result, per_element):
    x, w = tensor(2, 4, 8, 8), tensor(4)
    cost = result(x, w).cost
    assert cost.pointwise == per_element * 512
    assert cost.core == 0
    assert sum(gradient.pointwise for gradient in cost.gradients) == 2 * per_element * 512


def test_saved_tensors():
    x = tensor(2, 4, 8)
    saved = normalisation.layer_norm(x, (8,), tensor(8), tensor(8)).cost.saved
    assert saved[0] is x
    assert [t.shape for t in saved[1:]] == [(2, 4, 1), (2, 4, 1)]
    rms = normalisation.rms_norm(x, (8,), tensor(8)).cost.saved
    assert sum(t.numel for t in rms) == 2 * x.numel
    assert normalisation.layer_norm(tensor(2, 8, grad=False), (8,)).cost.saved == ()


def test_low_precision_input_keeps_its_dtype():
    x = Tensor((2, 8), DTYPES["bfloat16"])
    assert normalisation.layer_norm(x, (8,), tensor(8), tensor(8)).output.dtype is DTYPES["bfloat16"]


def test_message_names_both_shapes():
    with pytest.raises(ShapeError, match=r"normalized_shape=\[7\].*\[\*, 7\].*\[2, 8\]"):
        normalisation.layer_norm(tensor(2, 8), (7,))
