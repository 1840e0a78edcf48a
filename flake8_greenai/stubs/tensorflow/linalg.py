"""``tf.linalg``."""

import torch
from keras._graph import operation
from keras.ops import cholesky, det, eig, eigh, inv, norm, qr, solve, trace
from keras.ops.numpy import cross, diag, einsum, matmul as _matmul, tensordot

normalize = None


@operation
def matmul(
    a,
    b,
    transpose_a=False,
    transpose_b=False,
    adjoint_a=False,
    adjoint_b=False,
    a_is_sparse=False,
    b_is_sparse=False,
    output_type=None,
    name=None,
):
    a = a.transpose(-2, -1) if transpose_a or adjoint_a else a
    return torch.matmul(a, b.transpose(-2, -1) if transpose_b or adjoint_b else b)


@operation
def matvec(a, b, transpose_a=False, name=None):
    return torch.matmul(a.transpose(-2, -1) if transpose_a else a, b.unsqueeze(-1)).squeeze(-1)


@operation
def matrix_transpose(a, name=None):
    return a.transpose(-2, -1)


@operation
def band_part(input, num_lower, num_upper, name=None):
    if isinstance(num_upper, int) and num_upper == 0 and num_lower == -1:
        return torch.tril(input)
    if isinstance(num_lower, int) and num_lower == 0 and num_upper == -1:
        return torch.triu(input)
    return torch.triu(torch.tril(input, num_upper), -num_lower)


@operation
def diag_part(input, name=None):
    return torch.diagonal(input, 0, -2, -1)


@operation
def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    u, s, v = torch.linalg.svd(tensor, full_matrices)
    return (s, u, v) if compute_uv else s


@operation
def lstsq(matrix, rhs, l2_regularizer=0.0, fast=True, name=None):
    return torch.linalg.lstsq(matrix, rhs)[0]


@operation
def triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None):
    return torch.linalg.solve_triangular(matrix, rhs, upper=not lower)


@operation
def expm(input, name=None):
    return torch.linalg.matrix_exp(input)


l2_normalize = operation(lambda x, axis=None, epsilon=1e-12, name=None: torch.nn.functional.normalize(x, dim=axis))
inv = operation(lambda input, adjoint=False, name=None: torch.linalg.inv(input))
