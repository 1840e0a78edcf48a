"""Other shapes and orders: views, joins, splits, selections, sorts."""

import builtins

import torch
from _greenai import selected
from numpy._array import ndarray
from numpy._operands import common, is_number, plain, sizes, stored, tensor_of, wrapped


def reshape(a, shape, order="C", copy=None):
    return ndarray(tensor_of(a).reshape(sizes(shape)))


def ravel(a, order="C"):
    return ndarray(tensor_of(a).reshape(-1))


def transpose(a, axes=None):
    return _like(a).transpose(*(axes or ()))


permute_dims = transpose


def _like(a):
    return a if isinstance(a, ndarray) else ndarray(tensor_of(a))


def swapaxes(a, axis1, axis2):
    return ndarray(tensor_of(a).transpose(axis1, axis2))


def moveaxis(a, source, destination):
    return ndarray(torch.movedim(tensor_of(a), source, destination))


def rollaxis(a, axis, start=0):
    return ndarray(torch.movedim(tensor_of(a), axis, start))


def expand_dims(a, axis):
    tensor = tensor_of(a)
    for place in axis if isinstance(axis, (tuple, list)) else (axis,):
        tensor = tensor.unsqueeze(place)
    return ndarray(tensor)


def squeeze(a, axis=None):
    return _like(a).squeeze(axis)


def atleast_1d(*arys):
    found = [ndarray(torch.atleast_1d(tensor_of(each))) for each in arys]
    return found[0] if len(found) == 1 else found


def atleast_2d(*arys):
    found = [ndarray(torch.atleast_2d(tensor_of(each))) for each in arys]
    return found[0] if len(found) == 1 else found


def broadcast_to(array, shape, subok=False):
    return ndarray(torch.broadcast_to(tensor_of(array), sizes(shape)))


def broadcast_arrays(*args, subok=False):
    return tuple(ndarray(each) for each in torch.broadcast_tensors(*[tensor_of(each) for each in args]))


def broadcast_shapes(*args):
    return tuple(torch.broadcast_shapes(*args))


def concatenate(arrays, axis=0, out=None, dtype=None):
    parts = [tensor_of(a) for a in arrays]
    return stored(torch.cat([part.reshape(-1) for part in parts] if axis is None else parts, axis or 0), out, dtype=dtype)


concat = concatenate


def stack(arrays, axis=0, out=None, dtype=None):
    return stored(torch.stack([tensor_of(a) for a in arrays], axis), out, dtype=dtype)


def vstack(tup, dtype=None):
    return ndarray(torch.vstack([tensor_of(a) for a in tup]))


row_stack = vstack


def hstack(tup, dtype=None):
    return ndarray(torch.hstack([tensor_of(a) for a in tup]))


def dstack(tup):
    return ndarray(torch.dstack([tensor_of(a) for a in tup]))


def column_stack(tup):
    return ndarray(torch.column_stack([tensor_of(a) for a in tup]))


class _Joined:
    def __init__(self, axis):
        self._axis = axis

    def __getitem__(self, key):
        parts = [tensor_of(part) for part in (key if isinstance(key, tuple) else (key,))]
        if self._axis == 1:
            return ndarray(torch.column_stack(parts))
        return ndarray(torch.cat([torch.atleast_1d(part) for part in parts]))


c_ = _Joined(1)
r_ = _Joined(0)


def append(arr, values, axis=None):
    left, right = tensor_of(arr), tensor_of(values)
    return ndarray(torch.cat([left.reshape(-1), right.reshape(-1)]) if axis is None else torch.cat([left, right], axis))


def insert(arr, obj, values, axis=None):
    tensor = tensor_of(arr) if axis is not None else tensor_of(arr).reshape(-1)
    new = tensor_of(values)
    new = new if new.dim() == tensor.dim() else new.reshape([1] + [size for size in tensor.shape[1:]] if tensor.dim() > 1 else -1)
    return ndarray(torch.cat([tensor[:obj], new, tensor[obj:]], axis or 0))


def delete(arr, obj, axis=None):
    tensor = tensor_of(arr) if axis is not None else tensor_of(arr).reshape(-1)
    count = 1 if isinstance(obj, int) else len(obj)
    return ndarray(tensor.narrow(axis or 0, 0, tensor.shape[axis or 0] - count).clone())


def split(ary, indices_or_sections, axis=0):
    tensor = tensor_of(ary)
    if isinstance(indices_or_sections, int):
        return [ndarray(part) for part in torch.split(tensor, tensor.shape[axis] // indices_or_sections, axis)]
    return [ndarray(part) for part in torch.tensor_split(tensor, tuple(plain(indices_or_sections)), axis)]


def array_split(ary, indices_or_sections, axis=0):
    return [ndarray(part) for part in torch.tensor_split(tensor_of(ary), plain(indices_or_sections), axis)]


def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 1)


def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)


def tile(A, reps):
    return ndarray(tensor_of(A).repeat(*_repeats(tensor_of(A).dim(), reps)))


def _repeats(dims, reps):
    reps = tuple(reps) if isinstance(reps, (list, tuple)) else (reps,)
    return (*[1 for _ in range(dims - len(reps))], *reps)


def repeat(a, repeats, axis=None):
    return ndarray(tensor_of(a).repeat_interleave(plain(repeats), axis))


def pad(array, pad_width, mode="constant", **kwargs):
    tensor = tensor_of(array)
    if isinstance(pad_width, int):
        pad_width = [(pad_width, pad_width)]
    widths = [tuple(each) if isinstance(each, (tuple, list)) else each for each in pad_width]
    widths = [widths[0]] * tensor.dim() if len(widths) == 1 else widths
    widths = [tuple(widths)] * tensor.dim() if isinstance(widths[0], int) else widths
    flat = [size for before, after in widths[::-1] for size in (before, after)]
    return ndarray(torch.nn.functional.pad(tensor, flat))


def roll(a, shift, axis=None):
    return ndarray(torch.roll(tensor_of(a), shift, axis))


def flip(m, axis=None):
    tensor = tensor_of(m)
    return ndarray(tensor.flip(tuple(range(tensor.dim())) if axis is None else axis))


def flipud(m):
    return flip(m, 0)


def fliplr(m):
    return flip(m, 1)


def rot90(m, k=1, axes=(0, 1)):
    return ndarray(torch.rot90(tensor_of(m), k, axes))


def triu(m, k=0):
    return ndarray(tensor_of(m).triu(k))


def tril(m, k=0):
    return ndarray(tensor_of(m).tril(k))


def triu_indices(n, k=0, m=None):
    return tuple(ndarray(each) for each in torch.triu_indices(n, m or n, k))


def tril_indices(n, k=0, m=None):
    return tuple(ndarray(each) for each in torch.tril_indices(n, m or n, k))


def diagonal(a, offset=0, axis1=0, axis2=1):
    return ndarray(tensor_of(a).diagonal(offset, axis1, axis2))


def fill_diagonal(a, val, wrap=False):
    a._t.fill_diagonal_(val) if is_number(val) else a._t.diagonal().copy_(tensor_of(val))


def where(condition, x=None, y=None):
    if x is None and y is None:
        return tuple(ndarray(t) for t in torch.where(tensor_of(condition)))
    return wrapped(selected(tensor_of(condition), *common(x, y)))


def nonzero(a):
    return tuple(ndarray(t) for t in torch.where(tensor_of(a)))


def flatnonzero(a):
    return nonzero(ravel(a))[0]


def argwhere(a):
    return ndarray(torch.nonzero(tensor_of(a)))


def select(condlist, choicelist, default=0):
    result = plain(default)
    for condition, choice in list(zip(condlist, choicelist))[::-1]:
        result = torch.where(tensor_of(condition), plain(choice), result)
    return wrapped(result)


def choose(a, choices, out=None, mode="raise"):
    return ndarray(torch.stack([tensor_of(each) for each in choices])[0].clone())


def take(a, indices, axis=None, out=None, mode="raise"):
    tensor = tensor_of(a)
    if axis is None:
        return stored(tensor.reshape(-1)[plain(indices)], out)
    return stored(tensor[(*[slice(None)] * (axis % tensor.dim()), plain(indices))], out)


def take_along_axis(arr, indices, axis=-1):
    return ndarray(torch.take_along_dim(tensor_of(arr), tensor_of(indices), axis))


def put(a, ind, v, mode="raise"):
    a._t.view(-1)[plain(ind)] = plain(v)


def put_along_axis(arr, indices, values, axis):
    arr._t.scatter_(axis, tensor_of(indices), plain(values))


def compress(condition, a, axis=None, out=None):
    tensor = tensor_of(a) if axis is not None else tensor_of(a).reshape(-1)
    return ndarray(torch.movedim(torch.movedim(tensor, axis or 0, 0)[tensor_of(condition)], 0, axis or 0))


def extract(condition, arr):
    return ndarray(tensor_of(arr)[tensor_of(condition)])


def sort(a, axis=-1, kind=None, order=None):
    tensor = tensor_of(a)
    return ndarray(torch.sort(tensor.reshape(-1) if axis is None else tensor, dim=-1 if axis is None else axis).values)


def argsort(a, axis=-1, kind=None, order=None):
    return ndarray(torch.argsort(tensor_of(a), dim=axis))


def lexsort(keys, axis=-1):
    return argsort(keys[-1])


def partition(a, kth, axis=-1, kind="introselect"):
    return ndarray(tensor_of(a).clone())


def argpartition(a, kth, axis=-1, kind="introselect"):
    return ndarray(torch.empty(tensor_of(a).shape, dtype=torch.int64))


def searchsorted(a, v, side="left", sorter=None):
    return wrapped(torch.searchsorted(tensor_of(a), plain(v), side=side))


def digitize(x, bins, right=False):
    return wrapped(torch.bucketize(tensor_of(x), tensor_of(bins), right=not right))


def isin(element, test_elements, assume_unique=False, invert=False):
    return wrapped(torch.isin(tensor_of(element), tensor_of(test_elements), invert=invert))


in1d = isin


def unravel_index(indices, shape, order="C"):
    return tuple(wrapped(each) for each in torch.unravel_index(tensor_of(indices), tuple(shape)))


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    flat = tensor_of(multi_index[0])
    for index, size in zip(multi_index[1:], dims[1:]):
        flat = flat * size + tensor_of(index)
    return wrapped(flat)


def ndindex(*shape):
    import itertools

    return itertools.product(*[range(size) for size in (shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape)])


def ndenumerate(arr):
    return [(place, arr[place]) for place in ndindex(*arr.shape)]


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    rows = ndarray(torch.movedim(tensor_of(arr), axis, -1).reshape(-1, tensor_of(arr).shape[axis]))
    return ndarray(torch.stack([tensor_of(func1d(row, *args, **kwargs)) for row in rows]))


def size(a, axis=None):
    tensor = tensor_of(a)
    return tensor.numel() if axis is None else tensor.shape[axis]


def shape(a):
    return tuple(tensor_of(a).shape)


def ndim(a):
    return 0 if is_number(a) else tensor_of(a).dim()


def isscalar(element):
    return is_number(element) or isinstance(element, str)


def iscomplexobj(x):
    return isinstance(x, builtins.complex) or (isinstance(x, ndarray) and x._t.is_complex())


def isrealobj(x):
    return not iscomplexobj(x)


def may_share_memory(a, b, max_work=None):
    return a is b


def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst._t.copy_(tensor_of(src))
    else:
        dst._t[tensor_of(where)] = plain(src)
