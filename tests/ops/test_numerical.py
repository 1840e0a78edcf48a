"""Less common operations, lists of tensors and copies of views against torch."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from agreement import agree, call  # noqa: E402

from flake8_greenai.ops.foreach import _FUNCTIONS  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

f = torch.arange(24.0).reshape(2, 3, 4) / 4
matrix = torch.arange(12.0).reshape(3, 4)
index = torch.tensor([1, 5])


@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("torch.trace", (matrix,), {}),
        ("torch.trace", (matrix.long(),), {}),
        ("torch.trace", (f,), {}),
        ("torch.cov", (matrix,), {}),
        ("torch.cov", (matrix[0],), {}),
        ("torch.corrcoef", (matrix,), {}),
        ("torch.cosine_similarity", (f, f[0]), {"dim": 2}),
        ("torch.cosine_similarity", (f, f), {}),
        ("torch.trapezoid", (f,), {"dim": 1}),
        ("torch.cumulative_trapezoid", (f,), {}),
        ("torch.gradient", (matrix,), {}),
        ("torch.gradient", (matrix,), {"dim": 0}),
        ("torch.frexp", (matrix,), {}),
        ("torch.float_power", (matrix.long(), 2), {}),
        ("torch.igamma", (matrix, matrix), {}),
        ("torch.renorm", (f, 2, 0, 1.0), {}),
        ("torch.unravel_index", (index, (2, 3)), {}),
        ("torch.histogram", (matrix, 5), {}),
        ("torch.Tensor.sum_to_size", (f, 1, 4), {}),
        ("torch.Tensor.sum_to_size", (f, 2, 3, 4), {}),
        ("torch.expand_copy", (matrix[:1], (3, 4)), {}),
        ("torch.permute_copy", (f, (2, 0, 1)), {}),
        ("torch.unbind_copy", (f,), {}),
        ("torch.squeeze_copy", (f[:1],), {}),
        ("torch.unsafe_chunk", (f, 2, 1), {}),
        ("torch.isclose", (f, f + 1e-9), {}),
        ("torch.view_as_complex", (torch.zeros(3, 2),), {}),
        ("torch.view_as_real", (torch.zeros(3, dtype=torch.complex64),), {}),
        ("torch.polar", (matrix, matrix), {}),
        ("torch.complex", (matrix, matrix), {}),
        ("torch.angle", (torch.zeros(3, dtype=torch.complex64),), {}),
        ("torch.real", (torch.zeros(3, dtype=torch.complex128),), {}),
        ("torch.aminmax", (f,), {"dim": 0}),
        ("torch.block_diag", (matrix, matrix[0]), {}),
        ("torch.combinations", (matrix[0], 3), {}),
        ("torch.rot90", (matrix,), {}),
        ("torch.nn.functional.glu", (f,), {}),
        ("torch.nn.functional.prelu", (f, torch.ones(3)), {}),
        ("torch.nn.functional.prelu", (f, torch.ones(2)), {}),
    ],
)
def test_agreement(name, args, kwargs):
    agree(name, *args, exact=False, strides=False, **kwargs)


ACTIVATIONS = [
    "relu", "relu6", "leaky_relu", "hardtanh", "hardshrink", "softshrink", "sigmoid", "logsigmoid", "tanh", "silu", "mish", "gelu", "elu",
    "celu", "selu", "softplus", "hardswish", "hardsigmoid",
]  # fmt: skip


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(name):
    agree(f"torch.nn.functional.{name}", f - 3, exact=False)
    agree(f"torch.nn.functional.{name}", f.permute(2, 0, 1), exact=False, strides=name != "logsigmoid")


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
@pytest.mark.parametrize("dim", [0, 1, -1, 3])
def test_softmax(name, dim):
    agree(f"torch.{name}", f, dim, exact=False, strides=False)
    agree(f"torch.nn.functional.{name}", f, dim, dtype=torch.float64, exact=False, strides=False)


@pytest.mark.parametrize(
    ("name", "flops", "transcendentals"),
    [
        ("relu", 1, 0), ("leaky_relu", 1, 0), ("sigmoid", 3, 1), ("silu", 4, 1), ("gelu", 8, 1), ("tanh", 0, 1), ("softplus", 2, 2),
        ("hardswish", 4, 0), ("softmax", 4, 1), ("log_softmax", 4, 1),
    ],
)  # fmt: skip
def test_cost_of_activations(name, flops, transcendentals):
    """The figures of cost-model.md."""
    arguments = (-1,) if "softmax" in name else ()
    _, cost = call(f"torch.nn.functional.{name}", Tensor((2, 5)), *arguments)
    assert (cost.pointwise, cost.transcendentals) == (10 * flops, 10 * transcendentals)


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh", "softmax", "exp"])
def test_the_output_is_saved(name):
    arguments = (-1,) if name == "softmax" else ()
    output, cost = call(f"torch.{name}", Tensor((2, 5), requires_grad=True), *arguments)
    assert cost.saved == (output,)


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_the_input_is_saved(name):
    operand = Tensor((2, 5), requires_grad=True)
    _, cost = call(f"torch.nn.functional.{name}", operand)
    assert cost.saved == (operand,)


def test_addition_saves_nothing_and_multiplication_what_the_gradients_need():
    left, right = Tensor((2, 5), requires_grad=True), Tensor((2, 5))
    assert call("torch.add", left, right)[1].saved == ()
    assert call("torch.mul", left, right)[1].saved == (right,)
    assert call("torch.mul", left, 2)[1].saved == ()


@pytest.mark.parametrize("name", sorted(set(_FUNCTIONS) - {"lerp", "addcmul", "addcdiv"}))
def test_lists_of_tensors(name):
    tensors = [matrix + 1, f + 1]
    is_binary = name in ("add", "sub", "mul", "div", "pow", "maximum", "minimum", "clamp_min", "clamp_max")
    agree(f"torch._foreach_{name}", tensors, *([2.0] if is_binary else []), exact=False, strides=False)


def test_the_cost_of_a_list_is_the_sum():
    _, cost = call("torch._foreach_add_", [Tensor((2, 3)), Tensor((4,))], [Tensor((2, 3)), Tensor((4,))])
    assert cost.pointwise == 10
