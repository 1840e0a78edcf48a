"""Reductions, sorting and running reductions against torch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from agreement import agree, call  # noqa: E402

from flake8_greenai.symbolic import symbol  # noqa: E402
from flake8_greenai.tensors.dtype import DTYPES as OUR_DTYPES  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

modest = settings(max_examples=50, deadline=None)
DTYPES = [torch.bool, torch.uint8, torch.int64, torch.float16, torch.float32, torch.float64]


@st.composite
def tensors(draw, dtypes=DTYPES, distinct=False):
    shape = draw(st.sampled_from([(), (3,), (2, 3), (4, 1, 3), (2, 3, 4)]))
    dtype = draw(st.sampled_from(dtypes))
    count = torch.Size(shape).numel()
    values = draw(st.permutations(range(count))) if distinct else draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    tensor = torch.tensor(values).reshape(shape).to(dtype)
    return tensor.transpose(0, -1) if tensor.ndim > 1 and draw(st.booleans()) else tensor


dims = st.one_of(st.none(), st.integers(-4, 3), st.lists(st.integers(-3, 2), min_size=1, max_size=2).map(tuple))
dim = st.integers(-3, 2)


@pytest.mark.parametrize("name", ["sum", "mean", "all", "any", "nansum", "nanmean", "logsumexp", "amax", "amin"])
@modest
@given(tensors(), dims, st.booleans())
def test_over_dims(name, tensor, dim, keepdim):
    if name in ("amax", "amin", "logsumexp") and dim is None:
        return
    agree(f"torch.{name}", tensor, dim, keepdim, exact=False, strides=False) if dim is not None else agree(
        f"torch.{name}", tensor, exact=False
    )


@pytest.mark.parametrize("name", ["var", "std"])
@modest
@given(tensors([torch.float32, torch.float64]), dims, st.booleans(), st.sampled_from([0, 1, 2]))
def test_spread(name, tensor, dim, keepdim, correction):
    agree(f"torch.{name}", tensor, dim, correction=correction, keepdim=keepdim, exact=False, strides=False)
    agree(f"torch.{name}_mean", tensor, dim, correction=correction, keepdim=keepdim, exact=False, strides=False)
    agree(f"torch.{name}", tensor, unbiased=False, exact=False)


@pytest.mark.parametrize("name", ["max", "min", "argmax", "argmin", "prod", "median", "kthvalue", "mode", "count_nonzero"])
@modest
@given(tensors(distinct=True), st.one_of(st.none(), dim), st.booleans())
def test_over_one_dim(name, tensor, dim, keepdim):
    if name == "kthvalue":
        agree("torch.kthvalue", tensor, 1, -1 if dim is None else dim, keepdim, strides=False)
    elif name == "count_nonzero":
        agree("torch.count_nonzero", tensor, dim, strides=False)
    elif dim is None:
        agree(f"torch.{name}", tensor % 3 if name == "prod" else tensor, exact=name != "mode", strides=False)
    else:
        agree(f"torch.{name}", tensor, dim, keepdim, strides=False, exact=False)


@pytest.mark.parametrize("name", ["cumsum", "cumprod", "cummax", "logcumsumexp"])
@modest
@given(tensors(), dim)
def test_running(name, tensor, dim):
    agree(f"torch.{name}", tensor, dim, exact=False, strides=False)


@modest
@given(tensors(distinct=True), dim, st.booleans(), st.integers(1, 3))
def test_sorting(tensor, dim, descending, k):
    agree("torch.sort", tensor, dim, descending, strides=False)
    agree("torch.argsort", tensor, dim, descending, strides=False)
    agree("torch.topk", tensor, k, dim, largest=descending, strides=False)


@modest
@given(tensors())
def test_distinct(tensor):
    agree("torch.unique", tensor, known=True, strides=False)
    agree("torch.unique", tensor, return_inverse=True, return_counts=True, known=True, strides=False)
    agree("torch.unique_consecutive", tensor, known=True, strides=False)
    agree("torch.bincount", tensor.reshape(-1).long(), minlength=2, known=True)
    agree("torch.histc", tensor.float(), 4, 0, 3, strides=False)


@modest
@given(tensors([torch.float32, torch.float64]), dims, st.booleans(), st.sampled_from(["fro", 2, 1, 3, float("inf"), 0]))
def test_norms(tensor, dim, keepdim, order):
    agree("torch.norm", tensor, order, dim, keepdim, exact=False, strides=False)


@modest
@given(tensors([torch.int64, torch.float32]), dim, st.integers(1, 2))
def test_differences(tensor, dim, times):
    agree("torch.diff", tensor, times, dim, exact=False, strides=False) if tensor.ndim and tensor.shape[0] > 2 else None


@modest
@given(tensors([torch.float32]), st.one_of(st.none(), dim))
def test_quantiles(tensor, dim):
    agree("torch.quantile", tensor, 0.5, dim, strides=False)
    agree("torch.quantile", tensor, torch.tensor([0.2, 0.7]), dim, strides=False)


def test_named_results():
    result, _ = call("torch.max", Tensor((2, 3)), 1)
    assert (result.values.shape, result.indices.shape, result.indices.dtype) == ((2,), (2,), OUR_DTYPES["int64"])


@pytest.mark.parametrize(
    ("name", "flops"),
    [("sum", 24 - 6), ("mean", 24), ("amax", 24 - 6), ("argmax", 24 - 6), ("var", 4 * 24), ("cumsum", 24), ("sort", 24 * 2)],
)
def test_cost_of_reducing_four_of_24(name, flops):
    assert call(f"torch.{name}", Tensor((2, 3, 4)), -1)[1].pointwise == flops


def test_equal_elements_are_reduced_whatever_their_number():
    count = symbol("S")
    ones, _ = call("torch.ones", count, 3)
    assert call("torch.Tensor.item", call("torch.all", ones)[0])[0] is True
    compared, _ = call("torch.eq", ones, 0)
    assert call("torch.Tensor.__bool__", call("torch.any", compared)[0])[0] is False


def test_symbolic_costs():
    batch = symbol("B")
    result, cost = call("torch.sum", Tensor((batch, 4)), 1)
    assert (result.shape, cost.pointwise) == ((batch,), 3 * batch)
