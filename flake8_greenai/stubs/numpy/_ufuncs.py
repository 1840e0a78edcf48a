"""Universal functions: each element by itself, with ``out``, ``where`` and ``dtype``, and their reductions."""

import builtins

import torch
from numpy._array import ndarray
from numpy._operands import common, floats, is_number, plain, stored, tensor_of, torch_dtype, wrapped


class ufunc:
    def __init__(self, name, function, nin, gives_floats=False):
        self.__name__ = name
        self._function = function
        self._gives_floats = gives_floats
        self.nin = nin
        self.nout = 1

    def __call__(self, *args, out=None, where=True, dtype=None, casting="same_kind", order="K", subok=True):
        if len(args) > self.nin:
            args, out = args[: self.nin], args[self.nin]
        if isinstance(out, tuple):
            out = out[0]
        if self.nin == 2:
            operands = common(*args)
            if self._gives_floats:
                operands = [operand if is_number(operand) else floats(operand) for operand in operands]
        else:
            operands = [floats(args[0]) if self._gives_floats else tensor_of(args[0])]
        if dtype is not None:
            kind = torch_dtype(dtype)
            operands = [operand if is_number(operand) or operand.dtype == kind else operand.to(kind) for operand in operands]
        if where is not True:
            chosen = torch.broadcast_tensors(*[tensor_of(each) for each in (*operands, where)])
            mask = chosen[-1].bool()
            result = self._function(*[each[mask] for each in chosen[:-1]])
            target = out._t if out is not None else torch.empty(mask.shape, dtype=result.dtype)
            target[mask] = result
            return out if out is not None else wrapped(target)
        if out is None:
            return wrapped(self._function(*operands))
        self._function(*operands, out=out._t)
        return out

    def reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True):
        import numpy

        name = _REDUCTIONS.get(self.__name__)
        if name is not None:
            return getattr(numpy, name)(array, axis=axis, out=out, keepdims=keepdims)
        tensor = tensor_of(array)
        result = tensor.select(axis, 0)
        for place in range(1, tensor.shape[axis]):
            result = self._function(result, tensor.select(axis, place))
        return stored(result, out)

    def accumulate(self, array, axis=0, dtype=None, out=None):
        tensor = tensor_of(array)
        if self.__name__ == "multiply":
            return stored(tensor.cumprod(axis), out)
        if self.__name__ == "maximum":
            return stored(tensor.cummax(axis).values, out)
        if self.__name__ == "minimum":
            return stored(tensor.cummin(axis).values, out)
        return stored(tensor.cumsum(axis), out)

    def outer(self, A, B, **kwargs):
        left, right = tensor_of(A), tensor_of(B)
        shape = (*left.shape, *[1 for _ in right.shape])
        return self(ndarray(left.reshape(shape)), ndarray(right), **kwargs)

    def at(self, a, indices, b=None):
        tensor = a._t
        index = plain(indices)
        tensor[index] = self._function(tensor[index], tensor_of(b)) if self.nin == 2 else self._function(tensor[index])


_REDUCTIONS = {"add": "sum", "multiply": "prod", "maximum": "max", "minimum": "min", "logical_and": "all", "logical_or": "any"}


def _floored(left, right, out=None):
    return torch.floor_divide(left, right, out=out)


def _unary(name, function):
    return ufunc(name, function, 1)


def _float(name, function):
    return ufunc(name, function, 1, gives_floats=True)


def _binary(name, function):
    return ufunc(name, function, 2)


def _bool(function):
    def test(*operands, out=None):
        result = function(*operands)
        return result if out is None else out.copy_(result)

    return test


def _composed(function):
    """A function that is put together and has no ``out`` of its own."""
    return _bool(function)


add = _binary("add", torch.add)
subtract = _binary("subtract", torch.sub)
multiply = _binary("multiply", torch.mul)
divide = ufunc("divide", torch.true_divide, 2, gives_floats=True)
true_divide = divide
floor_divide = _binary("floor_divide", _floored)
remainder = _binary("remainder", torch.remainder)
mod = remainder
fmod = _binary("fmod", torch.fmod)
power = _binary("power", torch.pow)
float_power = ufunc("float_power", torch.pow, 2, gives_floats=True)
maximum = _binary("maximum", torch.maximum)
minimum = _binary("minimum", torch.minimum)
fmax = _binary("fmax", torch.fmax)
fmin = _binary("fmin", torch.fmin)
hypot = ufunc("hypot", torch.hypot, 2, gives_floats=True)
arctan2 = ufunc("arctan2", torch.atan2, 2, gives_floats=True)
logaddexp = ufunc("logaddexp", _composed(torch.logaddexp), 2, gives_floats=True)
copysign = ufunc("copysign", torch.copysign, 2, gives_floats=True)
heaviside = ufunc("heaviside", _composed(torch.heaviside), 2, gives_floats=True)
gcd = _binary("gcd", torch.gcd)
lcm = _binary("lcm", torch.lcm)
bitwise_and = _binary("bitwise_and", torch.bitwise_and)
bitwise_or = _binary("bitwise_or", torch.bitwise_or)
bitwise_xor = _binary("bitwise_xor", torch.bitwise_xor)
left_shift = _binary("left_shift", torch.bitwise_left_shift)
right_shift = _binary("right_shift", torch.bitwise_right_shift)
equal = _binary("equal", _bool(torch.eq))
not_equal = _binary("not_equal", _bool(torch.ne))
less = _binary("less", _bool(torch.lt))
less_equal = _binary("less_equal", _bool(torch.le))
greater = _binary("greater", _bool(torch.gt))
greater_equal = _binary("greater_equal", _bool(torch.ge))
logical_and = _binary("logical_and", _bool(lambda a, b: torch.logical_and(tensor_of(a), tensor_of(b))))
logical_or = _binary("logical_or", _bool(lambda a, b: torch.logical_or(tensor_of(a), tensor_of(b))))
logical_xor = _binary("logical_xor", _bool(lambda a, b: torch.logical_xor(tensor_of(a), tensor_of(b))))
logical_not = _unary("logical_not", _bool(torch.logical_not))
invert = _unary("invert", torch.bitwise_not)
bitwise_not = invert
negative = _unary("negative", torch.neg)
positive = _unary("positive", _composed(torch.clone))
absolute = _unary("absolute", torch.abs)
abs = absolute
fabs = absolute
sign = _unary("sign", torch.sign)
square = _unary("square", torch.square)
conjugate = _unary("conjugate", _composed(lambda x: x.conj() if x.is_complex() else x))
conj = conjugate
floor = _unary("floor", torch.floor)
ceil = _unary("ceil", torch.ceil)
trunc = _unary("trunc", torch.trunc)
fix = trunc
rint = _unary("rint", torch.round)
isnan = _unary("isnan", _bool(torch.isnan))
isinf = _unary("isinf", _bool(torch.isinf))
isfinite = _unary("isfinite", _bool(torch.isfinite))
signbit = _unary("signbit", _bool(torch.signbit))
sqrt = _float("sqrt", torch.sqrt)
cbrt = _float("cbrt", _composed(lambda x: x ** (1 / 3)))
reciprocal = _float("reciprocal", torch.reciprocal)
exp = _float("exp", torch.exp)
exp2 = _float("exp2", torch.exp2)
expm1 = _float("expm1", torch.expm1)
log = _float("log", torch.log)
log2 = _float("log2", torch.log2)
log10 = _float("log10", torch.log10)
log1p = _float("log1p", torch.log1p)
sin = _float("sin", torch.sin)
cos = _float("cos", torch.cos)
tan = _float("tan", torch.tan)
arcsin = _float("arcsin", torch.asin)
arccos = _float("arccos", torch.acos)
arctan = _float("arctan", torch.atan)
sinh = _float("sinh", torch.sinh)
cosh = _float("cosh", torch.cosh)
tanh = _float("tanh", torch.tanh)
arcsinh = _float("arcsinh", torch.asinh)
arccosh = _float("arccosh", torch.acosh)
arctanh = _float("arctanh", torch.atanh)
asin, acos, atan, atan2, sinc = arcsin, arccos, arctan, arctan2, _float("sinc", torch.sinc)
deg2rad = _float("deg2rad", _composed(torch.deg2rad))
rad2deg = _float("rad2deg", _composed(torch.rad2deg))
radians, degrees = deg2rad, rad2deg


def round(a, decimals=0, out=None):
    if is_number(a):
        return builtins.round(a, decimals)
    return stored(tensor_of(a).round(decimals=decimals), out)


around = round


def divmod(x1, x2):
    return floor_divide(x1, x2), remainder(x1, x2)


def modf(x):
    tensor = floats(x)
    return wrapped(tensor.frac()), wrapped(tensor.trunc())


def clip(a, a_min=None, a_max=None, out=None, min=None, max=None):
    if is_number(a):
        return builtins.min(builtins.max(a, a_min), a_max)
    low, high = plain(a_min if a_min is not None else min), plain(a_max if a_max is not None else max)
    return stored(tensor_of(a).clamp(low, high), out)


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    return wrapped(torch.nan_to_num(tensor_of(x), nan, posinf, neginf))


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return wrapped(torch.isclose(*[tensor_of(each) for each in (a, b)], rtol=rtol, atol=atol))


def real(val):
    return tensor_like(val).real


def imag(val):
    return tensor_like(val).imag


def angle(z, deg=False):
    return wrapped(torch.angle(tensor_of(z)))


def tensor_like(value):
    return value if isinstance(value, ndarray) else ndarray(tensor_of(value))
