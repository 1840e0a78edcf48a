"""Functions of TensorFlow on whole tensors."""

from _greenai import is_unknown
from _greenai import unknown
from keras._graph import operation
from keras.backend import torch_dtype
from keras.ops import one_hot as _one_hot
from torch import bool
from torch import float32
from torch import int32
from torch import int64
import builtins
import keras as _keras
import torch


@operation
def argmax(input, axis=None, output_type=int64, name=None):
    return torch.argmax(input, 0 if axis is None else axis).to(output_type)


@operation
def argmin(input, axis=None, output_type=int64, name=None):
    return torch.argmin(input, 0 if axis is None else axis).to(output_type)


@operation
def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    return torch.argsort(values, axis).to(torch.int32)


@operation
def sort(values, axis=-1, direction="ASCENDING", name=None):
    return torch.sort(values, axis)[0]


@operation
def reshape(tensor, shape, name=None):
    return _keras.ops.reshape(tensor, _sizes(shape))


def _sizes(shape):
    if isinstance(shape, torch.Tensor):
        return shape.tolist()
    if isinstance(shape, (list, tuple)):
        return [one.item() if isinstance(one, torch.Tensor) else one for one in shape]
    return shape


@operation
def transpose(a, perm=None, conjugate=False, name=None):
    return _keras.ops.transpose(a, perm)


@operation
def expand_dims(input, axis=-1, name=None):
    return torch.as_tensor(input).unsqueeze(axis)


@operation
def squeeze(input, axis=None, name=None):
    return input.squeeze() if axis is None else input.squeeze(axis)


@operation
def concat(values, axis, name=None):
    return _keras.ops.concatenate(list(values) if isinstance(values, (list, tuple)) else [values], axis)


@operation
def stack(values, axis=0, name=None):
    return _keras.ops.stack(list(values), axis)


@operation
def unstack(value, num=None, axis=0, name=None):
    return list(value.unbind(axis))


@operation
def split(value, num_or_size_splits, axis=0, num=None, name=None):
    if isinstance(num_or_size_splits, int):
        return list(torch.chunk(value, num_or_size_splits, axis))
    sizes = list(num_or_size_splits)
    if -1 in sizes:
        rest = value.shape[axis] - builtins.sum([one for one in sizes if one != -1])
        sizes = [rest if one == -1 else one for one in sizes]
    return list(torch.split(value, sizes, axis))


@operation
def tile(input, multiples, name=None):
    return torch.tile(torch.as_tensor(input), tuple(_sizes(multiples)))


@operation
def repeat(input, repeats, axis=None, name=None):
    repeats = repeats[0] if isinstance(repeats, (list, tuple)) and len(repeats) == 1 else repeats
    return torch.repeat_interleave(torch.as_tensor(input), repeats, axis)


@operation
def broadcast_to(input, shape, name=None):
    return torch.broadcast_to(torch.as_tensor(input), tuple(_sizes(shape)))


@operation
def reverse(tensor, axis, name=None):
    return torch.flip(tensor, list(axis))


@operation
def roll(input, shift, axis, name=None):
    return torch.roll(input, shift, axis)


@operation
def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    if isinstance(paddings, torch.Tensor):
        paddings = paddings.tolist()
    return _keras.ops.pad(tensor, tuple([tuple(_sizes(one)) for one in paddings]), mode.lower())


@operation
def slice(input_, begin, size, name=None):
    for axis, (start, count) in enumerate(zip(_sizes(begin), _sizes(size))):
        input_ = input_.narrow(axis, start, input_.shape[axis] - start if count == -1 else count)
    return input_


@operation
def strided_slice(input_, begin, end, strides=None, **kwargs):
    return unknown("strided_slice is not followed")


@operation
def gather(params, indices, validate_indices=None, axis=0, batch_dims=0, name=None):
    indices = torch.as_tensor(indices)
    if batch_dims == 0:
        return _keras.ops.take(params, indices, 0 if axis is None else axis)
    if batch_dims == 1 and indices.dim() == 2:
        tail = params.shape[2:]
        index = indices.long().reshape((*indices.shape, *(1,) * len(tail))).expand((*indices.shape, *tail))
        return torch.gather(params, 1, index)
    return unknown("gather with batch dims is not followed")


@operation
def gather_nd(params, indices, batch_dims=0, name=None):
    indices = torch.as_tensor(indices)
    return params[tuple(indices.long().unbind(-1))] if batch_dims == 0 else unknown("gather_nd with batch dims is not followed")


@operation
def scatter_nd(indices, updates, shape, name=None):
    return torch.zeros(tuple(_sizes(shape)), dtype=updates.dtype).index_put(
        tuple(torch.as_tensor(indices).long().unbind(-1)), updates, accumulate=True
    )


@operation
def tensor_scatter_nd_update(tensor, indices, updates, name=None):
    return tensor.index_put(tuple(torch.as_tensor(indices).long().unbind(-1)), updates)


@operation
def tensor_scatter_nd_add(tensor, indices, updates, name=None):
    return tensor.index_put(tuple(torch.as_tensor(indices).long().unbind(-1)), updates, accumulate=True)


@operation
def boolean_mask(tensor, mask, axis=None, name="boolean_mask"):
    return tensor[mask]


@operation
def one_hot(indices, depth, on_value=None, off_value=None, axis=-1, dtype=None, name=None):
    return _one_hot(torch.as_tensor(indices), depth, axis=axis, dtype=dtype or "float32")


@operation
def sequence_mask(lengths, maxlen=None, dtype=bool, name=None):
    lengths = torch.as_tensor(lengths)
    if maxlen is None:
        maxlen = unknown("the largest of some lengths")
    return (torch.arange(maxlen) < lengths.unsqueeze(-1)).to(torch_dtype(dtype))


def zeros(shape, dtype=float32, name=None):
    return torch.zeros(tuple(_sizes(_many(shape))), dtype=torch_dtype(dtype))


def ones(shape, dtype=float32, name=None):
    return torch.ones(tuple(_sizes(_many(shape))), dtype=torch_dtype(dtype))


def fill(dims, value, name=None):
    return torch.full(tuple(_sizes(_many(dims))), value)


def _many(shape):
    return shape if isinstance(shape, (list, tuple, torch.Tensor)) else [shape]


@operation
def zeros_like(input, dtype=None, name=None):
    return torch.zeros_like(torch.as_tensor(input), dtype=None if dtype is None else torch_dtype(dtype))


@operation
def ones_like(input, dtype=None, name=None):
    return torch.ones_like(torch.as_tensor(input), dtype=None if dtype is None else torch_dtype(dtype))


def range(start, limit=None, delta=1, dtype=None, name="range"):
    if limit is None:
        start, limit = 0, start
    if builtins.any([is_unknown(one) for one in (start, limit, delta)]):
        return unknown("the length of a range")
    start, limit, delta = [one.item() if isinstance(one, torch.Tensor) and one.dim() == 0 else one for one in (start, limit, delta)]
    if dtype is None:
        dtype = float32 if builtins.any([isinstance(one, float) for one in (start, limit, delta)]) else int32
    return torch.arange(start, limit, delta, dtype=torch_dtype(dtype))


def random_normal_initializer(*args, **kwargs):
    return _keras.initializers.RandomNormal()


def zeros_initializer():
    return _keras.initializers.Zeros()


def ones_initializer():
    return _keras.initializers.Ones()


def cond(pred, true_fn=None, false_fn=None, name=None):
    return true_fn() if pred else false_fn()


def case(pred_fn_pairs, default=None, **kwargs):
    for pred, fn in pred_fn_pairs:
        if pred:
            return fn()
    return default()
