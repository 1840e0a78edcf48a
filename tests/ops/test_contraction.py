"""Matrix products against torch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import check, meta, outcome  # noqa: E402

from flake8_greenai.ops import chains, contraction  # noqa: E402
from flake8_greenai.tensors.dtype import DTYPES  # noqa: E402
from flake8_greenai.tensors.modes import Modes  # noqa: E402

F = torch.nn.functional
modest = settings(max_examples=40, deadline=None)
sizes = st.integers(0, 4)
positive = st.integers(1, 4)
flags = st.booleans()


def strided(shape, grad, swapped):
    """A tensor of ``shape``, whose first two dims are swapped in memory where ``swapped``."""
    if not swapped or len(shape) < 2:
        return meta(*shape, grad=grad)
    return meta(shape[1], shape[0], *shape[2:], grad=grad).transpose(0, 1)


@modest
@given(st.lists(sizes, max_size=4), sizes, sizes, flags, flags, flags, flags)
def test_linear(leading, inputs, outputs, has_bias, input_grad, weight_grad, swapped):
    rows = strided([*leading, inputs], input_grad, swapped)
    bias = meta(outputs) if has_bias else None
    # Strides of dims of size 1 are arbitrary, and torch lets them decide between mm and bmm.
    # Without a bias torch folds the rows of a view where it can (mm), and does not where it cannot (bmm): the same FLOPs.
    kernel = 1 not in (*rows.shape, outputs) and (has_bias or not swapped)
    check(contraction.linear, F.linear, rows, meta(outputs, inputs, grad=weight_grad), bias, kernel=kernel)


@modest
@given(st.lists(positive, min_size=1, max_size=3), positive, positive)
def test_linear_refuses_what_does_not_fit(leading, inputs, outputs):
    check(contraction.linear, F.linear, meta(*leading, inputs), meta(outputs, inputs + 1))


def product_operands(draw, batch_free):
    inner = draw(positive)
    batch = draw(st.lists(positive, max_size=2))
    other = [draw(st.sampled_from([size, 1])) for size in batch][draw(st.integers(0, len(batch))) :]
    left = [*([] if batch_free else batch), *draw(st.lists(positive, min_size=1, max_size=1)), inner]
    right = [*other, inner, draw(positive)]
    return left, right


@st.composite
def matmul_shapes(draw):
    left, right = product_operands(draw, draw(flags))
    if draw(flags):
        left, right = [*right[:-2], right[-1], right[-2]], [*left[:-2], left[-1], left[-2]]
    return left, right


@modest
@given(matmul_shapes(), flags, flags, flags, flags)
def test_matmul(shapes, left_grad, right_grad, left_swapped, right_swapped):
    left, right = strided(shapes[0], left_grad, left_swapped), strided(shapes[1], right_grad, right_swapped)
    check(contraction.matmul, torch.matmul, left, right, kernel=1 not in (*left.shape, *right.shape))


@pytest.mark.parametrize("batch", [(), (2,), (2, 3)])
def test_products_with_a_vector_cost_two_per_multiply_add(batch):
    # torch's counter has no rule for mv and dot, so the expected FLOPs are written out.
    matrix, vector = meta(*batch, 5, 7), meta(7)
    rows = 5 * (2 if len(batch) > 0 else 1) * (3 if len(batch) > 1 else 1)
    result = check(contraction.matmul, torch.matmul, matrix, vector, flops=False)
    assert result.cost.core == 2 * rows * 7
    result = check(contraction.matmul, torch.matmul, meta(5), matrix, flops=False)
    assert result.cost.core == 2 * rows * 7
    assert check(contraction.dot, torch.dot, vector, vector, flops=False).cost.core == 14
    assert check(contraction.mv, torch.mv, meta(5, 7), vector, flops=False).cost.core == 70
    assert check(contraction.addmv, torch.addmv, meta(5), meta(5, 7), vector, flops=False).cost.core == 70
    assert check(contraction.linear, F.linear, meta(5, 7), vector, flops=False).cost.core == 70


@modest
@given(sizes, sizes, sizes, st.sampled_from([0, 0, 0, 1]), flags, flags)
def test_mm_and_addmm(rows, inner, columns, mismatch, left_grad, right_grad):
    left, right = meta(rows, inner, grad=left_grad), meta(inner + mismatch, columns, grad=right_grad)
    check(contraction.mm, torch.mm, left, right, kernel=True)
    check(contraction.mm, torch.spmm, left, right, kernel=True)
    check(contraction.addmm, torch.addmm, meta(columns), left, right, kernel=True)


@modest
@given(sizes, sizes, sizes, sizes, st.sampled_from([0, 0, 0, 1]), flags, flags)
def test_bmm_and_baddbmm(batch, rows, inner, columns, mismatch, left_grad, right_grad):
    left, right = meta(batch, rows, inner, grad=left_grad), meta(batch, inner + mismatch, columns, grad=right_grad)
    check(contraction.bmm, torch.bmm, left, right, kernel=True)
    check(contraction.baddbmm, torch.baddbmm, meta(columns), left, right, kernel=True)
    check(contraction.addbmm, torch.addbmm, meta(columns), left, right, flops=False)


@modest
@given(st.lists(positive, max_size=3), st.lists(positive, max_size=3), positive)
def test_inner_outer_kron(left, right, inner):
    check(contraction.kron, torch.kron, meta(*left), meta(*right))
    check(contraction.inner, torch.inner, meta(*left, inner), meta(*right, inner), flops=bool(set(left + right) - {1}))
    check(contraction.outer, torch.outer, meta(inner), meta(*right[:1]))
    check(contraction.addr, torch.addr, meta(), meta(inner), meta(3))


@modest
@given(st.lists(positive, max_size=2), st.lists(positive, max_size=3), st.lists(positive, max_size=2), st.data())
def test_tensordot(left, contracted, right, data):
    other = [data.draw(st.sampled_from([size, size, 1])) for size in contracted]
    a, b = meta(*left, *contracted), meta(*other, *right)
    counted = bool(set(left + right) - {1})  # a single output element is a dot product, for which torch's counter has no rule
    check(chains.tensordot, torch.tensordot, a, b, len(contracted), flops=counted)
    axes = list(range(len(left), a.ndim)), list(range(len(contracted)))
    order = data.draw(st.permutations(range(len(contracted))))
    dims = [axes[0][place] for place in order], [axes[1][place] for place in order]
    check(chains.tensordot, torch.tensordot, a, b, dims, flops=counted)


@modest
@given(st.lists(positive, min_size=3, max_size=7), st.data())
def test_multi_dot(numbers, data):
    grads = [data.draw(flags) for _ in numbers[1:]]
    tensors = [meta(rows, columns, grad=grad) for rows, columns, grad in zip(numbers, numbers[1:], grads, strict=False)]
    check(chains.multi_dot, torch.linalg.multi_dot, tensors)
    if data.draw(flags):
        tensors[0] = meta(numbers[1])
    check(chains.multi_dot, torch.linalg.multi_dot, tensors, flops=tensors[0].ndim == 2 or len(tensors) > 2)


def test_bilinear():
    # (x1 @ W): 2 x 2 rows x 5 x 3 x 4; then . x2: 2 x 2 rows x 5 x 4
    result = check(contraction.bilinear, F.bilinear, meta(2, 3), meta(2, 4), meta(5, 3, 4), meta(5), flops=False)
    assert result.cost.core == 2 * 2 * 5 * 3 * 4 + 2 * 2 * 5 * 4
    assert result.cost.pointwise == 10


def test_low_precision_products():
    eight = meta(16, 32, dtype=torch.float8_e4m3fn, grad=False), meta(16, 32, dtype=torch.float8_e4m3fn, grad=False).t()
    scales = meta(grad=False), meta(grad=False)
    result = check(contraction.scaled_mm, torch._scaled_mm, *eight, *scales, out_dtype=torch.bfloat16)
    assert result.cost.core == 2 * 16 * 16 * 32
    integers = meta(32, 16, dtype=torch.int8), meta(16, 8, dtype=torch.int8)
    assert check(contraction.int_mm, torch._int_mm, *integers, flops=False).cost.core == 2 * 32 * 16 * 8


@pytest.mark.parametrize(
    ("left", "right", "core"),
    [
        ((4, 16, 32), (4, 32, 8), 2 * 4 * 16 * 32 * 8),
        ((64, 32), (4, 32, 8), 2 * 64 * 32 * 8),
        ((4, 16, 32), (32, 64), 2 * 16 * 32 * 64),
        ((16, 64), (64, 8), 2 * 16 * 64 * 8),
    ],
)
def test_grouped_mm(left, right, core):
    offsets = None if len(left) == len(right) == 3 else meta(4, dtype=torch.int32)
    operands = meta(*left, dtype=torch.bfloat16), meta(*right, dtype=torch.bfloat16)
    result = check(contraction.grouped_mm, F.grouped_mm, *operands, offs=offsets, flops=False)
    assert result.cost.core == core
    assert [gradient.core for gradient in result.cost.gradients] == [core, core]


def test_saved_are_the_factors_whose_partner_wants_a_gradient():
    both = outcome(contraction.linear, (meta(3, 4), meta(5, 4)), {})
    assert [tensor.shape for tensor in both.cost.saved] == [(3, 4), (5, 4)]
    first_layer = outcome(contraction.linear, (meta(3, 4, grad=False), meta(5, 4)), {})
    assert [tensor.shape for tensor in first_layer.cost.saved] == [(3, 4)]
    frozen = outcome(contraction.linear, (meta(3, 4), meta(5, 4, grad=False)), {})
    assert [tensor.shape for tensor in frozen.cost.saved] == [(5, 4)]


def test_autocast_computes_in_low_precision_and_moves_the_copies():
    modes = Modes(autocast={"meta": DTYPES["bfloat16"]})
    result = outcome(contraction.linear, (meta(3, 4), meta(5, 4)), {"modes": modes})
    assert result.output.dtype is DTYPES["bfloat16"]
    assert result.cost.bytes_read == (12 + 20) * (4 + 2)
    assert result.cost.bytes_written == (12 + 20 + 15) * 2
    doubles = outcome(contraction.linear, (meta(3, 4, dtype=torch.float64), meta(5, 4, dtype=torch.float64)), {"modes": modes})
    assert doubles.output.dtype is DTYPES["float64"]
