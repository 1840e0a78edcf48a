"""``tf.math``."""

import builtins

import torch
from keras import ops
from keras._graph import operation
from keras.activations import sigmoid, softplus
from keras.ops import erf, erfinv, in_top_k, rsqrt, segment_sum, top_k
from keras.ops.numpy import (
    abs,
    add,
    angle,
    arccos as acos,
    arccosh as acosh,
    arcsin as asin,
    arcsinh as asinh,
    arctan as atan,
    arctan2 as atan2,
    arctanh as atanh,
    bincount,
    ceil,
    conj,
    cos,
    cosh,
    count_nonzero,
    cumprod,
    cumsum,
    divide,
    divide_no_nan,
    equal,
    exp,
    expm1,
    floor,
    floor_divide as floordiv,
    greater,
    greater_equal,
    imag,
    isfinite as is_finite,
    isinf as is_inf,
    isnan as is_nan,
    less,
    less_equal,
    log,
    log1p,
    logical_and,
    logical_not,
    logical_or,
    logical_xor,
    maximum,
    minimum,
    mod as floormod,
    multiply,
    negative,
    not_equal,
    power as pow,
    real,
    reciprocal,
    round,
    sign,
    sin,
    sinh,
    sqrt,
    square,
    subtract,
    tan,
    tanh,
    true_divide as truediv,
)

mod = floormod


def __getattr__(name):
    import tensorflow as tf

    if name in (
        "reduce_sum",
        "reduce_mean",
        "reduce_max",
        "reduce_min",
        "reduce_prod",
        "reduce_any",
        "reduce_all",
        "reduce_logsumexp",
        "argmax",
        "argmin",
    ):
        return getattr(tf, name)
    raise AttributeError(f"module 'tensorflow.math' has no attribute '{name}'")


@operation
def reduce_std(input_tensor, axis=None, keepdims=False, name=None):
    return ops.std(input_tensor, axis, keepdims)


@operation
def reduce_variance(input_tensor, axis=None, keepdims=False, name=None):
    return ops.var(input_tensor, axis, keepdims)


@operation
def reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None):
    return ops.sqrt(ops.sum(ops.square(input_tensor), axis, keepdims))


@operation
def squared_difference(x, y, name=None):
    return (x - y) * (x - y)


@operation
def l2_normalize(x, axis=None, epsilon=1e-12, name=None):
    return x * ops.rsqrt(ops.maximum(ops.sum(ops.square(x), axis, True), torch.full((), epsilon)))


@operation
def add_n(inputs, name=None):
    result = inputs[0]
    for one in inputs[1:]:
        result = result + one
    return result


accumulate_n = add_n


@operation
def multiply_no_nan(x, y, name=None):
    return x * y


@operation
def log_sigmoid(x, name=None):
    return torch.nn.functional.logsigmoid(x)


@operation
def log_softmax(logits, axis=-1, name=None):
    return torch.nn.functional.log_softmax(logits, axis)


@operation
def softmax(logits, axis=-1, name=None):
    return torch.nn.functional.softmax(logits, axis)


@operation
def lgamma(x, name=None):
    return torch.lgamma(x)


@operation
def digamma(x, name=None):
    return torch.digamma(x)


@operation
def xlogy(x, y, name=None):
    return torch.xlogy(x, y)


@operation
def confusion_matrix(labels, predictions, num_classes=None, **kwargs):
    from _greenai import unknown

    size = unknown("the number of classes among labels") if num_classes is None else num_classes
    return torch.zeros((size, size), dtype=torch.int32)


@operation
def unsorted_segment_sum(data, segment_ids, num_segments, name=None):
    return ops.segment_sum(data, segment_ids, num_segments)


unsorted_segment_mean = unsorted_segment_max = unsorted_segment_sum
