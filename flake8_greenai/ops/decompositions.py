"""Decompositions of matrices.

FLOPs per m x n matrix, k = min(m, n), l = max(m, n) (cost-model.md; Golub & Van Loan): LU l k² - k³/3 = (2/3)n³ when square, Cholesky n³/3,
QR 2 l k² - (2/3)k³, symmetric eigenproblem 9n³ (values only (4/3)n³), general 25n³ (values only 10n³), SVD 4l²k + 8lk² + 9k³, thin
6lk² + 11k³, values only 4lk² - (4/3)k³. Gradients: the matrix products of torch's formulas (FunctionsManual.cpp).
"""

# ruff: noqa: N803  (torch names its matrix arguments A, B, LU)
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.matrices import like, matrix_cost, matrix_sizes, share, square_sizes
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.returns import named
from flake8_greenai.symbolic import less, maximum, minimum
from flake8_greenai.tensors.broadcasting import same
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.promotion import complex_of, real_of
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.tensor import Shape

INT32 = DTYPES["int32"]


@op("torch.linalg.cholesky", "torch.cholesky", "torch.Tensor.cholesky")
def cholesky(input: Tensor, *args: Any, upper: Any = False, out: Tensor | None = None) -> Result:
    """``A = L L^H``: n³/3; gradient one product and two triangular solves."""
    batch, size = square_sizes("linalg.cholesky", input)
    output = like(input, input.shape)
    return Result(output, _cholesky_cost(input, batch, size, output))


@op("torch.linalg.cholesky_ex")
def cholesky_ex(input: Tensor, *, upper: Any = False, check_errors: Any = False, out: Any = None) -> Result:
    """:func:`cholesky` with a tensor of error codes."""
    batch, size = square_sizes("linalg.cholesky_ex", input)
    output = like(input, input.shape)
    return Result(named("linalg_cholesky_ex", output, like(input, batch, INT32)), _cholesky_cost(input, batch, size, output))


def _cholesky_cost(input: Tensor, batch: Shape, size: Dim, output: Tensor) -> Any:
    return matrix_cost(((input, 2 * size**3),), batch, share(size**3, 1, 3), (output,), 2 * size**3)


@op("torch.linalg.qr")
def qr(A: Tensor, mode: Any = "reduced", *, out: Any = None) -> Result:
    """``A = Q R``."""
    return _qr("linalg_qr", A, mode)


@op("torch.qr", "torch.Tensor.qr")
def old_qr(input: Tensor, some: Any = True, *, out: Any = None) -> Result:
    """:func:`qr` under its old name."""
    return _qr("qr", input, "reduced" if some else "complete")


def _qr(name: str, input: Tensor, mode: Any) -> Result:
    batch, rows, columns = matrix_sizes("linalg.qr", input)
    if mode not in ("reduced", "complete", "r"):
        raise ShapeError(f"qr received unrecognized mode {mode!r} but expected one of 'reduced' (default), 'r', or 'complete'")
    small = minimum(rows, columns)
    inner = rows if mode == "complete" else small
    q = like(input, (0,)) if mode == "r" else like(input, (*batch, rows, inner))
    r = like(input, (*batch, inner, columns))
    is_wide = less(rows, columns) is True
    backward = 4 * rows**2 * columns + 4 * rows**3 if is_wide else 4 * rows * columns**2 + 2 * columns**3
    flops = 2 * maximum(rows, columns) * small**2 - share(small**3, 2, 3)
    return Result(named(name, q, r), matrix_cost(((input, backward),), batch, flops, (q, r)))


@op("torch.geqrf", "torch.Tensor.geqrf")
def geqrf(input: Tensor, *, out: Any = None) -> Result:
    """QR as Householder reflectors."""
    batch, rows, columns = matrix_sizes("geqrf", input)
    small = minimum(rows, columns)
    flops = 2 * maximum(rows, columns) * small**2 - share(small**3, 2, 3)
    outputs = named("geqrf", like(input, input.shape), like(input, (*batch, small)))
    return Result(outputs, matrix_cost((), batch, flops, ()))


@op("torch.linalg.householder_product", "torch.orgqr", "torch.Tensor.orgqr")
def householder_product(input: Tensor, tau: Tensor, *, out: Any = None) -> Result:
    """The first columns of the product of Householder reflectors: as much as QR."""
    batch, rows, columns = matrix_sizes("householder_product", input)
    flops = 2 * rows * columns**2 - share(columns**3, 2, 3)
    output = like(input, input.shape)
    return Result(output, matrix_cost(((input, 2 * flops), (tau, 0)), batch, flops, (input, tau, output)))


@op("torch.linalg.eigh")
def eigh(A: Tensor, UPLO: Any = "L", *, out: Any = None) -> Result:
    """Eigenvalues and eigenvectors of a Hermitian matrix."""
    batch, size = square_sizes("linalg.eigh", A)
    values, vectors = like(A, (*batch, size), real_of(A.dtype)), like(A, A.shape)
    cost = matrix_cost(((A, 6 * size**3),), batch, 9 * size**3, (values, vectors))
    return Result(named("linalg_eigh", values, vectors), cost)


@op("torch.linalg.eigvalsh")
def eigvalsh(A: Tensor, UPLO: Any = "L", *, out: Any = None) -> Result:
    """Eigenvalues of a Hermitian matrix; the gradient needs the eigenvectors, which are then computed too."""
    batch, size = square_sizes("linalg.eigvalsh", A)
    output = like(A, (*batch, size), real_of(A.dtype))
    flops = 9 * size**3 if A.requires_grad else share(size**3, 4, 3)
    return Result(output, matrix_cost(((A, 2 * size**3),), batch, flops, (like(A, A.shape),)))


@op("torch.linalg.eig")
def eig(A: Tensor, *, out: Any = None) -> Result:
    """Eigenvalues and eigenvectors of any square matrix, complex."""
    batch, size = square_sizes("linalg.eig", A)
    dtype = complex_of(A.dtype)
    values, vectors = like(A, (*batch, size), dtype), like(A, A.shape, dtype)
    cost = matrix_cost(((A, 6 * size**3),), batch, 25 * size**3, (values, vectors))
    return Result(named("linalg_eig", values, vectors), cost)


@op("torch.linalg.eigvals")
def eigvals(A: Tensor, *, out: Any = None) -> Result:
    """Eigenvalues of any square matrix, complex; the gradient solves with the eigenvectors."""
    batch, size = square_sizes("linalg.eigvals", A)
    dtype = complex_of(A.dtype)
    output = like(A, (*batch, size), dtype)
    flops = (25 if A.requires_grad else 10) * size**3
    return Result(output, matrix_cost(((A, 0),), batch, flops, (like(A, A.shape, dtype),), share(size**3, 8, 3)))


@op("torch.linalg.svd")
def svd(A: Tensor, full_matrices: Any = True, *, driver: Any = None, out: Any = None) -> Result:
    """``A = U S Vh``."""
    return _svd("linalg_svd", A, bool(full_matrices))


@op("torch.svd", "torch.Tensor.svd")
def old_svd(input: Tensor, some: Any = True, compute_uv: Any = True, *, out: Any = None) -> Result:
    """``A = U S V^H``."""
    return _svd("svd", input, not some)


def _svd(name: str, input: Tensor, full: bool) -> Result:
    batch, rows, columns = matrix_sizes("linalg.svd", input)
    small, large = minimum(rows, columns), maximum(rows, columns)
    flops = svd_flops(small, large, full)
    left = like(input, (*batch, rows, rows if full else small))
    values = like(input, (*batch, small), real_of(input.dtype))
    shape = (columns if full else small, columns)
    right = like(input, (*batch, *(shape if name == "linalg_svd" else shape[::-1])))
    is_square = same(rows, columns) is True
    backward = 8 * small**3 if is_square else 10 * large * small**2 + 2 * small**3
    return Result(named(name, left, values, right), matrix_cost(((input, backward),), batch, flops, (left, values, right)))


def svd_flops(small: Dim, large: Dim, full: bool) -> Amount:
    """FLOPs of a singular value decomposition."""
    if full:
        return 4 * large**2 * small + 8 * large * small**2 + 9 * small**3
    return 6 * large * small**2 + 11 * small**3


@op("torch.linalg.svdvals")
def svdvals(A: Tensor, *, driver: Any = None, out: Any = None) -> Result:
    """Singular values; the gradient needs the singular vectors, which are then computed too."""
    batch, rows, columns = matrix_sizes("linalg.svdvals", A)
    small, large = minimum(rows, columns), maximum(rows, columns)
    output = like(A, (*batch, small), real_of(A.dtype))
    flops = svd_flops(small, large, False) if A.requires_grad else 4 * large * small**2 - share(small**3, 4, 3)
    saved = (like(A, (*batch, rows, small)), like(A, (*batch, small, columns)))
    return Result(output, matrix_cost(((A, 2 * large * small**2),), batch, flops, saved))


def lu_flops(rows: Dim, columns: Dim) -> Amount:
    """FLOPs of an LU decomposition: l k² - k³/3."""
    small, large = minimum(rows, columns), maximum(rows, columns)
    return large * small**2 - share(small**3, 1, 3)


def _lu_backward(rows: Dim, columns: Dim) -> Amount:
    if less(rows, columns) is True:
        return 4 * rows**2 * columns + 2 * rows**3
    return 2 * rows**2 * columns + 2 * rows * columns**2 + 2 * columns**3


@op("torch.linalg.lu")
def lu(A: Tensor, *, pivot: Any = True, out: Any = None) -> Result:
    """``A = P L U``."""
    batch, rows, columns = matrix_sizes("linalg.lu", A)
    small = minimum(rows, columns)
    permutation = like(A, (*batch, rows, rows)) if pivot else like(A, (0,))
    outputs = (permutation, like(A, (*batch, rows, small)), like(A, (*batch, small, columns)))
    cost = matrix_cost(((A, _lu_backward(rows, columns)),), batch, lu_flops(rows, columns), outputs)
    return Result(named("linalg_lu", *outputs), cost)


@op("torch.linalg.lu_factor")
def lu_factor(A: Tensor, *, pivot: Any = True, out: Any = None) -> Result:
    """LU decomposition in one matrix, with pivots."""
    outputs, cost = _lu_factor(A)
    return Result(named("linalg_lu_factor", *outputs), cost)


@op("torch.lu", "torch.Tensor.lu", "torch.functional.lu")
def old_lu(A: Tensor, pivot: Any = True, get_infos: Any = False, out: Any = None) -> Result:
    """:func:`lu_factor` under its old name."""
    outputs, cost = _lu_factor(A)
    return Result((*outputs, like(A, A.shape[:-2], INT32)) if get_infos else outputs, cost)


def _lu_factor(input: Tensor) -> tuple[tuple[Tensor, Tensor], Any]:
    batch, rows, columns = matrix_sizes("linalg.lu_factor", input)
    factors, pivots = like(input, input.shape), like(input, (*batch, minimum(rows, columns)), INT32)
    cost = matrix_cost(((input, _lu_backward(rows, columns)),), batch, lu_flops(rows, columns), (factors, pivots))
    return (factors, pivots), cost


@op("torch.linalg.ldl_factor", differentiable=False)
def ldl_factor(A: Tensor, *, hermitian: Any = False, out: Any = None) -> Result:
    """``A = L D L^H``: n³/3."""
    batch, size = square_sizes("linalg.ldl_factor", A)
    outputs = named("linalg_ldl_factor", like(A, A.shape), like(A, (*batch, size), INT32))
    return Result(outputs, matrix_cost((), batch, share(size**3, 1, 3), ()))
