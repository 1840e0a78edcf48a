"""Operands and results: what can be an array, which dtype two operands have together (NEP 50), where a result is stored."""

import builtins

import torch
from _greenai import is_known, is_unknown, whole_number
from numpy._array import ndarray
from numpy.scalars import dtype as _dtype

_FLOATS = {"int8": "float16", "uint8": "float16", "bool": "float16", "int16": "float32", "uint16": "float32"}
"""The float dtype that meets a float dtype beside integers of few bits; others meet float64."""
_WIDTHS = {"float16": 16, "float32": 32, "float64": 64}


def torch_dtype(kind):
    if kind is None or isinstance(kind, torch.dtype):
        return kind
    return getattr(torch, _dtype(kind).name)


def tensor_of(value, kind=None):
    """The tensor of anything that is an array, or can be made one."""
    if isinstance(value, ndarray):
        tensor = value._t
    elif isinstance(value, torch.Tensor):
        tensor = value.detach()
    elif isinstance(value, (list, tuple)) and len(value) and isinstance(value[0], ndarray):
        tensor = torch.stack([tensor_of(item) for item in value])
    elif isinstance(value, (list, tuple)) and len(value) and isinstance(value[0], (list, tuple)) and _holds_arrays(value[0]):
        tensor = torch.stack([tensor_of(item) for item in value])
    else:
        tensor = torch.tensor(value, dtype=torch_dtype(kind))
        if kind is None and tensor.dtype == torch.float32:
            tensor = tensor.to(torch.float64)
    return tensor if kind is None or tensor.dtype == torch_dtype(kind) else tensor.to(torch_dtype(kind))


def _holds_arrays(values):
    return len(values) > 0 and builtins.any([isinstance(item, ndarray) for item in values])


def is_number(value):
    return is_unknown(value) or isinstance(value, (builtins.int, builtins.float, builtins.complex, builtins.bool))


def plain(value):
    """An argument as tensors take it: arrays in it become tensors."""
    if isinstance(value, ndarray):
        return value._t
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, list):
        return [plain(item) for item in value] if _holds_arrays(value) else value
    if isinstance(value, slice):
        return slice(*[whole(part) for part in (value.start, value.stop, value.step)])
    return value


def whole(value):
    """A size or a bound."""
    return whole_number(value._t) if isinstance(value, ndarray) else value


def sizes(shape):
    return tuple(whole(size) for size in shape) if isinstance(shape, (tuple, list)) else (whole(shape),)


def wrapped(value):
    """A result: whole numbers that are known, or are sizes, are numbers; everything else is an array."""
    if isinstance(value, torch.Tensor):
        if value.dim() == 0 and not (value.is_floating_point() or value.is_complex() or value.dtype == torch.bool):
            return whole_number(value)
        return ndarray(value)
    return value


def element(value):
    """A part that was read: a whole number is one, which others may be looked up by; what is computed with other elements counts."""
    return wrapped(value) if value.dim() or not is_known(value) else value.item()


def common(left, right):
    """Two operands in the dtype that NumPy gives them both (NEP 50); Python numbers adapt to arrays of their kind."""
    if is_number(left) or is_number(right):
        return _with_number(left, right) if is_number(right) else _with_number(right, left)[::-1]
    one, other = tensor_of(left), tensor_of(right)
    if one.dtype == other.dtype or not (one.is_floating_point() or other.is_floating_point()):
        return one, other
    kind = result_dtype(one.dtype, other.dtype)
    return _as_kind(one, kind), _as_kind(other, kind)


def _as_kind(tensor, kind):
    return tensor if tensor.dtype == kind or tensor.is_complex() else tensor.to(kind)


def result_dtype(left, right):
    one, other = str(left)[6:], str(right)[6:]
    if left == right or left.is_complex or right.is_complex:
        return left if left.is_complex else right
    if one in _WIDTHS and other in _WIDTHS:
        return left if _WIDTHS[one] >= _WIDTHS[other] else right
    if one in _WIDTHS or other in _WIDTHS:
        floating, whole_kind = (one, other) if one in _WIDTHS else (other, one)
        least = _FLOATS.get(whole_kind, "float64")
        return getattr(torch, floating if _WIDTHS[floating] >= _WIDTHS[least] else least)
    return torch.promote_types(left, right)


def _with_number(array, number):
    if is_number(array):
        array = torch.tensor(array, dtype=torch.float64 if isinstance(array, builtins.float) else None)
        return array, number
    tensor = tensor_of(array)
    if isinstance(number, builtins.float) and not (tensor.is_floating_point() or tensor.is_complex()):
        tensor = tensor.to(torch.float64)
    return tensor, number


def floats(value):
    """An operand of a function that gives floats: of integers float64."""
    if is_number(value):
        return torch.tensor(value, dtype=None if isinstance(value, builtins.complex) else torch.float64)
    tensor = tensor_of(value)
    return tensor if tensor.is_floating_point() or tensor.is_complex() else tensor.to(torch.float64)


def stored(result, out=None, where=True, dtype=None):
    """What a function gives: in ``out`` where that is given, in ``dtype`` where that is asked for."""
    if dtype is not None and result.dtype != torch_dtype(dtype):
        result = result.to(torch_dtype(dtype))
    if isinstance(out, tuple):
        out = out[0]
    if out is None:
        return wrapped(result)
    out._t.copy_(result)
    return out
