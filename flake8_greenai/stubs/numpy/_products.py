"""Products of arrays."""

import torch
from numpy._array import ndarray
from numpy._operands import common, is_number, stored, tensor_of, wrapped


def matmul(x1, x2, out=None, dtype=None):
    left, right = common(x1, x2)
    if out is None:
        return wrapped(torch.matmul(left, right))
    torch.matmul(left, right, out=out._t)
    return out


def dot(a, b, out=None):
    if is_number(a) or is_number(b):
        return stored(torch.mul(*common(a, b)), out)
    left, right = common(a, b)
    if left.dim() == 0 or right.dim() == 0:
        return stored(torch.mul(left, right), out)
    if right.dim() <= 2:
        return matmul(ndarray(left), ndarray(right), out=out)
    return stored(torch.tensordot(left, right, ([-1], [-2])), out)


def vdot(a, b):
    left, right = common(a, b)
    return wrapped(torch.dot(left.reshape(-1), right.reshape(-1)))


def inner(a, b):
    left, right = common(a, b)
    return wrapped(left @ right if right.dim() == 1 else torch.tensordot(left, right, ([-1], [-1])))


def outer(a, b, out=None):
    left, right = common(a, b)
    return stored(torch.outer(left.reshape(-1), right.reshape(-1)), out)


def tensordot(a, b, axes=2):
    left, right = common(a, b)
    if isinstance(axes, (tuple, list)):
        axes = [[axis] if isinstance(axis, int) else list(axis) for axis in axes]
    return wrapped(torch.tensordot(left, right, axes))


def einsum(*operands, out=None, optimize=False, dtype=None):
    subscripts, arrays = operands[0], [tensor_of(each) for each in operands[1:]]
    return stored(torch.einsum(subscripts, *arrays), out)


def kron(a, b):
    return ndarray(torch.kron(*common(a, b)))


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    left, right = common(a, b)
    return ndarray(torch.linalg.cross(left, right, dim=-1 if axis is None else axis))


def convolve(a, v, mode="full"):
    signal, kernel = common(a, v)
    length, taps = signal.shape[0], kernel.shape[0]
    padding = {"full": taps - 1, "same": taps // 2, "valid": 0}[mode]
    found = torch.nn.functional.conv1d(signal.reshape(1, 1, length), kernel.flip(0).reshape(1, 1, taps), padding=padding)[0, 0]
    return ndarray(found[:length] if mode == "same" else found)


correlate = convolve


def polyval(p, x):
    result = tensor_of(x) * 0
    for coefficient in p:
        result = result * tensor_of(x) + (coefficient if is_number(coefficient) else tensor_of(coefficient))
    return wrapped(result)
