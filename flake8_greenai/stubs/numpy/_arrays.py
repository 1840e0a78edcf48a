"""Functions of NumPy on whole arrays."""

import builtins
import math
import torch
from numpy import _in, _out, array, ndarray


def transpose(a, axes=None):
    return array(a).transpose(*(axes or ()))


def expand_dims(a, axis):
    return ndarray(array(a)._t.unsqueeze(axis))


def clip(a, a_min, a_max):
    return _out(a._t.clamp(a_min, a_max)) if isinstance(a, ndarray) else builtins.min(builtins.max(a, a_min), a_max)


def _are_numbers(*values):
    return builtins.all([isinstance(value, (int, builtins.float)) for value in values])


def maximum(a, b):
    return builtins.max(a, b) if _are_numbers(a, b) else _out(torch.maximum(array(a)._t, array(b)._t))


def minimum(a, b):
    return builtins.min(a, b) if _are_numbers(a, b) else _out(torch.minimum(array(a)._t, array(b)._t))


def lcm(a, b):
    return math.lcm(builtins.int(a), builtins.int(b))


def gcd(a, b):
    return math.gcd(builtins.int(a), builtins.int(b))


def sort(a, axis=-1):
    return ndarray(torch.sort(array(a)._t, dim=axis).values)


def argsort(a, axis=-1):
    return ndarray(torch.argsort(array(a)._t, dim=axis))


def repeat(a, repeats, axis=None):
    return array(a).repeat(repeats, axis)


def tile(A, reps):
    return ndarray(array(A)._t.repeat(*(reps if isinstance(reps, (list, tuple)) else (reps,))))


def power(a, b):
    return _out(array(a)._t ** _in(b)) if isinstance(a, (ndarray, list)) else a ** (_in(b))


def isscalar(element):
    return isinstance(element, (int, builtins.float, str))


def ndim(a):
    return a.ndim if isinstance(a, ndarray) else 0


def errstate(**kwargs):
    return torch.no_grad()


def set_printoptions(*args, **kwargs):
    pass
