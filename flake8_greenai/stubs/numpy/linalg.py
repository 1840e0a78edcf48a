"""Linear algebra."""
from collections import namedtuple

import torch
from _greenai import unknown
from numpy._array import ndarray
from numpy._operands import common, floats, wrapped
from numpy._products import cross, inner, matmul, outer, tensordot, vdot

EighResult = namedtuple("EighResult", ["eigenvalues", "eigenvectors"])
EigResult = namedtuple("EigResult", ["eigenvalues", "eigenvectors"])
QRResult = namedtuple("QRResult", ["Q", "R"])
SVDResult = namedtuple("SVDResult", ["U", "S", "Vh"])
SlogdetResult = namedtuple("SlogdetResult", ["sign", "logabsdet"])


class LinAlgError(ValueError):
    pass


def norm(x, ord=None, axis=None, keepdims=False):
    return wrapped(torch.linalg.norm(floats(x), ord, axis, keepdims))


def inv(a):
    return wrapped(torch.linalg.inv(floats(a)))


def pinv(a, rcond=None, hermitian=False):
    return wrapped(torch.linalg.pinv(floats(a)))


def solve(a, b):
    left, right = common(a, b)
    return wrapped(torch.linalg.solve(left, right))


def lstsq(a, b, rcond=None):
    left, right = common(a, b)
    return tuple(wrapped(each) for each in torch.linalg.lstsq(left, right))


def cholesky(a, upper=False):
    return wrapped(torch.linalg.cholesky(floats(a)))


def qr(a, mode="reduced"):
    return QRResult(*[wrapped(each) for each in torch.linalg.qr(floats(a), mode)])


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    if not compute_uv:
        return wrapped(torch.linalg.svdvals(floats(a)))
    return SVDResult(*[wrapped(each) for each in torch.linalg.svd(floats(a), full_matrices)])


def svdvals(x):
    return wrapped(torch.linalg.svdvals(floats(x)))


def eig(a):
    return EigResult(*[wrapped(each) for each in torch.linalg.eig(floats(a))])


def eigh(a, UPLO="L"):
    return EighResult(*[wrapped(each) for each in torch.linalg.eigh(floats(a))])


def eigvals(a):
    return wrapped(torch.linalg.eigvals(floats(a)))


def eigvalsh(a, UPLO="L"):
    return wrapped(torch.linalg.eigvalsh(floats(a)))


def det(a):
    return wrapped(torch.linalg.det(floats(a)))


def slogdet(a):
    return SlogdetResult(*[wrapped(each) for each in torch.linalg.slogdet(floats(a))])


def matrix_rank(A, tol=None):
    return wrapped(torch.linalg.matrix_rank(floats(A)))


def matrix_power(a, n):
    return wrapped(torch.linalg.matrix_power(floats(a), n))


def multi_dot(arrays, out=None):
    return wrapped(torch.linalg.multi_dot([floats(each) for each in arrays]))


def cond(x, p=None):
    return wrapped(torch.linalg.cond(floats(x), p))


def __getattr__(name):
    return unknown(f"numpy.linalg.{name} is not known")
