"""Dropout, noise and what else acts in training alone."""

import torch
import torch.nn.functional as F
from keras._layer import Layer


class Dropout(Layer):
    supports_masking = True

    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(**kwargs)
        if not 0 <= rate <= 1:
            raise ValueError(f"Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate={rate}")
        self.rate = rate
        self.seed = seed
        self.noise_shape = noise_shape

    def call(self, inputs, training=False):
        if training and self.rate > 0:
            return F.dropout(inputs, self.rate, True)
        return inputs


class _SpatialDropout(Layer):
    supports_masking = True

    def __init__(self, rate, data_format=None, seed=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.rate = rate
        self.data_format = data_format

    def call(self, inputs, training=False):
        if not training or self.rate == 0:
            return inputs
        if self.data_format == "channels_first":
            shape = (*inputs.shape[:2], *(1,) * (inputs.dim() - 2))
        else:
            shape = (inputs.shape[0], *(1,) * (inputs.dim() - 2), inputs.shape[-1])
        return inputs * F.dropout(torch.ones(shape, dtype=inputs.dtype), self.rate, True)


class SpatialDropout1D(_SpatialDropout):
    pass


class SpatialDropout2D(_SpatialDropout):
    pass


class SpatialDropout3D(_SpatialDropout):
    pass


class AlphaDropout(Layer):
    supports_masking = True

    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs, training=False):
        return F.alpha_dropout(inputs, self.rate, True) if training and self.rate > 0 else inputs


class GaussianDropout(Layer):
    supports_masking = True

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs, training=False):
        return inputs * (1 + torch.randn_like(inputs)) if training and self.rate > 0 else inputs


class GaussianNoise(Layer):
    supports_masking = True

    def __init__(self, stddev, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.stddev = stddev

    def call(self, inputs, training=False):
        return inputs + torch.randn_like(inputs) * self.stddev if training and self.stddev > 0 else inputs


class ActivityRegularization(Layer):
    supports_masking = True

    def __init__(self, l1=0.0, l2=0.0, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs):
        return inputs
