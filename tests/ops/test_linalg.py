"""Linear algebra against torch: shapes, dtypes, and the products of the backward pass."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import check, count, meta, outcome  # noqa: E402

from flake8_greenai.ops import decompositions, distance, linalg  # noqa: E402

la = torch.linalg
modest = settings(max_examples=25, deadline=None)
batches = st.lists(st.integers(1, 3), max_size=2)
sizes = st.integers(1, 6)
flags = st.booleans()


@modest
@given(batches, sizes, st.sampled_from([0, 0, 0, 1]))
def test_square_matrices(batch, size, wrong):
    def matrix():
        return meta(*batch, size, size + wrong)

    for ours, theirs in [
        (decompositions.cholesky, la.cholesky),
        (decompositions.cholesky_ex, la.cholesky_ex),
        (decompositions.eigh, la.eigh),
        (decompositions.eig, la.eig),
        (decompositions.eigvals, la.eigvals),
        (decompositions.eigvalsh, la.eigvalsh),
        (linalg.inv, la.inv),
        (linalg.inv_ex, la.inv_ex),
        (linalg.det, la.det),
        (linalg.slogdet, la.slogdet),
        (linalg.matrix_exp, la.matrix_exp),
        (linalg.cholesky_inverse, torch.cholesky_inverse),
    ]:
        check(ours, theirs, matrix())


@modest
@given(batches, sizes, sizes)
def test_matrices(batch, rows, columns):
    def matrix(grad=True):
        return meta(*batch, rows, columns, grad=grad)

    check(decompositions.qr, la.qr, matrix())
    check(decompositions.qr, la.qr, matrix(grad=False), "complete")
    check(decompositions.qr, la.qr, matrix(grad=False), mode="r")
    check(decompositions.svd, la.svd, matrix(), False)
    check(decompositions.svd, la.svd, matrix())
    check(decompositions.old_svd, torch.svd, matrix())
    check(decompositions.old_svd, torch.svd, matrix(), some=False)
    check(decompositions.svdvals, la.svdvals, matrix())
    check(decompositions.lu, la.lu, matrix())
    check(decompositions.lu_factor, la.lu_factor, matrix())
    check(linalg.pinv, la.pinv, matrix())
    check(linalg.matrix_rank, la.matrix_rank, matrix())
    for order in ("fro", "nuc", 1, 2, -2):
        check(linalg.matrix_norm, la.matrix_norm, matrix(), order)
        check(linalg.matrix_norm, la.matrix_norm, matrix(), order, keepdim=True)
        check(linalg.norm, la.norm, matrix(), order, dim=(-2, -1))


@modest
@given(batches, sizes, sizes, flags, flags, flags, st.data())
def test_systems_of_equations(batch, size, count, left, first_grad, second_grad, data):
    shared = [data.draw(st.sampled_from([own, 1])) for own in batch]
    matrix, right = meta(*batch, size, size, grad=first_grad), meta(*shared, *((size, count) if left else (count, size)), grad=second_grad)
    check(linalg.solve_triangular, la.solve_triangular, matrix, right, upper=True, left=left)
    check(linalg.solve, la.solve, matrix, right, left=left)
    check(linalg.solve, la.solve, matrix, meta(*batch, size, grad=second_grad))
    if left:
        factors = meta(*batch, size, size, grad=first_grad)
        check(linalg.cholesky_solve, torch.cholesky_solve, right, factors)
        check(linalg.triangular_solve, torch.triangular_solve, right, factors)
        check(linalg.linalg_lu_solve, la.lu_solve, factors, meta(*batch, size, dtype=torch.int32), right)


@modest
@given(batches, sizes, st.integers(-4, 20))
def test_matrix_power(batch, size, power):
    check(linalg.matrix_power, la.matrix_power, meta(*batch, size, size), power)


@pytest.mark.parametrize(
    ("operation", "shapes", "flops"),
    [
        (linalg.solve, [(9, 9), (9, 2)], 2 * 9**3 // 3 + 2 * 81 * 2),
        (linalg.inv, [(9, 9)], 2 * 9**3),
        (linalg.det, [(9, 9)], 2 * 9**3 // 3),
        (decompositions.cholesky, [(9, 9)], 9**3 // 3),
        (decompositions.qr, [(12, 9)], 2 * 12 * 81 - 2 * 9**3 // 3),
        (decompositions.eigh, [(9, 9)], 9 * 9**3),
        (decompositions.svd, [(12, 9)], 4 * 144 * 9 + 8 * 12 * 81 + 9 * 9**3),
    ],
)
def test_forward_formulas(operation, shapes, flops):
    cost = outcome(operation, [meta(*shape) for shape in shapes], {}).cost
    assert cost.core == 0
    assert cost.pointwise == flops


@modest
@given(batches, st.sampled_from([1, 5, 25, 26, 40]), st.sampled_from([1, 5, 25, 26, 40]), sizes, st.sampled_from([1.0, 2.0, 3.0]))
def test_distances(batch, rows, columns, features, order):
    left, right = meta(*batch, rows, features), meta(columns, features)
    result = check(distance.cdist, torch.cdist, left, right, order, flops=False)
    # aten._euclidean_dist is one kernel for torch's counter, whose gradient is made of matrix products.
    is_product = order == 2 and max(rows, columns) > 25
    pairs = result.output.numel
    assert result.cost.core == 0
    assert result.cost.pointwise == (2 * pairs * features + 4 * pairs if is_product else 3 * pairs * features)
    if is_product:
        truth = count(torch.cdist, (left, right, order), {})
        assert sum(gradient.core for gradient in result.cost.gradients) == sum(truth.backward.values())
    check(distance.pdist, torch.nn.functional.pdist, meta(rows, features))


@modest
@given(batches, st.sampled_from([2, 3]))
def test_cross(batch, size):
    check(linalg.cross, la.cross, meta(*batch, size), meta(*batch, size))
    check(linalg.vander, la.vander, meta(*batch, size))


@modest
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.data())
def test_vectors(shape, data):
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    check(linalg.vecdot, la.vecdot, meta(*shape), meta(*shape), dim=dim)
    for order in (0, 1, 2, 2.5, float("inf")):
        check(linalg.linalg_vector_norm, la.vector_norm, meta(*shape), order, dim, True)


def test_old_names_warn_but_work():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check(decompositions.old_lu, torch.lu, meta(2, 5, 5))
        check(decompositions.old_qr, torch.qr, meta(2, 5, 4))
