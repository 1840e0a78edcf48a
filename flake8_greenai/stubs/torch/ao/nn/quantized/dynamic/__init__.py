"""Layers whose weights are stored as bytes and whose inputs are quantised as they come: no parameters, the products of a float layer."""
import torch
import torch.nn.functional as F
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias_=True, dtype=torch.qint8):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        # Packed weights are neither parameters nor buffers.
        self._packed = [torch.empty((out_features, in_features)), torch.empty((out_features,)) if bias_ else None]

    @classmethod
    def from_float(cls, mod, use_precomputed_fake_quant=False):
        return cls(mod.in_features, mod.out_features, mod.bias is not None)

    def weight(self):
        return self._packed[0]

    def bias(self):
        return self._packed[1]

    def forward(self, x):
        return F.linear(x, self._packed[0], self._packed[1])


class _Recurrent(nn.Module):
    """A recurrent layer or cell whose parameters are packed."""

    def __init__(self, *args, **kwargs):
        super().__init__()
        self._packed = [self._float(*args, **kwargs).requires_grad_(False)]

    @classmethod
    def from_float(cls, mod, use_precomputed_fake_quant=False):
        made = cls(mod.input_size, mod.hidden_size)
        made._packed = [mod.requires_grad_(False)]
        return made

    def forward(self, *args, **kwargs):
        return self._packed[0](*args, **kwargs)


class LSTM(_Recurrent):
    _float = nn.LSTM


class GRU(_Recurrent):
    _float = nn.GRU


class LSTMCell(_Recurrent):
    _float = nn.LSTMCell


class GRUCell(_Recurrent):
    _float = nn.GRUCell


class RNNCell(_Recurrent):
    _float = nn.RNNCell
