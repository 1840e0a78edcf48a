"""Operations of keras.ops that control how others are run: scan, map, cond, while_loop, slices."""

import torch
from _greenai import unknown
from keras import tree
from keras._graph import KerasTensor, holds_symbolic, operation
from keras._layer import Variable
from keras.backend import is_keras_tensor, standardize_dtype, torch_dtype


@operation
def convert_to_tensor(x, dtype=None, sparse=None, ragged=None):
    if isinstance(x, torch.Tensor):
        return x if dtype is None else x.to(torch_dtype(dtype))
    if dtype is None:
        dtype = _default_dtype(x)
    return torch.as_tensor(x, dtype=None if dtype is None else torch_dtype(dtype))


def _default_dtype(x):
    while isinstance(x, (list, tuple)) and x:
        x = x[0]
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, int):
        return "int32"
    if isinstance(x, float):
        return "float32"
    return None


def convert_to_numpy(x):
    import numpy as np

    return np.asarray(x.detach()) if isinstance(x, torch.Tensor) else x


def is_tensor(x):
    return isinstance(x, (torch.Tensor, KerasTensor))


def shape(x):
    return tuple(x.shape)


def dtype(x):
    return standardize_dtype(x.dtype)


@operation
def cast(x, dtype):
    return torch.as_tensor(x).to(torch_dtype(dtype))


@operation
def saturate_cast(x, dtype):
    return x.to(torch_dtype(dtype))


@operation
def stop_gradient(variable):
    return variable.detach()


@operation
def unstack(x, num=None, axis=0):
    return list(x.unbind(axis))


@operation
def scatter(indices, values, shape):
    result = torch.zeros(tuple(shape), dtype=values.dtype)
    return result.index_put(tuple(indices.unbind(-1)), values, accumulate=True)


@operation
def scatter_update(inputs, indices, updates, reduction=None):
    return inputs.index_put(tuple(torch.as_tensor(indices).unbind(-1)), updates, accumulate=reduction == "add")


@operation
def slice(inputs, start_indices, shape):
    for axis, (start, size) in enumerate(zip(start_indices, shape)):
        size = inputs.shape[axis] if size == -1 else size
        inputs = inputs.narrow(axis, start if isinstance(start, int) else 0, size)
    return inputs


@operation
def slice_update(inputs, start_indices, updates):
    return inputs.clone()


def cond(pred, true_fn, false_fn):
    if holds_symbolic(pred):
        return unknown("a condition on symbolic tensors")
    return true_fn() if pred else false_fn()


def switch(index, branches, *operands):
    return branches[index](*operands)


def while_loop(cond, body, loop_vars, maximum_iterations=None):
    is_single = not isinstance(loop_vars, (list, tuple))
    values = (loop_vars,) if is_single else tuple(loop_vars)
    count = 0
    while cond(*values) and (maximum_iterations is None or count < maximum_iterations):
        values = body(*values)
        values = tuple(values) if isinstance(values, (list, tuple)) else (values,)
        count += 1
    return values[0] if is_single else values


def fori_loop(lower, upper, body_fun, init_val):
    for index in range(lower, upper):
        init_val = body_fun(index, init_val)
    return init_val


def scan(f, init, xs=None, length=None, reverse=False, unroll=1):
    flat = tree.flatten(xs)
    count = length if xs is None else flat[0].shape[0]
    outputs = []
    for index in range(count):
        init, y = f(init, None if xs is None else tree.map_structure(lambda x: x[index], xs))
        outputs.append(y)
    if outputs[0] is None:
        return init, None
    return init, tree.map_structure(lambda *each: torch.stack(each), *outputs)


def map(f, xs):
    count = tree.flatten(xs)[0].shape[0]
    outputs = [f(tree.map_structure(lambda x: x[index], xs)) for index in range(count)]
    return tree.map_structure(lambda *each: torch.stack(each), *outputs)


def vectorized_map(function, elements):
    return torch.vmap(function)(elements)


def associative_scan(f, elems, reverse=False, axis=0):
    return unknown("associative_scan is not followed")


def custom_gradient(f):
    return lambda *args, **kwargs: f(*args, **kwargs)[0]
