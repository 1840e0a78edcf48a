"""NumPy, as far as model code computes sizes and schedules with it: arrays hold tensors, whose elements are followed when few."""
import builtins
import math

import torch
from _greenai import is_unknown, labels, note_saved, unknown, whole_number
from numpy._elementwise import (
    abs, absolute, around, ceil, cos, deg2rad, exp, floor, log, log10, log2, rad2deg, rint, round, sin, sqrt, square, tan, tanh,
)
from numpy._files import distinct_in, shape_of
from numpy.scalars import (
    bool_, complex64, complex128, dtype, finfo, float16, float32, float64, floating, generic, iinfo, int8, int16, int32, int64, integer,
    number, uint8, uint16, uint32, uint64,
)
from numpy._arrays import (
    _are_numbers, argsort, clip, errstate, expand_dims, gcd, isscalar, lcm, maximum, minimum, ndim, power, repeat,
    set_printoptions, sort, tile, transpose,
)

__version__ = "2.3.0"
pi = math.pi
e = math.e
inf = math.inf
nan = math.nan
newaxis = None
float_ = float64
int_ = int64
intp = int64
Inf = inf


def _any_reversed(parts):
    return builtins.any([_is_reversed(part) for part in parts])


def _is_reversed(part):
    return type(part) is slice and type(part.step) is builtins.int and part.step < 0 and part.start is None and part.stop is None


def _reversed(tensor, parts):
    """Views go backwards in numpy alone: torch copies what is flipped."""
    plain, axis, axes = [], 0, []
    dims = tensor.dim() - builtins.sum([1 for part in parts if part is not None and part is not Ellipsis])
    for part in parts:
        if _is_reversed(part):
            axes.append(axis)
            part = slice(None, None, -part.step)
        plain.append(part if type(part) is slice or part is None or part is Ellipsis else _in(part))
        axis += dims if part is Ellipsis else 0 if part is None else 1
    return tensor.flip(axes)[tuple(plain)]


class ndarray:
    __array_priority__ = 0
    _greenai_is_value = True

    def __init__(self, tensor):
        self._t = tensor

    shape = property(lambda self: tuple(self._t.shape))
    ndim = property(lambda self: self._t.dim())
    size = property(lambda self: self._t.numel())
    T = property(lambda self: ndarray(self._t.permute(tuple(range(self._t.dim() - 1, -1, -1)))))
    dtype = property(lambda self: dtype(str(self._t.dtype)[6:]))

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"'ndarray' object has no attribute '{name}'")
        return unknown(f"numpy.ndarray.{name} is not known")

    def __len__(self):
        return len(self._t)

    def __iter__(self):
        return iter([_out(item) for item in self._t])

    def __getitem__(self, index):
        parts = index if type(index) is tuple else (index,)
        if _any_reversed(parts):
            return _out(_reversed(self._t, parts))
        return _out(self._t[_in(index)])

    def __setitem__(self, index, value):
        self._t[_in(index)] = _in(value)

    def __bool__(self):
        return builtins.bool(self._t)

    def __float__(self):
        return builtins.float(self._t)

    def __int__(self):
        return builtins.int(self._t)

    def tolist(self):
        return self._t.tolist()

    def item(self, *args):
        return self._t.item()

    def astype(self, kind, copy=True):
        return ndarray(self._t.to(_torch_dtype(kind)))

    def copy(self):
        return ndarray(self._t.clone())

    def reshape(self, *shape):
        return ndarray(self._t.reshape(*shape))

    def transpose(self, *axes):
        return ndarray(self._t.permute(*axes)) if axes else self.T

    def flatten(self, order="C"):
        return ndarray(self._t.flatten())

    ravel = flatten

    def sum(self, axis=None, keepdims=False):
        return _out(self._t.sum() if axis is None else self._t.sum(axis, keepdims))

    def mean(self, axis=None, keepdims=False):
        t = self._t if self._t.is_floating_point() or self._t.is_complex() else self._t.double()
        return _out(t.mean() if axis is None else t.mean(axis, keepdims))

    def max(self, axis=None):
        return _out(self._t.max() if axis is None else self._t.amax(axis))

    def min(self, axis=None):
        return _out(self._t.min() if axis is None else self._t.amin(axis))

    def prod(self, axis=None):
        return _out(self._t.prod() if axis is None else self._t.prod(axis))

    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
        return _out(self._t.std(axis, correction=ddof, keepdim=keepdims))

    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
        return _out(self._t.var(axis, correction=ddof, keepdim=keepdims))

    def argmin(self, axis=None):
        return _out(self._t.argmin(axis))

    def any(self, axis=None):
        return _out(self._t.any() if axis is None else self._t.any(axis))

    def all(self, axis=None):
        return _out(self._t.all() if axis is None else self._t.all(axis))

    def squeeze(self, axis=None):
        return ndarray(self._t.squeeze() if axis is None else self._t.squeeze(axis))

    def clip(self, a_min=None, a_max=None):
        return ndarray(self._t.clamp(a_min, a_max))

    def round(self, decimals=0):
        return ndarray(self._t.round(decimals=decimals))

    def repeat(self, repeats, axis=None):
        return ndarray(self._t.repeat_interleave(repeats, axis))

    def dot(self, other):
        return _out(self._t @ _in(other))

    def cumsum(self, axis=0):
        return ndarray(self._t.cumsum(axis))

    def argmax(self, axis=None):
        return _out(self._t.argmax(axis))

    def __add__(self, other):
        return _out(self._t + _in(other))

    __radd__ = __add__

    def __sub__(self, other):
        return _out(self._t - _in(other))

    def __rsub__(self, other):
        return _out(_in(other) - self._t)

    def __mul__(self, other):
        return _out(self._t * _in(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return _out(self._t / _in(other))

    def __rtruediv__(self, other):
        return _out(_in(other) / self._t)

    def __floordiv__(self, other):
        return _out(self._t // _in(other))

    def __mod__(self, other):
        return _out(self._t % _in(other))

    def __pow__(self, other):
        return _out(self._t ** _in(other))

    def __rpow__(self, other):
        return _out(_in(other) ** self._t)

    def __matmul__(self, other):
        return _out(self._t @ _in(other))

    def __neg__(self):
        return ndarray(-self._t)

    def __eq__(self, other):
        return _out(self._t == _in(other))

    def __ne__(self, other):
        return _out(self._t != _in(other))

    def __lt__(self, other):
        return _out(self._t < _in(other))

    def __le__(self, other):
        return _out(self._t <= _in(other))

    def __gt__(self, other):
        return _out(self._t > _in(other))

    def __ge__(self, other):
        return _out(self._t >= _in(other))

    __hash__ = None


def _in(value):
    if isinstance(value, ndarray):
        return value._t
    if isinstance(value, tuple):
        return tuple(_in(item) for item in value)
    if isinstance(value, slice):
        return slice(*[part._t if isinstance(part, ndarray) else part for part in (value.start, value.stop, value.step)])
    return value


def _out(value):
    if isinstance(value, torch.Tensor):
        return ndarray(value) if value.dim() > 0 else whole_number(value)
    return value


def _torch_dtype(kind):
    if kind is None or isinstance(kind, torch.dtype):
        return kind
    return getattr(torch, _dtype(kind).name)


_dtype = dtype


class memmap(ndarray):
    def __init__(self, filename, dtype="uint8", mode="r+", offset=0, shape=None, order="C"):
        self._t = torch.empty(shape_of(filename, 1) if shape is None else shape, dtype=_torch_dtype(dtype))


def fromfile(file, dtype=float64, count=-1, sep="", offset=0):
    return ndarray(torch.empty(shape_of(file, 1) if count < 0 else (count,), dtype=_torch_dtype(dtype)))


def genfromtxt(fname, dtype=float64, **kwargs):
    is_text = dtype is None or _dtype(dtype).kind in "SUO"
    array = ndarray(torch.empty(shape_of(fname, 2), dtype=torch.float64 if is_text else _torch_dtype(dtype)))
    return _Table(array._t, distinct_in(fname)) if is_text else array


loadtxt = genfromtxt


def save(file, arr, allow_pickle=True, fix_imports=True):
    note_saved(file, asarray(arr))


class _Table(ndarray):
    """Texts in columns; ``distinct`` tells by column how many different ones there are."""

    def __init__(self, tensor, distinct):
        super().__init__(tensor)
        self._distinct = distinct

    def __getitem__(self, index):
        result = super().__getitem__(index)
        if isinstance(index, tuple) and len(index) == 2 and index[0] == slice(None) and isinstance(index[1], int):
            result._classes = self._distinct.get(str(index[1] % self.shape[1]))
        return result


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None):
    array = asarray(ar)
    classes = getattr(array, "_classes", None)
    if classes is not None:
        first = ndarray(array._t[:classes])
        inverse, counts = ndarray(labels(tuple(array.shape), classes)), ndarray(torch.empty(classes, dtype=torch.int64))
    else:
        first, inverse, counts = [ndarray(t) for t in torch.unique(_in(array), return_inverse=True, return_counts=True, dim=axis)]
    results = [first]
    if return_index:
        results.append(ndarray(torch.empty(first.shape[:1], dtype=torch.int64)))
    if return_inverse:
        results.append(inverse)
    if return_counts:
        results.append(counts)
    return tuple(results) if len(results) > 1 else first


def array(object, dtype=None, copy=True, ndmin=0):
    if isinstance(object, ndarray):
        return object if dtype is None else object.astype(dtype)
    if isinstance(object, torch.Tensor):
        return ndarray(object.detach())
    if isinstance(object, (list, tuple)) and len(object) and isinstance(object[0], ndarray):
        return ndarray(torch.stack([item._t for item in object]))
    if not is_unknown(object) and hasattr(object, "__array_interface__"):
        return ndarray(torch.empty(object.__array_interface__["shape"], dtype=_torch_dtype(dtype) or torch.uint8))
    tensor = torch.tensor(object, dtype=_torch_dtype(dtype))
    if dtype is None and tensor.dtype == torch.float32:
        tensor = tensor.to(torch.float64)
    return ndarray(tensor)


asarray = array
ascontiguousarray = array


def linspace(start, stop, num=50, endpoint=True, dtype=None):
    if not endpoint:
        return ndarray(torch.linspace(start, stop, num + 1, dtype=_torch_dtype(dtype) or torch.float64)[:-1])
    return ndarray(torch.linspace(start, stop, num, dtype=_torch_dtype(dtype) or torch.float64))


def arange(*args, dtype=None):
    return ndarray(torch.arange(*args, dtype=_torch_dtype(dtype) or (torch.float64 if any(isinstance(a, float) for a in args) else None)))


def any(values, axis=None):
    return builtins.any(values) if isinstance(values, (list, tuple)) or hasattr(values, "__next__") else _out(values._t.any())


def all(values, axis=None):
    return builtins.all(values) if isinstance(values, (list, tuple)) else _out(values._t.all())


def zeros(shape, dtype=None):
    return ndarray(torch.zeros(shape, dtype=_torch_dtype(dtype) or torch.float64))


def ones(shape, dtype=None):
    return ndarray(torch.ones(shape, dtype=_torch_dtype(dtype) or torch.float64))


def empty(shape, dtype=None):
    return ndarray(torch.empty(shape, dtype=_torch_dtype(dtype) or torch.float64))


def full(shape, fill_value, dtype=None):
    return ndarray(torch.full(shape if isinstance(shape, tuple) else (shape,), fill_value, dtype=_torch_dtype(dtype)))


def eye(N, M=None, dtype=None):
    return ndarray(torch.eye(N, M or N, dtype=_torch_dtype(dtype) or torch.float64))


def zeros_like(a, dtype=None):
    return ndarray(torch.zeros_like(_in(array(a)), dtype=_torch_dtype(dtype)))


def ones_like(a, dtype=None):
    return ndarray(torch.ones_like(_in(array(a)), dtype=_torch_dtype(dtype)))


def prod(a, axis=None):
    return math.prod(a) if isinstance(a, (list, tuple)) else a.prod(axis)


def sum(a, axis=None, keepdims=False):
    return builtins.sum(a) if isinstance(a, (list, tuple)) and axis is None else array(a).sum(axis, keepdims)


def mean(a, axis=None):
    return builtins.sum(a) / len(a) if isinstance(a, (list, tuple)) and axis is None else array(a).mean(axis)


def max(a, axis=None):
    return builtins.max(a) if isinstance(a, (list, tuple)) and axis is None else array(a).max(axis)


def min(a, axis=None):
    return builtins.min(a) if isinstance(a, (list, tuple)) and axis is None else array(a).min(axis)


def cumsum(a, axis=0):
    return array(a).cumsum(axis)


def argmax(a, axis=None):
    return array(a).argmax(axis)


def argmin(a, axis=None):
    return array(a).argmin(axis)


def std(a, axis=None, ddof=0):
    return array(a).std(axis, ddof=ddof)


def var(a, axis=None, ddof=0):
    return array(a).var(axis, ddof=ddof)


def median(a, axis=None):
    return _out(array(a)._t.median() if axis is None else array(a)._t.median(axis).values)


def average(a, axis=None, weights=None):
    return mean(a, axis) if weights is None else _out((array(a)._t * array(weights)._t).sum(axis) / array(weights)._t.sum(axis))


def concatenate(arrays, axis=0):
    return ndarray(torch.cat([array(a)._t for a in arrays], axis))


def stack(arrays, axis=0):
    return ndarray(torch.stack([array(a)._t for a in arrays], axis))


def meshgrid(*arrays, indexing="xy"):
    return [ndarray(t) for t in torch.meshgrid(*[array(a)._t for a in arrays], indexing=indexing)]


def where(condition, x=None, y=None):
    if x is None and y is None:
        return tuple(_out(t) for t in torch.where(_in(condition)))
    return _out(torch.where(_in(condition), _in(x), _in(y)))


def matmul(a, b):
    return _out(torch.matmul(_in(a), _in(b)))


dot = matmul


def reshape(a, shape):
    return array(a).reshape(shape)


nanmean, nanmax, nanmin, nansum, nanstd = mean, max, min, sum, std
amax, amin = max, min


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'numpy' has no attribute '{name}'")
    return unknown(f"numpy.{name} is not known")
