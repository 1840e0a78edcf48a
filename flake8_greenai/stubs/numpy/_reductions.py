"""Reductions: sums, means, extremes, counts; composed as NumPy composes them."""

import builtins
import math

import torch
from _greenai import whole_number
from numpy._array import ndarray
from numpy._operands import floats, is_number, stored, tensor_of, torch_dtype, wrapped


def _are_plain(a, axis):
    """Numbers of Python in a list, which are added without an array."""
    return isinstance(a, (list, tuple)) and axis is None and builtins.all([is_number(item) for item in a])


def _axes(axis):
    return tuple(axis) if isinstance(axis, (tuple, list)) else axis


def sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True):
    if hasattr(a, "__next__") or _are_plain(a, axis):
        return builtins.sum(a)
    tensor = tensor_of(a)
    tensor = tensor if dtype is None else tensor.to(torch_dtype(dtype))
    tensor = tensor if where is True else torch.where(tensor_of(where), tensor, 0)
    return stored(tensor.sum() if axis is None and not keepdims else tensor.sum(_all(tensor, axis), keepdims), out)


def _all(tensor, axis):
    return tuple(range(tensor.dim())) if axis is None else _axes(axis)


def _count(tensor, axis):
    axes = _all(tensor, axis)
    return math.prod([tensor.shape[place] for place in (axes if isinstance(axes, tuple) else (axes,))])


def mean(a, axis=None, dtype=None, out=None, keepdims=False, where=True):
    if _are_plain(a, axis):
        return builtins.sum(a) / len(a)
    tensor = floats(a)
    total = tensor.sum(_all(tensor, axis), keepdims)
    return stored(total / _count(tensor, axis), out)


def average(a, axis=None, weights=None, returned=False, keepdims=False):
    if weights is None:
        return mean(a, axis)
    weighed = tensor_of(weights)
    return wrapped((floats(a) * weighed).sum(_all(floats(a), axis)) / weighed.sum())


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, mean=None):
    tensor = floats(a)
    count = _count(tensor, axis)
    average_of = tensor.sum(_all(tensor, axis), True) / count
    distance = tensor - average_of
    squares = torch.mul(distance, distance, out=distance) if not distance.is_complex() else (distance * distance.conj()).real
    return stored(squares.sum(_all(tensor, axis), keepdims) / (count - ddof), out)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, mean=None):
    if _are_plain(a, axis):
        middle = builtins.sum(a) / len(a)
        return math.sqrt(builtins.sum([(item - middle) ** 2 for item in a]) / (len(a) - ddof))
    return stored(torch.sqrt(tensor_of(var(a, axis, ddof=ddof, keepdims=keepdims))), out)


def _extreme(name):
    python = getattr(builtins, name)

    def extreme(a, axis=None, out=None, keepdims=False, initial=None, where=True):
        if hasattr(a, "__next__") or _are_plain(a, axis):
            return python(a)
        tensor = tensor_of(a)
        function = torch.amax if name == "max" else torch.amin
        return stored(function(tensor, _all(tensor, axis), keepdims), out)

    return extreme


max = _extreme("max")
min = _extreme("min")
amax, amin = max, min


def ptp(a, axis=None, out=None, keepdims=False):
    return stored(tensor_of(max(a, axis, keepdims=keepdims)) - tensor_of(min(a, axis, keepdims=keepdims)), out)


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True):
    if _are_plain(a, axis):
        return math.prod(a)
    tensor = tensor_of(a)
    return stored(tensor.prod() if axis is None else tensor.prod(axis, keepdims), out)


def argmax(a, axis=None, out=None, keepdims=False):
    return stored(tensor_of(a).argmax(axis, keepdims), out)


def argmin(a, axis=None, out=None, keepdims=False):
    return stored(tensor_of(a).argmin(axis, keepdims), out)


def any(a, axis=None, out=None, keepdims=False, where=True):
    if hasattr(a, "__next__") or (isinstance(a, (list, tuple)) and axis is None):
        return builtins.any(a)
    tensor = tensor_of(a)
    return stored(tensor.any() if axis is None else tensor.any(axis, keepdims), out)


def all(a, axis=None, out=None, keepdims=False, where=True):
    if hasattr(a, "__next__") or (isinstance(a, (list, tuple)) and axis is None):
        return builtins.all(a)
    tensor = tensor_of(a)
    return stored(tensor.all() if axis is None else tensor.all(axis, keepdims), out)


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return torch.allclose(tensor_of(a), tensor_of(b), rtol, atol)


def array_equal(a1, a2, equal_nan=False):
    return torch.equal(tensor_of(a1), tensor_of(a2))


def cumsum(a, axis=None, dtype=None, out=None):
    tensor = tensor_of(a)
    return stored(tensor.reshape(-1).cumsum(0) if axis is None else tensor.cumsum(axis), out)


def cumprod(a, axis=None, dtype=None, out=None):
    tensor = tensor_of(a)
    return stored(tensor.reshape(-1).cumprod(0) if axis is None else tensor.cumprod(axis), out)


def diff(a, n=1, axis=-1, prepend=None, append=None):
    return wrapped(torch.diff(tensor_of(a), n, axis))


def gradient(f, *varargs, axis=None, edge_order=1):
    found = torch.gradient(floats(f), dim=axis)
    return [ndarray(each) for each in found] if len(found) > 1 else ndarray(found[0])


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    tensor = floats(a)
    return wrapped(tensor.median() if axis is None else tensor.median(axis, keepdims).values)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return wrapped(torch.quantile(floats(a), q if is_number(q) else tensor_of(q), axis, keepdims))


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return quantile(a, q / 100 if is_number(q) else ndarray(tensor_of(q) / 100), axis, keepdims=keepdims)


nanmean, nanmax, nanmin, nansum, nanstd, nanvar, nanprod, nanmedian = mean, max, min, sum, std, var, prod, median
nanargmax, nanargmin, nanpercentile, nanquantile, nancumsum = argmax, argmin, percentile, quantile, cumsum


def count_nonzero(a, axis=None, keepdims=False):
    return wrapped(torch.count_nonzero(tensor_of(a), axis))


def bincount(x, weights=None, minlength=0):
    return wrapped(torch.bincount(tensor_of(x), None if weights is None else tensor_of(weights), minlength))


def histogram(a, bins=10, range=None, density=None, weights=None):
    """Each element is brought to the number of its bin and counted there: subtract, multiply, round down, accumulate."""
    values = floats(a).reshape(-1)
    count = len(bins) - 1 if isinstance(bins, (list, tuple, ndarray)) else whole_number(bins._t) if isinstance(bins, ndarray) else bins
    if isinstance(bins, (list, tuple, ndarray)):
        edges = floats(bins)
        places = torch.searchsorted(edges, values)
    else:
        edges = torch.linspace(0.0, 1.0, count + 1, dtype=torch.float64)
        places = None
    counts = torch.zeros(count, dtype=torch.int64 if weights is None else torch.float64)
    weighed = None if weights is None else tensor_of(weights).reshape(-1)
    for start in builtins.range(0, values.shape[0], BLOCK):
        part = values[start : start + BLOCK]
        found = (part - 0.0) * 1.0 if places is None else places[start : start + BLOCK]
        added = torch.ones(part.shape[0], dtype=counts.dtype) if weighed is None else weighed[start : start + BLOCK].to(counts.dtype)
        counts.index_add_(0, (found.floor() if places is None else found).long(), added)
    return ndarray(counts), ndarray(edges)


BLOCK = 65536
"""Elements that a histogram takes at a time."""


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    rows, columns = bins if isinstance(bins, (list, tuple)) else (bins, bins)
    counts = torch.zeros(rows * columns, dtype=torch.float64)
    first, second = floats(x), floats(y)
    places = (first * 1.0).floor() * columns + (second * 1.0).floor()
    counts.index_add_(0, places.long(), torch.ones_like(first))
    return ndarray(counts.reshape(rows, columns)), linspace_of(rows), linspace_of(columns)


def linspace_of(count):
    return ndarray(torch.linspace(0.0, 1.0, count + 1, dtype=torch.float64))


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, dtype=None):
    rows = floats(m) if rowvar else floats(m).T
    rows = rows if rows.dim() > 1 else rows.unsqueeze(0)
    count = rows.shape[1]
    centred = rows - rows.sum(1, True) / count
    return wrapped((centred @ centred.T) * (1 / (count - (0 if bias else 1))))


def corrcoef(x, y=None, rowvar=True):
    rows = floats(x) if y is None else torch.stack([floats(x), floats(y)])
    return wrapped(torch.corrcoef(rows if rowvar else rows.T))


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return wrapped(tensor_of(a).diagonal(offset, axis1, axis2).sum(-1))


def trapezoid(y, x=None, dx=1.0, axis=-1):
    return wrapped(torch.trapezoid(floats(y), dx=dx, dim=axis) if x is None else torch.trapezoid(floats(y), floats(x), dim=axis))


trapz = trapezoid


def interp(x, xp, fp, left=None, right=None, period=None):
    values, known = floats(x), floats(fp)
    places = torch.searchsorted(floats(xp), values)
    return wrapped(known[places] + (values - floats(xp)[places]) * known[places])
