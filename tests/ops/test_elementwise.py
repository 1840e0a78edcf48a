"""Pointwise operations against torch: promotion, broadcasting, strides, elements."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from agreement import agree, call  # noqa: E402

from flake8_greenai.ops.arithmetic import BINARY, OPERATORS  # noqa: E402
from flake8_greenai.ops.comparison import COMPARISONS, PREDICATES  # noqa: E402
from flake8_greenai.ops.elementwise import UNARY  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

modest = settings(max_examples=60, deadline=None)
DTYPES = [torch.bool, torch.uint8, torch.int32, torch.int64, torch.float16, torch.bfloat16, torch.float32, torch.float64]
UNCOMPUTED = {"sgn", "erfinv", "digamma", "i0", "fmax", "fmin", "nextafter", "logaddexp", "logaddexp2", "heaviside"}
PYTHON_MATH = {"exp2", "sinc", "deg2rad", "rad2deg", "lgamma"}


def filled(shape, dtype, seed):
    generator = torch.Generator().manual_seed(seed)
    values = torch.randint(0 if dtype in (torch.bool, torch.uint8) else -3, 4, shape, generator=generator).to(dtype)
    return values + 0.25 if dtype.is_floating_point else values


@st.composite
def operand(draw, dtypes=DTYPES):
    dtype = draw(st.sampled_from(dtypes))
    shape = draw(st.sampled_from([(), (3,), (2, 3), (2, 1), (1, 3), (4, 2, 3), (0, 3), (1,), (3, 2)]))
    tensor = filled(shape, dtype, draw(st.integers(0, 99)))
    return tensor.transpose(0, 1) if len(shape) > 1 and draw(st.booleans()) else tensor


scalar = st.sampled_from([True, False, 0, 2, -3, 0.5, -1.25, 2.0])


@pytest.mark.parametrize("name", sorted(UNARY))
@modest
@given(operand())
def test_functions_of_one_element(name, tensor):
    agree(f"torch.{name}", tensor, exact=False)


@pytest.mark.parametrize("name", sorted(set(BINARY) | {"add", "sub", "div", "pow"}))
@modest
@given(operand(), st.one_of(operand(), scalar))
def test_functions_of_two_elements(name, left, right):
    if name in (
        "hypot",
        "copysign",
        "nextafter",
        "ldexp",
        "logaddexp",
        "logaddexp2",
        "fmax",
        "fmin",
        "heaviside",
        "xlogy",
        "gcd",
        "lcm",
        "maximum",
        "minimum",
        "atan2",
    ):
        right = right if isinstance(right, torch.Tensor) else torch.tensor(right)
    if name == "heaviside":
        right = right.to(left.dtype)
    agree(f"torch.{name}", left, right, exact=False, strides=name != "ldexp")


@pytest.mark.parametrize("name", sorted(OPERATORS))
@pytest.mark.parametrize("prefix", ["__", "__r", "__i"])
@settings(max_examples=25, deadline=None)
@given(operand(), st.one_of(operand(), scalar))
def test_operators(name, prefix, left, right):
    if prefix == "__r" and (isinstance(right, torch.Tensor) or name in ("lshift", "rshift", "mod")):
        return
    agree(f"torch.Tensor.{prefix}{name}__", left, right, exact=False)


@pytest.mark.parametrize("name", sorted(COMPARISONS))
@modest
@given(operand(), st.one_of(operand(), scalar))
def test_comparisons(name, left, right):
    agree(f"torch.{name}", left, torch.tensor(right) if name.startswith("logical") and not isinstance(right, torch.Tensor) else right)


@pytest.mark.parametrize("name", sorted(PREDICATES))
@settings(max_examples=15, deadline=None)
@given(operand())
def test_predicates(name, tensor):
    agree(f"torch.{name}", tensor)


@modest
@given(operand(), st.one_of(st.none(), scalar, operand()), st.one_of(st.none(), scalar, operand()))
def test_clamp(tensor, low, high):
    if isinstance(low, torch.Tensor) is not isinstance(high, torch.Tensor) and low is not None and high is not None:
        return
    agree("torch.clamp", tensor, low, high, exact=False)


@modest
@given(operand([torch.float32, torch.float64]), operand([torch.float32]), operand([torch.float32]))
def test_ternary(first, second, third):
    agree("torch.lerp", first, second, 0.25, exact=False)
    agree("torch.addcmul", first, second, third, value=2, exact=False)
    agree("torch.addcdiv", first, second, third, value=0.5, exact=False)


@modest
@given(operand(), operand(), operand())
def test_where(condition, first, second):
    agree("torch.where", condition.bool(), first, second)


@pytest.mark.parametrize("mode", [None, "floor", "trunc"])
@modest
@given(operand(), st.one_of(operand(), scalar))
def test_division_modes(mode, left, right):
    agree("torch.div", left, right, rounding_mode=mode, exact=False)


@modest
@given(st.permutations(range(4)), st.permutations(range(4)))
def test_results_keep_the_order_of_dims_in_memory(first, second):
    left = torch.arange(120.0).view(2, 3, 4, 5).permute(first)
    right = torch.arange(120.0).view(2, 3, 4, 5).permute(first).contiguous()
    agree("torch.add", left, right)
    agree("torch.mul", left, left.permute(0, 1, 2, 3))
    agree("torch.exp", right.permute(second), exact=False)


@pytest.mark.parametrize("value", [0.0, -0.0, 1.0, math.inf, -math.inf, math.nan, -2.0, 2.5, 3.5])
@pytest.mark.parametrize("name", ["floor", "ceil", "round", "trunc", "sqrt", "rsqrt", "log", "exp", "reciprocal", "sign", "abs", "isnan"])
def test_special_values(name, value):
    agree(f"torch.{name}", torch.tensor([value]), exact=False, known=True)


@pytest.mark.parametrize(("left", "right"), list(itertools.product([0.0, 1.0, -1.0, math.inf, math.nan], repeat=2)))
@pytest.mark.parametrize("name", ["div", "maximum", "minimum", "remainder", "fmod", "floor_divide", "eq", "lt"])
def test_special_pairs(name, left, right):
    agree(f"torch.{name}", torch.tensor([left]), torch.tensor([right]), known=True)


def test_in_place_writes_reach_every_view():
    base = Tensor((2, 3))
    call("torch.Tensor.zero_", base)
    row, _ = call("torch.Tensor.__getitem__", base, 1)
    call("torch.Tensor.add_", row, 5)
    assert base.content.values() == (0, 0, 0, 5, 5, 5)
    column, _ = call("torch.Tensor.__getitem__", base, (slice(None), 0))
    call("torch.Tensor.__imul__", column, 2)
    assert base.content.values() == (0, 0, 0, 10, 5, 5)


def test_elements_captured_before_a_write_stay():
    base = Tensor((3,))
    call("torch.Tensor.fill_", base, 2)
    doubled, _ = call("torch.mul", base, 2)
    call("torch.Tensor.zero_", base)
    assert doubled.content.values() == (4, 4, 4)


def test_a_long_chain_of_operations_is_followed():
    total = Tensor((2,))
    call("torch.Tensor.zero_", total)
    row, _ = call("torch.arange", 2)
    for _ in range(2000):
        total, _ = call("torch.add", total, row)
    assert total.content.values() == (0, 2000)


@pytest.mark.parametrize(
    ("name", "flops", "transcendentals"),
    [("add", 1, 0), ("exp", 0, 1), ("sqrt", 0, 1), ("floor", 1, 0), ("mul", 1, 0)],
)
def test_cost_per_element(name, flops, transcendentals):
    operands = (Tensor((4, 5)), Tensor((5,))) if name in ("add", "mul") else (Tensor((4, 5)),)
    _, cost = call(f"torch.{name}", *operands)
    assert (cost.pointwise, cost.transcendentals, cost.core) == (20 * flops, 20 * transcendentals, 0)


def test_both_shapes_are_named_in_an_error():
    with pytest.raises(Exception, match=r"size of tensor a \(3\) must match the size of tensor b \(4\).*dimension 1.*\[2, 3\] and \[4\]"):
        call("torch.add", Tensor((2, 3)), Tensor((4,)))
