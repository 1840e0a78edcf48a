"""New arrays: of a value, of a range, of coordinates, of other arrays."""

import builtins
import math

import torch
from _greenai import is_unknown
from numpy._array import ndarray
from numpy._operands import plain, sizes, tensor_of, torch_dtype, whole, wrapped
from numpy.scalars import dtype as _dtype


def array(object, dtype=None, copy=True, order="K", subok=False, ndmin=0, like=None):
    made = asarray(object, dtype)
    made = ndarray(made._t.clone()) if copy and isinstance(object, ndarray) and made._t is object._t else made
    while made.ndim < ndmin:
        made = ndarray(made._t.unsqueeze(0))
    return made


def asarray(a, dtype=None, order=None, copy=None, like=None):
    if isinstance(a, ndarray) and (dtype is None or torch_dtype(dtype) == a._t.dtype):
        return a
    if not is_unknown(a) and not isinstance(a, (ndarray, torch.Tensor)) and hasattr(a, "__array_interface__"):
        return ndarray(torch.empty(a.__array_interface__["shape"], dtype=torch_dtype(dtype) or torch.uint8))
    return ndarray(tensor_of(a, dtype))


def ascontiguousarray(a, dtype=None):
    made = asarray(a, dtype)
    return ndarray(made._t.contiguous())


asanyarray, asfortranarray = asarray, asarray


def copy(a, order="K", subok=False):
    return ndarray(tensor_of(a).clone())


def zeros(shape, dtype=None, order="C"):
    return ndarray(torch.zeros(sizes(shape), dtype=torch_dtype(dtype) or torch.float64))


def ones(shape, dtype=None, order="C"):
    return ndarray(torch.ones(sizes(shape), dtype=torch_dtype(dtype) or torch.float64))


def empty(shape, dtype=None, order="C"):
    return ndarray(torch.empty(sizes(shape), dtype=torch_dtype(dtype) or torch.float64))


def full(shape, fill_value, dtype=None, order="C"):
    kind = torch_dtype(dtype) or (torch.float64 if isinstance(fill_value, builtins.float) else None)
    return ndarray(torch.full(sizes(shape), plain(fill_value), dtype=kind))


def zeros_like(a, dtype=None, order="K", subok=True, shape=None):
    return zeros(shape, dtype or a.dtype) if shape is not None else ndarray(torch.zeros_like(tensor_of(a), dtype=torch_dtype(dtype)))


def ones_like(a, dtype=None, order="K", subok=True, shape=None):
    return ones(shape, dtype or a.dtype) if shape is not None else ndarray(torch.ones_like(tensor_of(a), dtype=torch_dtype(dtype)))


def empty_like(prototype, dtype=None, order="K", subok=True, shape=None):
    if shape is not None:
        return empty(shape, dtype or prototype.dtype)
    return ndarray(torch.empty_like(tensor_of(prototype), dtype=torch_dtype(dtype)))


def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None):
    return ndarray(torch.full_like(tensor_of(a), plain(fill_value), dtype=torch_dtype(dtype)))


def eye(N, M=None, k=0, dtype=None):
    if k:
        return ndarray(torch.diag(torch.ones(N - builtins.abs(k), dtype=torch_dtype(dtype) or torch.float64), k))
    return ndarray(torch.eye(whole(N), whole(N if M is None else M), dtype=torch_dtype(dtype) or torch.float64))


def identity(n, dtype=None):
    return eye(n, dtype=dtype)


def diag(v, k=0):
    return wrapped(torch.diag(tensor_of(v), k))


def diagflat(v, k=0):
    return ndarray(torch.diag(tensor_of(v).reshape(-1), k))


def tri(N, M=None, k=0, dtype=None):
    return ndarray(torch.ones(N, N if M is None else M, dtype=torch_dtype(dtype) or torch.float64).tril(k))


def vander(x, N=None, increasing=False):
    return ndarray(torch.vander(tensor_of(x), N, increasing))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    number, kind = whole(num), torch_dtype(dtype) or torch.float64
    start, stop = plain(start), plain(stop)
    made = torch.linspace(start, stop, number, dtype=kind) if endpoint else torch.linspace(start, stop, number + 1, dtype=kind)[:-1]
    return (ndarray(made), (stop - start) / (number - 1 if endpoint else number)) if retstep else ndarray(made)


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None):
    return ndarray(base ** linspace(start, stop, num, endpoint)._t)


def geomspace(start, stop, num=50, endpoint=True, dtype=None):
    return logspace(math.log10(start), math.log10(stop), num, endpoint)


def arange(*args, dtype=None, **kwargs):
    bounds = [whole(bound) for bound in (*args, *kwargs.values())]
    kind = torch_dtype(dtype) or (torch.float64 if builtins.any([isinstance(bound, builtins.float) for bound in bounds]) else None)
    return ndarray(torch.arange(*bounds, dtype=kind))


def meshgrid(*xi, indexing="xy", sparse=False, copy=True):
    grids = torch.meshgrid(*[tensor_of(each) for each in xi], indexing=indexing)
    return [ndarray(grid.clone() if copy else grid) for grid in grids]


def indices(dimensions, dtype=int, sparse=False):
    grids = torch.meshgrid(*[torch.arange(size) for size in dimensions], indexing="ij")
    return ndarray(torch.stack(grids))


class _Grid:
    def __init__(self, is_open):
        self._is_open = is_open

    def __getitem__(self, key):
        parts = key if isinstance(key, tuple) else (key,)
        axes = [self._axis(part) for part in parts]
        if self._is_open:
            count = len(axes)
            return tuple([ndarray(axis.reshape([-1 if place == own else 1 for place in range(count)])) for own, axis in enumerate(axes)])
        grids = torch.meshgrid(*axes, indexing="ij")
        return ndarray(torch.stack(grids)) if isinstance(key, tuple) else ndarray(grids[0])

    def _axis(self, part):
        start, step = 0 if part.start is None else whole(part.start), 1 if part.step is None else part.step
        if isinstance(step, builtins.complex):
            return torch.linspace(start, part.stop, builtins.int(builtins.abs(step)), dtype=torch.float64)
        return torch.arange(start, whole(part.stop), step)


mgrid = _Grid(False)
ogrid = _Grid(True)


def frombuffer(buffer, dtype=None, count=-1, offset=0):
    return ndarray(torch.frombuffer(buffer, dtype=torch_dtype(dtype), count=count, offset=offset))


def fromiter(iter, dtype, count=-1):
    return array(list(iter), dtype=dtype)


def fromfunction(function, shape, dtype=float, **kwargs):
    return function(*[ndarray(grid) for grid in indices(shape)._t.to(torch_dtype(dtype))], **kwargs)


def can_cast(from_, to, casting="safe"):
    return torch.can_cast(torch_dtype(from_), torch_dtype(to))


def result_type(*arrays_and_dtypes):
    kinds = [each._t.dtype if isinstance(each, ndarray) else torch_dtype(each) for each in arrays_and_dtypes]
    found = kinds[0]
    for kind in kinds[1:]:
        found = torch.promote_types(found, kind)
    return _dtype(str(found)[6:])
