"""Operations of keras.ops that are called as in NumPy."""

import builtins

import torch
import torch.nn.functional as F
from keras import _host
from keras._graph import operation
from keras.backend import torch_dtype
from keras.ops._arrays import (
    _padded_by_copies, _shape, arange, array, bincount, copy, correlate, diag, diagonal, diff, digitize, dot, einsum, empty,
    empty_like, eye, full, full_like, get_item, identity, inner, isclose, linspace, logspace, meshgrid, nan_to_num, ndim, nonzero,
    ones, ones_like, pad, searchsorted, select, size, slogdet, take, take_along_axis, tensordot, trace, tri, tril, triu, vdot,
    vectorize, zeros, zeros_like,
)

pi = 3.141592653589793
newaxis = None


def _t(x, like=None):
    if isinstance(x, torch.Tensor):
        return x
    if like is not None and isinstance(x, (int, float)):
        return torch.as_tensor(x, dtype=like.dtype)
    if isinstance(x, builtins.bool):
        return torch.as_tensor(x)
    if isinstance(x, int):
        return torch.as_tensor(x, dtype=torch.int32)
    if isinstance(x, (list, tuple)):
        from keras.ops._core import convert_to_tensor

        if builtins.any([isinstance(item, torch.Tensor) for item in x]):
            return torch.stack([_t(item) for item in x])
        return convert_to_tensor(x)
    return torch.as_tensor(x)


def _axes(axis):
    return list(axis) if isinstance(axis, (list, tuple)) else axis


def _binary(function):
    def call(x1, x2):
        if not isinstance(x1, torch.Tensor):
            x1 = _t(x1, x2 if isinstance(x2, torch.Tensor) else None)
        return function(x1, x2 if isinstance(x2, (torch.Tensor, int, float)) else _t(x2))

    return operation(call)


def _tensors(function):
    def call(x1, x2):
        first = x1 if isinstance(x1, torch.Tensor) else x2 if isinstance(x2, torch.Tensor) else None
        return function(_t(x1, first), _t(x2, first))

    return operation(call)


def _unary(function):
    def call(x):
        return function(_t(x))

    return operation(call)


def _float(function):
    def call(x):
        x = _t(x)
        return function(x if x.dtype.is_floating_point or x.dtype.is_complex else x.to(torch.float32))

    return operation(call)


add = _binary(lambda a, b: a + b)
subtract = _binary(lambda a, b: a - b)
multiply = _binary(lambda a, b: a * b)
divide = true_divide = _binary(lambda a, b: a / b)
divide_no_nan = _binary(lambda a, b: torch.where(b == 0, torch.zeros_like(a), a / b))
floor_divide = _binary(lambda a, b: a // b)
mod = _binary(lambda a, b: a % b)
fmod = _tensors(torch.fmod)
power = _binary(lambda a, b: a**b)
equal = _binary(lambda a, b: a == b)
not_equal = _binary(lambda a, b: a != b)
less = _binary(lambda a, b: a < b)
less_equal = _binary(lambda a, b: a <= b)
greater = _binary(lambda a, b: a > b)
greater_equal = _binary(lambda a, b: a >= b)
maximum = _tensors(torch.maximum)
minimum = _tensors(torch.minimum)
arctan2 = _tensors(torch.atan2)
hypot = _tensors(torch.hypot)
logaddexp = _tensors(torch.logaddexp)
logical_and = _tensors(torch.logical_and)
logical_or = _tensors(torch.logical_or)
logical_xor = _tensors(torch.logical_xor)
bitwise_and = _tensors(torch.bitwise_and)
bitwise_or = _tensors(torch.bitwise_or)
bitwise_xor = _tensors(torch.bitwise_xor)
bitwise_left_shift = left_shift = _tensors(torch.bitwise_left_shift)
bitwise_right_shift = right_shift = _tensors(torch.bitwise_right_shift)
cross = _tensors(torch.linalg.cross)
outer = _tensors(torch.outer)
kron = _tensors(torch.kron)
matmul = _tensors(torch.matmul)

abs = absolute = _unary(torch.abs)
negative = _unary(lambda x: -x)
sign = _unary(torch.sign)
square = _unary(lambda x: x * x)
round = operation(lambda x, decimals=0: torch.round(x, decimals=decimals))
floor = _unary(torch.floor)
ceil = _unary(torch.ceil)
trunc = _unary(torch.trunc)
logical_not = _unary(torch.logical_not)
bitwise_not = bitwise_invert = invert = _unary(torch.bitwise_not)
isnan = _unary(torch.isnan)
isinf = _unary(torch.isinf)
isfinite = _unary(torch.isfinite)
conj = conjugate = _unary(torch.conj)
real = _unary(torch.real)
imag = _unary(torch.imag)
angle = _unary(torch.angle)
sqrt = _float(torch.sqrt)
exp = _float(torch.exp)
exp2 = _float(torch.exp2)
expm1 = _float(torch.expm1)
log = _float(torch.log)
log1p = _float(torch.log1p)
log2 = _float(torch.log2)
log10 = _float(torch.log10)
sin = _float(torch.sin)
cos = _float(torch.cos)
tan = _float(torch.tan)
sinh = _float(torch.sinh)
cosh = _float(torch.cosh)
tanh = _float(torch.tanh)
arcsin = _float(torch.asin)
arccos = _float(torch.acos)
arctan = _float(torch.atan)
arcsinh = _float(torch.asinh)
arccosh = _float(torch.acosh)
arctanh = _float(torch.atanh)
reciprocal = _float(torch.reciprocal)
deg2rad = _float(torch.deg2rad)


def _all(x, axis, keepdims, function):
    x = _t(x)
    if axis is None:
        result = function(x)
        return result.reshape((1,) * x.dim()) if keepdims else result
    return function(x, _axes(axis), keepdim=keepdims)


@operation
def sum(x, axis=None, keepdims=False):
    return _all(x, axis, keepdims, torch.sum)


@operation
def mean(x, axis=None, keepdims=False):
    x = _t(x)
    return _all(x if x.dtype.is_floating_point or x.dtype.is_complex else x.to(torch.float32), axis, keepdims, torch.mean)


@operation
def max(x, axis=None, keepdims=False, initial=None):
    return _all(x, axis, keepdims, torch.amax)


amax = max


@operation
def min(x, axis=None, keepdims=False, initial=None):
    return _all(x, axis, keepdims, torch.amin)


amin = min


@operation
def prod(x, axis=None, keepdims=False, dtype=None):
    x = _t(x)
    return x.prod() if axis is None else x.prod(axis, keepdim=keepdims)


@operation
def var(x, axis=None, keepdims=False):
    x = _t(x)
    return torch.var(x if x.dtype.is_floating_point else x.to(torch.float32), _axes(axis), correction=0, keepdim=keepdims)


@operation
def std(x, axis=None, keepdims=False):
    x = _t(x)
    return torch.std(x if x.dtype.is_floating_point else x.to(torch.float32), _axes(axis), correction=0, keepdim=keepdims)


@operation
def all(x, axis=None, keepdims=False):
    return _all(x, axis, keepdims, torch.all)


@operation
def any(x, axis=None, keepdims=False):
    return _all(x, axis, keepdims, torch.any)


@operation
def argmax(x, axis=None, keepdims=False):
    return torch.argmax(x, axis, keepdim=keepdims).to(torch.int32)


@operation
def argmin(x, axis=None, keepdims=False):
    return torch.argmin(x, axis, keepdim=keepdims).to(torch.int32)


@operation
def argsort(x, axis=-1):
    return torch.argsort(x.flatten() if axis is None else x, -1 if axis is None else axis).to(torch.int32)


@operation
def sort(x, axis=-1):
    return torch.sort(x, axis)[0]


@operation
def cumsum(x, axis=None, dtype=None):
    return torch.cumsum(x.flatten() if axis is None else x, 0 if axis is None else axis)


@operation
def cumprod(x, axis=None, dtype=None):
    return torch.cumprod(x.flatten() if axis is None else x, 0 if axis is None else axis)


@operation
def median(x, axis=None, keepdims=False):
    return quantile(x, 0.5, axis, keepdims=keepdims)


@operation
def quantile(x, q, axis=None, method="linear", keepdims=False):
    return torch.quantile(x, q, axis, keepdim=keepdims)


@operation
def count_nonzero(x, axis=None):
    return torch.count_nonzero(x, axis).to(torch.int32)


@operation
def average(x, axis=None, weights=None):
    if weights is None:
        return mean(x, axis)
    return sum(x * weights, axis) / sum(weights, axis)


@operation
def clip(x, x_min, x_max):
    return torch.clamp(_t(x), x_min, x_max)


@operation
def where(condition, x1=None, x2=None):
    if x1 is None:
        return torch.where(condition)
    return torch.where(condition, x1, x2)


@operation
def reshape(x, newshape):
    return _t(x).reshape(tuple([-1 if size is None else size for size in newshape]) if isinstance(newshape, (list, tuple)) else (newshape,))


@operation
def transpose(x, axes=None):
    return x.permute(tuple(range(x.dim() - 1, -1, -1)) if axes is None else tuple(axes))


@operation
def moveaxis(x, source, destination):
    return torch.movedim(x, source, destination)


@operation
def swapaxes(x, axis1, axis2):
    return x.transpose(axis1, axis2)


@operation
def expand_dims(x, axis):
    if isinstance(axis, (list, tuple)):
        rank = x.dim() + len(axis)
        for one in sorted([a % rank for a in axis]):
            x = x.unsqueeze(one)
        return x
    return _t(x).unsqueeze(axis)


@operation
def squeeze(x, axis=None):
    return x.squeeze() if axis is None else x.squeeze(axis)


@operation
def ravel(x):
    return x.flatten()


@operation
def flip(x, axis=None):
    axes = list(range(x.dim())) if axis is None else [axis] if isinstance(axis, int) else list(axis)
    return torch.flip(x, axes)


@operation
def roll(x, shift, axis=None):
    return torch.roll(x, shift, axis)


@operation
def rot90(array, k=1, axes=(0, 1)):
    return torch.rot90(array, k, axes)


@operation
def tile(x, repeats):
    return torch.tile(_t(x), (repeats,) if isinstance(repeats, int) else tuple(repeats))


@operation
def repeat(x, repeats, axis=None):
    repeats = repeats[0] if isinstance(repeats, (list, tuple)) and len(repeats) == 1 else repeats
    return torch.repeat_interleave(_t(x), repeats, axis)


@operation
def broadcast_to(x, shape):
    return torch.broadcast_to(_t(x), tuple(shape))


@operation
def concatenate(xs, axis=0):
    return torch.cat([_t(x) for x in xs], axis)


concat = concatenate


@operation
def stack(x, axis=0):
    return torch.stack([_t(one) for one in x], axis)


@operation
def hstack(xs):
    return torch.hstack(list(xs))


@operation
def vstack(xs):
    return torch.vstack(list(xs))


@operation
def dstack(xs):
    return torch.dstack(list(xs))


@operation
def split(x, indices_or_sections, axis=0):
    if isinstance(indices_or_sections, int):
        return list(torch.chunk(x, indices_or_sections, axis))
    return list(torch.tensor_split(x, list(indices_or_sections), axis))


array_split = split


