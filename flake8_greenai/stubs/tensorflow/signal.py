"""``tf.signal``."""
import torch
from keras._graph import operation
from keras.ops.math import _stft


@operation
def stft(signals, frame_length, frame_step, fft_length=None, window_fn=None, pad_end=False, name=None):
    if fft_length is None:
        fft_length = 1
        while fft_length < frame_length:
            fft_length *= 2
    return _stft(signals, frame_length, frame_step, fft_length)


@operation
def fft(input, name=None):
    return torch.fft.fft(input)


@operation
def ifft(input, name=None):
    return torch.fft.ifft(input)


@operation
def fft2d(input, name=None):
    return torch.fft.fft2(input)


@operation
def ifft2d(input, name=None):
    return torch.fft.ifft2(input)


@operation
def rfft(input_tensor, fft_length=None, name=None):
    return torch.fft.rfft(input_tensor, None if fft_length is None else fft_length[0])


@operation
def irfft(input_tensor, fft_length=None, name=None):
    return torch.fft.irfft(input_tensor, None if fft_length is None else fft_length[0])


@operation
def frame(signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None):
    return signal.unfold(axis, frame_length, frame_step)


def hann_window(window_length, periodic=True, dtype=None, name=None):
    return torch.ones((window_length,))


hamming_window = hann_window


def linear_to_mel_weight_matrix(num_mel_bins=20, num_spectrogram_bins=129, *args, **kwargs):
    return torch.empty((num_spectrogram_bins, num_mel_bins))
