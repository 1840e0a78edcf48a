"""Functions of ``keras.ops`` that few programs use."""

import torch
import torch.nn.functional as F
from _greenai import unknown
from keras._graph import operation
from keras.backend import standardize_data_format, torch_dtype
from keras.ops.numpy import _axes, _float, _t, _tensors, _unary, concatenate, mean, quantile, std, sum, var

cbrt = _float(lambda x: torch.sign(x) * torch.abs(x) ** (1 / 3))
fabs = _unary(torch.abs)
rad2deg = _float(torch.rad2deg)
sinc = _float(torch.sinc)
i0 = _float(torch.i0)
signbit = _unary(torch.signbit)
isneginf = _unary(torch.isneginf)
isposinf = _unary(torch.isposinf)
isreal = _unary(torch.isreal)
erfc = _float(torch.erfc)
fmax = _tensors(torch.fmax)
fmin = _tensors(torch.fmin)
gcd = _tensors(torch.gcd)
lcm = _tensors(torch.lcm)
heaviside = _tensors(torch.heaviside)
ldexp = _tensors(torch.ldexp)
logaddexp2 = _tensors(torch.logaddexp2)
nextafter = _tensors(torch.nextafter)
diagflat = operation(lambda x, k=0: torch.diagflat(x, k))
fliplr = operation(lambda x: torch.flip(x, [1]))
flipud = operation(lambda x: torch.flip(x, [0]))
hsplit = operation(lambda x, indices_or_sections: list(torch.hsplit(x, indices_or_sections)))
vsplit = operation(lambda x, indices_or_sections: list(torch.vsplit(x, indices_or_sections)))
dsplit = operation(lambda x, indices_or_sections: list(torch.dsplit(x, indices_or_sections)))
vander = operation(lambda x, N=None, increasing=False: torch.vander(x, N, increasing))
isin = operation(lambda x1, x2, **kwargs: torch.isin(_t(x1), _t(x2)))
allclose = operation(lambda x1, x2, rtol=1e-5, atol=1e-8, equal_nan=False: torch.isclose(x1, x2).all())
append = operation(lambda x1, x2, axis=None: torch.cat([x1.flatten(), x2.flatten()]) if axis is None else torch.cat([x1, x2], axis))
argpartition = operation(lambda x, kth, axis=-1: torch.argsort(x, axis).to(torch.int32))
corrcoef = operation(lambda x: torch.corrcoef(x))
ptp = operation(
    lambda x, axis=None, keepdims=False: (
        x.max() - x.min() if axis is None else x.amax(axis, keepdim=keepdims) - x.amin(axis, keepdim=keepdims)
    )
)
percentile = operation(lambda x, q, axis=None, method="linear", keepdims=False: quantile(x, q / 100, axis, keepdims=keepdims))
trapezoid = operation(lambda y, x=None, dx=1.0, axis=-1: torch.trapezoid(y, dx=dx, dim=axis))
view = operation(lambda x, dtype=None: x if dtype is None else x.view(torch_dtype(dtype)))
view_as_complex = operation(lambda x: torch.view_as_complex(x))
view_as_real = operation(lambda x: torch.view_as_real(x))
cdist = operation(lambda x, y, p=2.0: torch.cdist(x, y, p))
pinv = operation(lambda x: torch.linalg.pinv(x))
matrix_rank = operation(lambda x: torch.linalg.matrix_rank(x))
cholesky_inverse = operation(lambda x, upper=False: torch.cholesky_inverse(x))
nansum = operation(lambda x, axis=None, keepdims=False: torch.nansum(x) if axis is None else torch.nansum(x, _axes(axis), keepdim=keepdims))
nanmean = operation(
    lambda x, axis=None, keepdims=False: torch.nanmean(x) if axis is None else torch.nanmean(x, _axes(axis), keepdim=keepdims)
)


def _complex(function):
    def call(x):
        result = function(torch.complex(x[0], x[1]))
        return result.real, result.imag

    return operation(call)


fft2 = _complex(torch.fft.fft2)
ifft2 = _complex(torch.fft.ifft2)


@operation
def irfft(x, fft_length=None):
    return torch.fft.irfft(torch.complex(x[0], x[1]), fft_length)


@operation
def rearrange(tensor, pattern, **axes_lengths):
    import einops

    return einops.rearrange(tensor, pattern, **axes_lengths)


@operation
def depth_to_space(x, block_size, data_format=None):
    batch, height, width, channels = x.shape
    depth = channels // (block_size * block_size)
    x = x.reshape(batch, height, width, block_size, block_size, depth).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(batch, height * block_size, width * block_size, depth)


@operation
def space_to_depth(x, block_size, data_format=None):
    batch, height, width, channels = x.shape
    x = x.reshape(batch, height // block_size, block_size, width // block_size, block_size, channels).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(batch, height // block_size, width // block_size, block_size * block_size * channels)


def _adaptive(kind):
    def pool(inputs, output_size, data_format=None):
        function = getattr(F, f"adaptive_{kind}_pool{inputs.dim() - 2}d")
        if standardize_data_format(data_format) == "channels_first":
            return function(inputs, output_size)
        return function(inputs.movedim(-1, 1), output_size).movedim(1, -1)

    return operation(pool)


adaptive_average_pool = _adaptive("avg")
adaptive_max_pool = _adaptive("max")


def _window(name):
    def window(x):
        return torch.ones((x,))

    return window


bartlett = blackman = hamming = hanning = _window("window")


def kaiser(x, beta):
    return torch.ones((x,))


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    return torch.logspace(0, 1, num, dtype=torch_dtype(dtype))


@operation
def unravel_index(indices, shape):
    return torch.unravel_index(indices, tuple(shape))


def unique(x, *args, **kwargs):
    return unknown("how many values of a tensor differ")


@operation
def histogram(x, bins=10, range=None):
    return torch.zeros((bins,), dtype=torch.int32), torch.zeros((bins + 1,))
