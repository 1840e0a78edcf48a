"""New tensors, their attributes and conversions against torch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from agreement import agree, call  # noqa: E402

from flake8_greenai.interpreter.values import Unknown  # noqa: E402
from flake8_greenai.symbolic import symbol  # noqa: E402
from flake8_greenai.tensors.dtype import DTYPES  # noqa: E402
from flake8_greenai.tensors.errors import ShapeError  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

modest = settings(max_examples=60, deadline=None)
dtypes = st.sampled_from([None, torch.float32, torch.float64, torch.float16, torch.int64, torch.int32, torch.bool])
shapes = st.sampled_from([(), (3,), (2, 3), (0, 2)])
numbers = st.one_of(st.integers(-5, 5), st.sampled_from([0.5, -1.25, 2.0, 0.1]), st.booleans())


@modest
@given(shapes, dtypes)
def test_filled(shape, dtype):
    for name in ("zeros", "ones", "empty"):
        if name == "empty":
            assert call("torch.empty", *shape)[0].shape == shape
            continue
        agree(f"torch.{name}", *shape, dtype=dtype) if shape else None
        agree(f"torch.{name}", shape, dtype=dtype)
    agree("torch.zeros_like", torch.empty(shape), dtype=dtype, known=True)
    agree("torch.Tensor.new_ones", torch.empty(2, dtype=torch.int32), shape, dtype=dtype, known=True)
    agree("torch.eye", 3, 2, dtype=dtype, known=True)


@modest
@given(shapes, numbers, dtypes)
def test_full(shape, value, dtype):
    agree("torch.full", shape, value, dtype=dtype, known=True)
    agree("torch.full_like", torch.empty(shape), value, dtype=dtype, known=True)
    agree("torch.Tensor.new_full", torch.empty(2), shape, value, known=True)
    agree("torch.Tensor.fill_", torch.zeros(shape), value)


@settings(max_examples=200, deadline=None)
@given(numbers, numbers, st.one_of(st.integers(-3, 3), st.sampled_from([0.25, -0.5])), dtypes)
def test_arange(start, end, step, dtype):
    if dtype is torch.bool or any(isinstance(value, bool) for value in (start, end)):
        return
    agree("torch.arange", start, end, step, dtype=dtype)
    agree("torch.arange", end)


@settings(max_examples=200, deadline=None)
@given(numbers, numbers, st.integers(0, 20), st.sampled_from([None, torch.float32, torch.float64]))
def test_linspace(start, end, steps, dtype):
    agree("torch.linspace", start, end, steps, dtype=dtype, known=True, exact=False)
    agree("torch.logspace", start, end, steps, exact=False)


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5, 8, 9, 12, 24, 100, 101])
@pytest.mark.parametrize("ends", [(0, 0.1), (0.0, 0.5), (1e-5, 0.02), (-1, 1), (0, 0.2)])
def test_linspace_of_drop_rates(steps, ends):
    agree("torch.linspace", *ends, steps, known=True, exact=False)  # torch rounds by the width of the vector unit


nested = st.recursive(numbers, lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(nested, dtypes)
def test_tensor_from_data(data, dtype):
    agree("torch.tensor", data, dtype=dtype)
    agree("torch.as_tensor", data, dtype=dtype)


@modest
@given(st.integers(1, 4), st.integers(1, 4), st.integers(-3, 3))
def test_triangle_indices(rows, columns, offset):
    agree("torch.tril_indices", rows, columns, offset, known=True)
    agree("torch.triu_indices", rows, columns, offset, known=True)


@pytest.mark.parametrize("name", ["rand", "randn"])
def test_random(name):
    assert call(f"torch.{name}", 2, 3)[0].shape == (2, 3)
    assert call(f"torch.{name}", (2, 3), dtype=DTYPES["float64"])[0].dtype is DTYPES["float64"]
    assert call("torch.randint", 0, 5, (2, 3))[0].dtype is DTYPES["int64"]
    assert call("torch.randint", 5, (4,))[0].shape == (4,)
    assert call("torch.randperm", 4)[0].shape == (4,)
    assert call("torch.multinomial", Tensor((2, 9)), 3)[0].shape == (2, 3)
    assert call("torch.rand_like", Tensor((2, 9)))[0].shape == (2, 9)


def test_elements_that_are_not_known():
    for name in ("item", "tolist", "__bool__", "__int__", "__float__", "__index__"):
        value, _ = call(f"torch.Tensor.{name}", Tensor(()))
        assert isinstance(value, Unknown)
        assert value.reason == "depends on the elements of float32[]"
    assert isinstance(call("torch.equal", Tensor((2,)), Tensor((2,)))[0], Unknown)


def test_several_elements_are_no_number():
    with pytest.raises(ShapeError, match="4 elements cannot be converted to Scalar"):
        call("torch.Tensor.item", Tensor((2, 2)))
    with pytest.raises(ShapeError, match="more than one value is ambiguous"):
        call("torch.Tensor.__bool__", Tensor((2, 2)))


def test_numbers_leave_tensors():
    rates, _ = call("torch.linspace", 0, 0.1, 12)
    values = [call("torch.Tensor.item", rate)[0] for rate in call("torch.Tensor.__iter__", rates)[0]]
    assert values == pytest.approx([rate.item() for rate in torch.linspace(0, 0.1, 12)], rel=1e-6)
    assert call("torch.Tensor.__int__", call("torch.tensor", 3)[0])[0] == 3
    assert call("torch.Tensor.__len__", Tensor((5, 2)))[0] == 5


def test_attributes():
    tensor = Tensor((2, 3), DTYPES["float16"])
    expected = {
        "shape": (2, 3),
        "ndim": 2,
        "dtype": DTYPES["float16"],
        "itemsize": 2,
        "nbytes": 12,
        "is_cuda": False,
        "requires_grad": False,
    }
    for name, value in expected.items():
        assert call(f"torch.Tensor.{name}", tensor)[0] == value
    for name, value in {"numel": 6, "dim": 2, "element_size": 2, "is_floating_point": True, "is_complex": False}.items():
        assert call(f"torch.Tensor.{name}", tensor)[0] == value
    assert call("torch.Tensor.size", tensor, -1)[0] == 3
    assert call("torch.Tensor.stride", tensor)[0] == (3, 1)


def test_symbolic_ranges():
    length = symbol("L")
    assert call("torch.arange", length)[0].shape == (length,)
    assert call("torch.arange", 0, length, 2)[0].shape == ((length + 1) // 2,)
    assert call("torch.ones", length, 2)[0].shape == (length, 2)


def test_a_conversion_that_changes_nothing_returns_the_tensor():
    tensor = Tensor((2,))
    assert call("torch.Tensor.float", tensor)[0] is tensor
    assert call("torch.Tensor.to", tensor, "cpu")[0] is tensor
    assert call("torch.Tensor.to", tensor, "cuda")[0].device.type == "cuda"
    assert call("torch.Tensor.half", tensor)[0].dtype is DTYPES["float16"]


@pytest.mark.parametrize("name", [name for name in DTYPES if hasattr(torch, name)])
def test_dtype_table(name):
    real, ours = getattr(torch, name), DTYPES[name]
    assert (ours.itemsize, ours.is_floating_point, ours.is_complex, repr(ours)) == (
        real.itemsize,
        real.is_floating_point,
        real.is_complex,
        str(real),
    )


def test_promotion_table():
    names = [
        "bool",
        "uint8",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint16",
        "float16",
        "bfloat16",
        "float32",
        "float64",
        "complex64",
        "complex128",
    ]
    for left in names:
        for right in names:
            agree("torch.promote_types", getattr(torch, left), getattr(torch, right))
