"""Arrays that files hold, and the different values of an array."""

import torch
from _greenai import labels, note_saved
from numpy._array import ndarray
from numpy._operands import tensor_of, torch_dtype
from numpy._creation import asarray
from numpy._files import distinct_in, shape_of
from numpy.scalars import dtype as _dtype, float64


class memmap(ndarray):
    def __init__(self, filename, dtype="uint8", mode="r+", offset=0, shape=None, order="C"):
        self._t = torch.empty(shape_of(filename, 1) if shape is None else shape, dtype=torch_dtype(dtype))


def fromfile(file, dtype=float64, count=-1, sep="", offset=0):
    return ndarray(torch.empty(shape_of(file, 1) if count < 0 else (count,), dtype=torch_dtype(dtype)))


def genfromtxt(fname, dtype=float64, **kwargs):
    is_text = dtype is None or _dtype(dtype).kind in "SUO"
    array = ndarray(torch.empty(shape_of(fname, 2), dtype=torch.float64 if is_text else torch_dtype(dtype)))
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
        first, inverse, counts = [ndarray(t) for t in torch.unique(tensor_of(array), return_inverse=True, return_counts=True, dim=axis)]
    results = [first]
    if return_index:
        results.append(ndarray(torch.empty(first.shape[:1], dtype=torch.int64)))
    if return_inverse:
        results.append(inverse)
    if return_counts:
        results.append(counts)
    return tuple(results) if len(results) > 1 else first
