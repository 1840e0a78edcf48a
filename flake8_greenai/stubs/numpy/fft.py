"""Fourier transforms."""
import torch
from _greenai import unknown
from numpy._array import ndarray
from numpy._operands import tensor_of, wrapped


def _one(function):
    def transform(a, n=None, axis=-1, norm=None, out=None):
        return wrapped(function(tensor_of(a), n, axis, norm))

    return transform


def _two(function):
    def transform(a, s=None, axes=(-2, -1), norm=None, out=None):
        return wrapped(function(tensor_of(a), s, axes, norm))

    return transform


def _many(function):
    def transform(a, s=None, axes=None, norm=None, out=None):
        return wrapped(function(tensor_of(a), s, axes, norm))

    return transform


fft, ifft, rfft, irfft = _one(torch.fft.fft), _one(torch.fft.ifft), _one(torch.fft.rfft), _one(torch.fft.irfft)
hfft, ihfft = _one(torch.fft.hfft), _one(torch.fft.ihfft)
fft2, ifft2, rfft2, irfft2 = _two(torch.fft.fft2), _two(torch.fft.ifft2), _two(torch.fft.rfft2), _two(torch.fft.irfft2)
fftn, ifftn, rfftn, irfftn = _many(torch.fft.fftn), _many(torch.fft.ifftn), _many(torch.fft.rfftn), _many(torch.fft.irfftn)


def fftfreq(n, d=1.0):
    return ndarray(torch.fft.fftfreq(n, d, dtype=torch.float64))


def rfftfreq(n, d=1.0):
    return ndarray(torch.fft.rfftfreq(n, d, dtype=torch.float64))


def fftshift(x, axes=None):
    return ndarray(torch.fft.fftshift(tensor_of(x), axes))


def ifftshift(x, axes=None):
    return ndarray(torch.fft.ifftshift(tensor_of(x), axes))


def __getattr__(name):
    return unknown(f"numpy.fft.{name} is not known")
