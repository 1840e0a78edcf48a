"""Systems of linear equations, inverses, determinants, powers and norms of matrices.

FLOPs per matrix (cost-model.md): LU (2/3)n³, which is all of a determinant; a triangular solve n² per right-hand side; inverse 2n³;
Gradients: the matrix products of torch's formulas (FunctionsManual.cpp).
"""

# ruff: noqa: N803  (torch names its matrix arguments A, B, LU)
from __future__ import annotations

import math
from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axis_of, integer
from flake8_greenai.ops.decompositions import INT32, lu_flops, svd_flops
from flake8_greenai.ops.matrices import like, matrix_cost, matrix_sizes, share, square_sizes
from flake8_greenai.ops.pairwise import Composition, Term
from flake8_greenai.ops.pointwise import pointwise
from flake8_greenai.ops.products import require_same
from flake8_greenai.ops.reduction import vector_norm
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.returns import named
from flake8_greenai.symbolic import Amount, Dim, less, maximum, minimum
from flake8_greenai.tensors.broadcasting import broadcast_shapes, same, written
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.promotion import real_of, result_type
from flake8_greenai.tensors.tensor import Shape, Tensor


def _is_vector(matrix: Tensor, right: Tensor) -> bool:
    """Whether torch reads ``right`` as a batch of vectors."""
    if len(right.shape) == 1:
        return True
    if len(right.shape) != len(matrix.shape) - 1:
        return False
    return all(same(one, other) is not False for one, other in zip(right.shape, matrix.shape[:-1], strict=True))


def _right_sides(name: str, matrix: Tensor, right: Tensor, left: bool) -> tuple[Shape, Dim, Shape]:
    """Batch dims, number of right-hand sides and shape of the solution of ``matrix X = right`` (``X matrix`` when not left)."""
    batch, size = square_sizes(name, matrix)
    if len(right.shape) == 0:
        raise ShapeError(f"{name}: B must be at least 1-D, but has shape {written(right.shape)}")
    message = f"{name}: Incompatible shapes of A and B for the equation AX = B ({written(matrix.shape)} and {written(right.shape)})"
    if _is_vector(matrix, right) and left:
        full = broadcast_shapes(batch, right.shape[:-1])
        require_same(right.shape[-1], size, message)
        return full, 1, (*full, size)
    if len(right.shape) < 2:
        raise ShapeError(message)
    own, count = right.shape[-2:] if left else right.shape[:-3:-1]
    require_same(own, size, message)
    full = broadcast_shapes(batch, right.shape[:-2])
    return full, count, (*full, *((size, count) if left else (count, size)))


@op("torch.linalg.solve")
def solve(A: Tensor, B: Tensor, *, left: Any = True, out: Tensor | None = None) -> Result:
    """LU and two triangular solves: (2/3)n³ + 2n²k; the gradient of ``B`` solves again, that of ``A`` is a product."""
    batch, count, shape = _right_sides("linalg.solve", A, B, bool(left))
    size = A.shape[-1]
    output = like(B, shape)
    product, again = 2 * size**2 * count, 2 * size**2 * count
    factors = like(A, A.shape)
    return Result(output, matrix_cost(((A, product), (B, 0)), batch, lu_flops(size, size) + 2 * size**2 * count, (factors, output), again))


@op("torch.linalg.solve_triangular")
def solve_triangular(
    A: Tensor,
    B: Tensor,
    *,
    upper: Any,
    left: Any = True,
    unitriangular: Any = False,
    out: Tensor | None = None,
) -> Result:
    """Substitution: n² per right-hand side."""
    if len(B.shape) < 2:
        raise ShapeError(f"linalg.solve_triangular: B must be at least 2-D, but has shape {written(B.shape)}")
    batch, size = square_sizes("linalg.solve_triangular", A)
    own, count = B.shape[-2:] if left else B.shape[:-3:-1]
    require_same(own, size, f"linalg.solve_triangular: Incompatible shapes of A and B ({written(A.shape)} and {written(B.shape)})")
    full = broadcast_shapes(batch, B.shape[:-2])
    output = like(B, (*full, *B.shape[-2:]))
    flops = size**2 * count
    return Result(output, matrix_cost(((A, 2 * flops), (B, 0)), full, flops, (A, output), flops))


@op("torch.triangular_solve", "torch.Tensor.triangular_solve")
def triangular_solve(
    b: Tensor,
    A: Tensor,
    upper: Any = True,
    transpose: Any = False,
    unitriangular: Any = False,
    *,
    out: Any = None,
) -> Result:
    """:func:`solve_triangular` with the operands exchanged."""
    result = solve_triangular(A, b, upper=upper)
    full = result.output.shape[:-2]
    return Result(named("triangular_solve", result.output, like(A, (*full, *A.shape[-2:]))), result.cost)


@op("torch.cholesky_solve", "torch.Tensor.cholesky_solve")
def cholesky_solve(B: Tensor, L: Tensor, upper: Any = False, *, out: Tensor | None = None) -> Result:
    """Two triangular solves with the factor ``L``: 2n²k."""
    batch, size = square_sizes("cholesky_solve", L)
    require_same(B.shape[-2], size, f"Incompatible matrix sizes for cholesky_solve: {written(L.shape)} and {written(B.shape)}")
    full = broadcast_shapes(batch, B.shape[:-2])
    count = B.shape[-1]
    output = like(B, (*full, size, count))
    flops = 2 * size**2 * count
    return Result(output, matrix_cost(((L, flops + 2 * size**3), (B, 0)), full, flops, (L, output), flops))


@op("torch.lu_solve", "torch.Tensor.lu_solve")
def lu_solve(b: Tensor, LU_data: Tensor, LU_pivots: Tensor, *, out: Tensor | None = None) -> Result:
    """Two triangular solves: 2n²k."""
    return _lu_solve(LU_data, b)


@op("torch.linalg.lu_solve")
def linalg_lu_solve(
    LU: Tensor,
    pivots: Tensor,
    B: Tensor,
    *,
    left: Any = True,
    adjoint: Any = False,
    out: Tensor | None = None,
) -> Result:
    """Two triangular solves: 2n²k."""
    return _lu_solve(LU, B)


def _lu_solve(factors: Tensor, right: Tensor) -> Result:
    batch, size = square_sizes("lu_solve", factors)
    full = broadcast_shapes(batch, right.shape[:-2])
    output = like(right, (*full, *right.shape[-2:]))
    flops = 2 * size * right.shape[-2] * right.shape[-1]
    return Result(output, matrix_cost(((factors, flops + 2 * size**3), (right, 0)), full, flops, (factors, output), flops))


@op("torch.linalg.inv", "torch.inverse", "torch.Tensor.inverse", "torch.linalg.inverse")
def inv(input: Tensor, *, out: Tensor | None = None) -> Result:
    """Inverse: 2n³; its gradient is two products."""
    batch, size = square_sizes("linalg.inv", input)
    output = like(input, input.shape)
    return Result(output, matrix_cost(((input, 4 * size**3),), batch, 2 * size**3, (output,)))


@op("torch.linalg.inv_ex")
def inv_ex(A: Tensor, *, check_errors: Any = False, out: Any = None) -> Result:
    """:func:`inv` with a tensor of error codes."""
    result = inv(A)
    return Result(named("linalg_inv_ex", result.output, like(A, A.shape[:-2], INT32)), result.cost)


@op("torch.cholesky_inverse", "torch.Tensor.cholesky_inverse")
def cholesky_inverse(L: Tensor, upper: Any = False, *, out: Tensor | None = None) -> Result:
    """Inverse from a Cholesky factor: (2/3)n³."""
    batch, size = square_sizes("cholesky_inverse", L)
    output = like(L, L.shape)
    return Result(output, matrix_cost(((L, 6 * size**3),), batch, share(size**3, 2, 3), (L, output)))


@op("torch.linalg.pinv", "torch.pinverse", "torch.Tensor.pinverse")
def pinv(
    input: Tensor, rcond: Any = None, hermitian: Any = False, *, atol: Any = None, rtol: Any = None, out: Tensor | None = None
) -> Result:
    """Pseudo-inverse: thin SVD (eigenproblem when Hermitian) and a product 2mnk."""
    batch, rows, columns = matrix_sizes("linalg.pinv", input)
    small, large = minimum(rows, columns), maximum(rows, columns)
    output = like(input, (*batch, columns, rows))
    flops = (9 * small**3 if hermitian else svd_flops(small, large, False)) + 2 * rows * columns * small
    is_wide = less(rows, columns) is True
    backward = 16 * rows**2 * columns if is_wide else 8 * rows**2 * columns + 8 * rows * columns**2
    return Result(output, matrix_cost(((input, backward),), batch, flops, (input, output)))


def _determinant(name: str, input: Tensor, *outputs: Tensor) -> Any:
    batch, size = square_sizes(name, input)
    factors = like(input, input.shape)
    return matrix_cost(((input, 0),), batch, lu_flops(size, size), (factors, *outputs), lu_flops(size, size) + 2 * size**3)


@op("torch.linalg.det", "torch.det", "torch.Tensor.det", "torch.logdet", "torch.Tensor.logdet")
def det(input: Tensor, *, out: Tensor | None = None) -> Result:
    """Determinant: LU, (2/3)n³; its gradient solves with the unit matrix."""
    output = like(input, matrix_sizes("linalg.det", input)[0])
    return Result(output, _determinant("linalg.det", input, output))


@op("torch.linalg.slogdet", "torch.slogdet", "torch.Tensor.slogdet")
def slogdet(input: Tensor, *, out: Any = None) -> Result:
    """Sign and logarithm of the determinant."""
    batch = matrix_sizes("linalg.slogdet", input)[0]
    sign, logarithm = like(input, batch), like(input, batch, real_of(input.dtype))
    return Result(named("linalg_slogdet", sign, logarithm), _determinant("linalg.slogdet", input, sign))


@op("torch.linalg.lstsq")
def lstsq(input: Tensor, B: Tensor, rcond: Any = None, *, driver: Any = None) -> Result:
    """Least squares by QR: 2lk² - (2/3)k³ + (2mk + k²) per right-hand side."""
    batch, rows, columns = matrix_sizes("linalg.lstsq", input)
    is_vector = len(B.shape) == len(input.shape) - 1
    own, count = (B.shape[-1], 1) if is_vector else B.shape[-2:]
    require_same(
        own, rows, f"torch.linalg.lstsq: input.size(-2) should match other.size(-2), got {written(input.shape)}, {written(B.shape)}"
    )
    small, large = minimum(rows, columns), maximum(rows, columns)
    full = broadcast_shapes(batch, B.shape[:-1] if is_vector else B.shape[:-2])
    solution = like(input, (*full, columns) if is_vector else (*full, columns, count))
    flops = 2 * large * small**2 - share(small**3, 2, 3) + (2 * rows * small + small**2) * count
    residuals = like(input, (*full, count) if less(columns, rows) is True else (0,), real_of(input.dtype))
    rank, values = like(input, batch, DTYPES["int64"]), like(input, (0,), real_of(input.dtype))
    cost = matrix_cost(((input, 2 * flops), (B, 2 * rows * columns * count)), full, flops, (input, B, solution))
    return Result(named("linalg_lstsq", solution, residuals, rank, values), cost)


@op("torch.linalg.matrix_exp", "torch.matrix_exp", "torch.Tensor.matrix_exp")
def matrix_exp(input: Tensor) -> Result:
    """Taylor polynomial of degree 18 by 5 products, no scaling: 10n³; the gradient is the exponential of a matrix twice as large."""
    batch, size = square_sizes("linalg.matrix_exp", input)
    return Result(like(input, input.shape), matrix_cost(((input, 0),), batch, 10 * size**3, (input,), 80 * size**3))


@op("torch.linalg.matrix_power", "torch.matrix_power", "torch.Tensor.matrix_power")
def matrix_power(input: Tensor, n: Any, *, out: Tensor | None = None) -> Result:
    """Products by binary decomposition of ``n``, each 2 x batch x n³, of the inverse when negative."""
    batch, size = square_sizes("linalg.matrix_power", input)
    power = integer(n)
    if not isinstance(power, int):
        raise Undetermined(f"the exponent {power} is symbolic")
    steps = Composition()
    base = Composition.operand(input)
    if power < 0:
        steps.pointwise = 2 * size**3 * prod(batch)
        steps.book(base, core=4 * size**3 * prod(batch))
    product = 2 * size**3 * prod(batch)
    _power(steps, base, abs(power), product)
    output = like(input, input.shape)
    return Result(output, steps.cost(), "mm" if len(input.shape) == 2 else "bmm")


def _power(steps: Composition, base: Term, power: int, core: Amount) -> Term:
    """The products that ``at::native::matrix_power`` makes."""
    shape = base.tensor.shape
    if power == 3:
        return steps.contract(steps.contract(base, base, shape, core), base, shape, core)
    square, result = base, None
    remaining = power
    first = True
    while remaining > 0:
        if not first:
            square = steps.contract(square, square, shape, core)
        first = False
        if remaining % 2:
            result = square if result is None else steps.contract(result, square, shape, core)
        remaining //= 2
    return result or base


@op("torch.linalg.matrix_rank", differentiable=False)
def matrix_rank(
    input: Tensor, tol: Any = None, hermitian: Any = False, *, atol: Any = None, rtol: Any = None, out: Tensor | None = None
) -> Result:
    """Number of singular values above a tolerance."""
    batch, rows, columns = matrix_sizes("linalg.matrix_rank", input)
    return Result(like(input, batch, DTYPES["int64"]), matrix_cost((), batch, _singular_values(rows, columns, False), ()))


def _singular_values(rows: Dim, columns: Dim, with_vectors: bool) -> Amount:
    small, large = minimum(rows, columns), maximum(rows, columns)
    return svd_flops(small, large, False) if with_vectors else 4 * large * small**2 - share(small**3, 4, 3)


@op("torch.linalg.matrix_norm")
def matrix_norm(
    A: Tensor,
    ord: Any = "fro",
    dim: Any = (-2, -1),
    keepdim: Any = False,
    *,
    dtype: Any = None,
    out: Tensor | None = None,
) -> Result:
    """Frobenius 2n; orders 1 and infinity n; orders 2 and nuclear by singular values."""
    matrix_sizes("linalg.matrix_norm", A)
    axes = tuple(axis_of(item, A.ndim) for item in dim)
    if ord == "fro":
        return vector_norm(A, 2, axes, keepdim, dtype=dtype)
    if ord in (1, -1, math.inf, -math.inf):
        return vector_norm(A, 1, axes, keepdim, dtype=dtype)
    if ord not in (2, -2, "nuc"):
        raise ShapeError(f"linalg.matrix_norm: Order {ord} not supported.")
    rows, columns = A.shape[axes[0]], A.shape[axes[1]]
    batch = tuple(size for axis, size in enumerate(A.shape) if axis not in axes)
    shape = tuple(1 if axis in axes else size for axis, size in enumerate(A.shape)) if keepdim else batch
    small, large = minimum(rows, columns), maximum(rows, columns)
    saved = (like(A, (*batch, rows, small)), like(A, (*batch, small, columns)))
    cost = matrix_cost(((A, 2 * large * small**2),), batch, _singular_values(rows, columns, A.requires_grad) + small, saved)
    return Result(like(A, shape, real_of(A.dtype)), cost)


@op("torch.linalg.norm")
def norm(
    A: Tensor,
    ord: Any = None,
    dim: Any = None,
    keepdim: Any = False,
    *,
    out: Tensor | None = None,
    dtype: Any = None,
) -> Result:
    """Matrix norm of two dims when ``ord`` is given, else vector norm."""
    is_pair = isinstance(dim, (tuple, list)) and len(dim) == 2
    if ord is not None and (is_pair or (dim is None and len(A.shape) == 2)):
        return matrix_norm(A, ord, dim if is_pair else (-2, -1), keepdim, dtype=dtype)
    return vector_norm(A, 2 if ord is None else ord, dim, keepdim, dtype=dtype)


@op("torch.linalg.vector_norm")
def linalg_vector_norm(
    x: Tensor, ord: Any = 2, dim: Any = None, keepdim: Any = False, *, dtype: Any = None, out: Tensor | None = None
) -> Result:
    """Norm of order ``ord`` of the vectors along ``dim``: 2n FLOPs and one root per element of the result."""
    return vector_norm(x, ord, dim, keepdim, dtype=dtype)


@op("torch.linalg.vecdot", "torch.vecdot")
def vecdot(x: Tensor, y: Tensor, *, dim: Any = -1, out: Tensor | None = None) -> Result:
    """Dot products along ``dim``, which torch multiplies and sums: 2n FLOPs, n for each gradient."""
    full = broadcast_shapes(x.shape, y.shape)
    axis = axis_of(dim, len(full))
    count = prod(full)
    output = like(x, full[:axis] + full[axis + 1 :], result_type([x, y]))
    wanting = [operand for operand in (x, y) if operand.requires_grad]
    gradients = tuple(Gradient(operand, pointwise=2 * count - operand.numel) for operand in wanting)
    return Result(output, Cost(pointwise=2 * count, saved=(x, y) if wanting else (), gradients=gradients))


@op("torch.linalg.cond")
def cond(A: Tensor, p: Any = None, *, out: Tensor | None = None) -> Result:
    """Condition number, by singular values or by the inverse."""
    batch, rows, columns = matrix_sizes("linalg.cond", A)
    small, large = minimum(rows, columns), maximum(rows, columns)
    output = like(A, batch, real_of(A.dtype))
    if p in (None, 2, -2):
        flops = _singular_values(rows, columns, A.requires_grad)
        return Result(output, matrix_cost(((A, 2 * large * small**2),), batch, flops, (like(A, A.shape),)))
    size = square_sizes("linalg.cond", A)[1]
    return Result(output, matrix_cost(((A, 4 * size**3),), batch, 2 * size**3 + 4 * size**2, (like(A, A.shape), A)))


@op("torch.linalg.cross", "torch.cross", "torch.Tensor.cross")
def cross(input: Tensor, other: Tensor, dim: Any = None, *, out: Tensor | None = None) -> Result:
    """Cross product: 3 FLOPs per element, likewise for each gradient."""
    shape = broadcast_shapes(input.shape, other.shape)
    axis = -1 if dim is None and any(same(size, 3) is False for size in shape) else dim
    if axis is None:
        axis = next(place for place, size in enumerate(shape) if size == 3) if shape else -1
    if same(shape[axis_of(axis, len(shape))], 3) is False:
        raise ShapeError(f"linalg.cross: inputs dimension {axis} must have length 3. Got {written(input.shape)} and {written(other.shape)}")
    return pointwise([input, other], result_type([input, other]), flops=3, saves="other", backward=(3, 3), op="linalg_cross")


@op("torch.linalg.vander", "torch.vander")
def vander(x: Tensor, N: Any = None, *, increasing: Any = False, out: Tensor | None = None) -> Result:
    """Powers 0 to N - 1 of each element: one multiplication each from the square on."""
    columns = x.shape[-1] if N is None else integer(N)
    output = like(x, (*x.shape, columns))
    return Result(output, matrix_cost(((x, 0),), x.shape, maximum(columns - 2, 0), (output,), 2 * columns))
