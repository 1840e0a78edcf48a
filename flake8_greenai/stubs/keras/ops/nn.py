"""Operations of keras.ops for neural networks."""

import torch
import torch.nn.functional as F
from keras import _host
from keras._graph import operation
from keras.activations import (
    celu, elu, gelu, glu, hard_shrink, hard_sigmoid, hard_silu, hard_swish, hard_tanh, leaky_relu, log_sigmoid, log_softmax, mish, relu,
    relu6, selu, sigmoid, silu, soft_shrink, softmax, softplus, softsign, sparse_plus, sparse_sigmoid, sparsemax, squareplus, swish,
    tanh_shrink, threshold,
)
from keras.backend import standardize_data_format, torch_dtype


def _first(data_format):
    return standardize_data_format(data_format) == "channels_first"


@operation
def conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    return _host.convolve(inputs, kernel, None, strides, padding.lower(), dilation_rate, _first(data_format))


@operation
def depthwise_conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    return _host.convolve_depthwise(inputs, kernel, None, strides, padding.lower(), dilation_rate, _first(data_format))


@operation
def separable_conv(inputs, depthwise_kernel, pointwise_kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    x = _host.convolve_depthwise(inputs, depthwise_kernel, None, strides, padding.lower(), dilation_rate, _first(data_format))
    return _host.convolve(x, pointwise_kernel, None, 1, "valid", 1, _first(data_format))


@operation
def conv_transpose(inputs, kernel, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1):
    return _host.convolve_transposed(
        inputs, kernel, None, strides, padding.lower(), output_padding, dilation_rate, _first(data_format)
    )


@operation
def max_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    return _host.pool(inputs, pool_size, strides, padding.lower(), _first(data_format), False)


@operation
def average_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    return _host.pool(inputs, pool_size, strides, padding.lower(), _first(data_format), True)


@operation
def one_hot(x, num_classes, axis=-1, dtype=None, sparse=False):
    result = F.one_hot(x.long(), num_classes).to(torch_dtype(dtype))
    return result if axis == -1 else result.movedim(-1, axis)


@operation
def multi_hot(inputs, num_classes, axis=-1, dtype=None, sparse=False):
    return F.one_hot(inputs.long(), num_classes).amax(-2).to(torch_dtype(dtype))


@operation
def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return F.binary_cross_entropy_with_logits(output, target.to(output.dtype), reduction="none")
    return F.binary_cross_entropy(output, target.to(output.dtype), reduction="none")


@operation
def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    if from_logits:
        return -(target * F.log_softmax(output, axis)).sum(axis)
    output = output / output.sum(axis, keepdim=True)
    return -(target * output.clamp(1e-7, 1 - 1e-7).log()).sum(axis)


@operation
def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    if target.dim() == output.dim() and target.shape[-1] == 1:
        target = target.squeeze(-1)
    logs = F.log_softmax(output, axis) if from_logits else output.clamp(1e-7, 1 - 1e-7).log()
    return -torch.gather(logs, axis, target.long().unsqueeze(axis)).squeeze(axis)


@operation
def moments(x, axes, keepdims=False, synchronized=False):
    mean = x.mean(list(axes) if isinstance(axes, (list, tuple)) else axes, keepdim=keepdims)
    variance = x.var(list(axes) if isinstance(axes, (list, tuple)) else axes, correction=0, keepdim=keepdims)
    return mean, variance


@operation
def batch_normalization(x, mean, variance, axis, offset=None, scale=None, epsilon=1e-3):
    return _host.batch_norm(x, scale, offset, axis, False)


@operation
def layer_normalization(x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs):
    return _host.layer_norm(x, gamma, beta, list(axis) if isinstance(axis, (list, tuple)) else [axis])


@operation
def rms_normalization(x, scale=1, axis=-1, epsilon=None):
    return _host.rms_norm(x, scale if isinstance(scale, torch.Tensor) else None)


@operation
def normalize(x, axis=-1, order=2, epsilon=None):
    return F.normalize(x, order, axis)


@operation
def dot_product_attention(
    query, key, value, bias=None, mask=None, scale=None, is_causal=False, flash_attention=None, attn_logits_soft_cap=None
):
    # [B, T, N, H]; fewer key heads are repeated.
    if key.shape[2] != query.shape[2]:
        key = key.repeat_interleave(query.shape[2] // key.shape[2], 2)
        value = value.repeat_interleave(query.shape[2] // value.shape[2], 2)
    scores = _host.einsum("btnh,bsnh->bnts", query, key) * (scale if scale is not None else query.shape[-1] ** -0.5)
    if bias is not None:
        scores = scores + bias
    if is_causal:
        causal = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
        mask = causal if mask is None else mask & causal
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e9)
    return _host.einsum("bnts,bsnh->btnh", scores.softmax(-1), value)


@operation
def psnr(x1, x2, max_val):
    return 20 * torch.log10(torch.as_tensor(max_val)) - 10 * torch.log10(((x1 - x2) ** 2).mean())


@operation
def ctc_loss(target, output, target_length, output_length, mask_index=0):
    logs = F.log_softmax(output, -1).transpose(0, 1)
    return F.ctc_loss(logs, target, output_length, target_length, mask_index, reduction="none")


@operation
def polar(abs_, angle):
    return torch.polar(abs_, angle)


@operation
def fold(x, output_size, kernel_size, dilation=1, padding=0, stride=1):
    return F.fold(x, output_size, kernel_size, dilation, padding, stride)


@operation
def unfold(x, kernel_size, dilation=1, padding=0, stride=1):
    return F.unfold(x, kernel_size, dilation, padding, stride)


def batch_dot(x, y, axes=None):
    axes = (axes, axes) if isinstance(axes, int) else (x.dim() - 1, y.dim() - 2) if axes is None else axes
    x_rank, y_rank = x.dim(), y.dim()
    x = x.unsqueeze(1) if x_rank == 2 else x.movedim(axes[0], -1)
    y = y.unsqueeze(-1) if y_rank == 2 else y.movedim(axes[1], -2)
    result = torch.matmul(x, y)
    if x_rank == 2:
        result = result.squeeze(1)
    if y_rank == 2:
        result = result.squeeze(-1)
    return result.unsqueeze(-1) if result.dim() == 1 else result


batch_dot = operation(batch_dot)
