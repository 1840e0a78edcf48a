"""``tf.nn``."""

import torch
import torch.nn.functional as F
from keras import _host, ops
from keras._graph import operation
from keras.activations import elu, relu6, selu, sigmoid, softplus, softsign, tanh
from keras.layers.recurrent import GRUCell, LSTMCell
from tensorflow.math import erf, in_top_k, l2_normalize, log_softmax, softmax, top_k, unsorted_segment_sum


def _first(data_format):
    return data_format is not None and data_format.startswith("NC")


def _steps(strides, rank, first):
    if isinstance(strides, int):
        return strides
    strides = list(strides)
    if len(strides) == rank + 2:
        return tuple(strides[2:] if first else strides[1:-1])
    return tuple(strides) if len(strides) == rank else strides[0]


def _convolution(rank):
    def conv(
        input,
        filters=None,
        strides=1,
        padding="VALID",
        data_format=None,
        dilations=None,
        name=None,
        filter=None,
        stride=None,
        use_cudnn_on_gpu=None,
    ):
        kernel = filters if filters is not None else filter
        first = _first(data_format)
        strides = strides if stride is None else stride
        if not isinstance(padding, str):
            pads = []
            for before, after in reversed(list(padding)):
                pads += [before, after]
            input, padding = F.pad(input, pads), "VALID"
        return _host.convolve(
            input,
            kernel,
            None,
            _steps(strides, rank, first),
            padding.lower(),
            1 if dilations is None else _steps(dilations, rank, first),
            first,
        )

    return operation(conv)


conv1d = _convolution(1)
conv2d = _convolution(2)
conv3d = _convolution(3)


@operation
def convolution(input, filters, strides=1, padding="VALID", data_format=None, dilations=1, name=None):
    return _host.convolve(input, filters, None, strides or 1, padding.lower(), dilations or 1, _first(data_format))


@operation
def depthwise_conv2d(input, filter, strides, padding, data_format=None, dilations=None, name=None):
    first = _first(data_format)
    return _host.convolve_depthwise(input, filter, None, _steps(strides, 2, first), padding.lower(), dilations or 1, first)


@operation
def separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None, name=None):
    x = depthwise_conv2d(input, depthwise_filter, strides, padding, data_format, dilations)
    return _host.convolve(x, pointwise_filter, None, 1, "valid", 1, _first(data_format))


def _transposed(rank):
    def conv_transpose(input, filters, output_shape, strides, padding="SAME", data_format=None, dilations=None, name=None):
        first = _first(data_format)
        sizes = list(output_shape)
        sizes = sizes[2:] if first else sizes[1:-1]
        return _host.convolve_transposed(input, filters, None, _steps(strides, rank, first), padding.lower(), None, 1, first, tuple(sizes))

    return operation(conv_transpose)


conv1d_transpose = _transposed(1)
conv2d_transpose = _transposed(2)
conv3d_transpose = _transposed(3)


def _pooling(rank, is_average):
    def pool(input, ksize, strides, padding="VALID", data_format=None, name=None):
        first = _first(data_format)
        return _host.pool(input, _steps(ksize, rank, first), _steps(strides, rank, first), padding.lower(), first, is_average)

    return operation(pool)


max_pool1d = _pooling(1, False)
max_pool2d = max_pool = _pooling(2, False)
max_pool3d = _pooling(3, False)
avg_pool1d = _pooling(1, True)
avg_pool2d = avg_pool = _pooling(2, True)
avg_pool3d = _pooling(3, True)


@operation
def relu(features, name=None):
    return F.relu(features)


@operation
def leaky_relu(features, alpha=0.2, name=None):
    return F.leaky_relu(features, alpha)


@operation
def crelu(features, axis=-1, name=None):
    return torch.cat([F.relu(features), F.relu(-features)], axis)


@operation
def gelu(features, approximate=False, name=None):
    return F.gelu(features, approximate="tanh" if approximate else "none")


@operation
def silu(features, beta=1.0):
    return F.silu(features)


swish = silu


@operation
def bias_add(value, bias, data_format=None, name=None):
    return value + (bias if not _first(data_format) else bias.reshape((-1, *(1,) * (value.dim() - 2))))


@operation
def dropout(x, rate=None, noise_shape=None, seed=None, name=None):
    return F.dropout(x, rate, True)


@operation
def embedding_lookup(params, ids, max_norm=None, name=None):
    return F.embedding(torch.as_tensor(ids), params)


@operation
def batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None):
    return _host.batch_norm(x, scale, offset, -1, False)


@operation
def moments(x, axes, shift=None, keepdims=False, name=None):
    axes = list(axes) if isinstance(axes, (list, tuple)) else axes
    return x.mean(axes, keepdim=keepdims), x.var(axes, correction=0, keepdim=keepdims)


@operation
def l2_loss(t, name=None):
    return (t * t).sum() / 2


@operation
def softmax_cross_entropy_with_logits(labels, logits, axis=-1, name=None):
    return -(labels * F.log_softmax(logits, axis)).sum(axis)


@operation
def sparse_softmax_cross_entropy_with_logits(labels, logits, name=None):
    return -torch.gather(F.log_softmax(logits, -1), -1, labels.long().unsqueeze(-1)).squeeze(-1)


@operation
def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
    return F.binary_cross_entropy_with_logits(logits, labels.to(logits.dtype), reduction="none")


@operation
def weighted_cross_entropy_with_logits(labels, logits, pos_weight, name=None):
    return F.binary_cross_entropy_with_logits(logits, labels.to(logits.dtype), reduction="none") * pos_weight


@operation
def depth_to_space(input, block_size, data_format="NHWC", name=None):
    batch, height, width, channels = input.shape
    depth = channels // (block_size * block_size)
    x = input.reshape(batch, height, width, block_size, block_size, depth).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(batch, height * block_size, width * block_size, depth)


@operation
def space_to_depth(input, block_size, data_format="NHWC", name=None):
    batch, height, width, channels = input.shape
    x = input.reshape(batch, height // block_size, block_size, width // block_size, block_size, channels).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(batch, height // block_size, width // block_size, block_size * block_size * channels)


@operation
def zero_fraction(value, name=None):
    return (value == 0).to(torch.float32).mean()


def compute_average_loss(per_example_loss, sample_weight=None, global_batch_size=None):
    return per_example_loss.sum() / global_batch_size


def scale_regularization_loss(regularization_loss):
    return regularization_loss
