"""Segments, FFT and other mathematics of keras.ops."""

import torch
from keras._graph import operation


@operation
def logsumexp(x, axis=None, keepdims=False):
    return torch.logsumexp(x, list(range(x.dim())) if axis is None else axis, keepdim=keepdims)


@operation
def rsqrt(x):
    return torch.rsqrt(x)


@operation
def erf(x):
    return torch.erf(x)


@operation
def erfinv(x):
    return torch.erfinv(x)


@operation
def top_k(x, k, sorted=True):
    values, indices = torch.topk(x, k)
    return values, indices.to(torch.int32)


@operation
def in_top_k(targets, predictions, k):
    return (torch.topk(predictions, k)[1] == targets[:, None]).any(-1)


@operation
def segment_sum(data, segment_ids, num_segments=None, sorted=False):
    result = torch.zeros((num_segments, *data.shape[1:]), dtype=data.dtype)
    return result.index_add(0, segment_ids, data)


segment_max = segment_sum


@operation
def fft(x):
    return torch.fft.fft(x)


@operation
def rfft(x, fft_length=None):
    result = torch.fft.rfft(x[0] if isinstance(x, tuple) else x, fft_length)
    return result.real, result.imag


@operation
def stft(x, sequence_length, sequence_stride, fft_length, window="hann", center=True):
    result = _stft(x, sequence_length, sequence_stride, fft_length, center)
    return result.real, result.imag


def _stft(x, length, step, fft_length, center=False):
    if center:
        x = torch.nn.functional.pad(x, [fft_length // 2, fft_length // 2])
    frames = x.unfold(-1, length, step)
    return torch.fft.rfft(frames * torch.ones(length, dtype=x.dtype), fft_length)


@operation
def extract_sequences(x, sequence_length, sequence_stride):
    return x.unfold(-1, sequence_length, sequence_stride)


@operation
def logdet(x):
    return torch.logdet(x)
