"""Losses against torch on the meta device; FLOPs by hand from docs/cost-model.md."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_greenai.ops import loss
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Tensor

torch = pytest.importorskip("torch")
F = torch.nn.functional
from differential import check, meta  # noqa: E402

reductions = st.sampled_from(["none", "mean", "sum"])
sizes = st.integers(1, 5)


@settings(max_examples=40, deadline=None)
@given(st.lists(sizes, max_size=2), sizes, sizes, reductions, st.booleans(), st.integers(0, 1))
def test_class_losses(spatial, batch, classes, reduction, weighted, wrong):
    scores = meta(batch, classes, *spatial)
    target = meta(batch + wrong, *spatial, dtype=torch.int64)
    weight = meta(classes, grad=False) if weighted else None
    check(loss.cross_entropy, F.cross_entropy, scores, target, weight, reduction=reduction)
    check(loss.nll_loss, F.nll_loss, scores, target, weight, reduction=reduction)


@settings(max_examples=20, deadline=None)
@given(st.lists(sizes, min_size=2, max_size=4), reductions)
def test_cross_entropy_of_probabilities(shape, reduction):
    check(loss.cross_entropy, F.cross_entropy, meta(*shape), meta(*shape), reduction=reduction)


@pytest.mark.parametrize("name", ["mse_loss", "l1_loss", "smooth_l1_loss"])
@settings(max_examples=15, deadline=None)
@given(st.lists(sizes, max_size=4), reductions)
def test_difference_losses(name, shape, reduction):
    check(loss.DIFFERENCE_LOSSES[name], getattr(F, name), meta(*shape), meta(*shape, grad=False), reduction=reduction)


@pytest.mark.parametrize("name", ["huber_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits", "kl_div"])
@settings(max_examples=15, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=4), reductions, st.integers(0, 1))
def test_elementwise_losses(name, shape, reduction, wrong):
    target = [*shape[:-1], shape[-1] + wrong] if name == "binary_cross_entropy_with_logits" else shape
    check(getattr(loss, name), getattr(F, name), meta(*shape), meta(*target, grad=False), reduction=reduction)


def test_ctc_loss_costs_its_recursion():
    log_probs = Tensor((50, 4, 20), requires_grad=True)
    targets = Tensor((4, 30), DTYPES["int64"])
    result = loss.ctc_loss(log_probs, targets, [50] * 4, [30] * 4)
    assert result.output.shape == ()
    assert result.cost.transcendentals == 4 * 50 * 4 * 61


def test_cross_entropy_flops():
    scores = Tensor((4, 10), requires_grad=True)
    cost = loss.cross_entropy(scores, Tensor((4,), DTYPES["int64"])).cost
    assert cost.pointwise == 4 * 40 + 2 * 4
    assert cost.transcendentals == 40
    assert sum(gradient.pointwise for gradient in cost.gradients) == 2 * 40
