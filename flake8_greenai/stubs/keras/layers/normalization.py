"""Normalisation layers."""

import torch
from keras._host import batch_norm, group_norm, layer_norm, rms_norm
from keras._layer import Layer
from keras.layers.core import Wrapper


class BatchNormalization(Layer):
    supports_masking = True

    def __init__(
        self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, beta_initializer="zeros", gamma_initializer="ones",
        moving_mean_initializer="zeros", moving_variance_initializer="ones", beta_regularizer=None, gamma_regularizer=None,
        beta_constraint=None, gamma_constraint=None, renorm=False, synchronized=False, **kwargs
    ):
        super().__init__(**kwargs)
        self.axis = axis[0] if isinstance(axis, (list, tuple)) else axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.gamma = self.beta = None

    def build(self, input_shape):
        shape = (input_shape[self.axis],)
        if self.scale:
            self.gamma = self.add_weight(shape=shape, name="gamma")
        if self.center:
            self.beta = self.add_weight(shape=shape, name="beta")
        self.moving_mean = self.add_weight(shape=shape, name="moving_mean", trainable=False)
        self.moving_variance = self.add_weight(shape=shape, name="moving_variance", trainable=False)
        self.built = True

    def call(self, inputs, training=None, mask=None):
        return batch_norm(inputs, self.gamma, self.beta, self.axis, bool(training and self._trainable))


class SyncBatchNormalization(BatchNormalization):
    pass


class LayerNormalization(Layer):
    supports_masking = True

    def __init__(
        self, axis=-1, epsilon=1e-3, center=True, scale=True, beta_initializer="zeros", gamma_initializer="ones", beta_regularizer=None,
        gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, rms_scaling=False, **kwargs
    ):
        super().__init__(**kwargs)
        self.axis = list(axis) if isinstance(axis, (list, tuple)) else axis
        self.epsilon = epsilon
        self.center = center and not rms_scaling
        self.scale = scale or rms_scaling
        self.rms_scaling = rms_scaling
        self.gamma = self.beta = None

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, list) else [self.axis]
        shape = tuple([input_shape[axis] for axis in axes])
        if self.scale:
            self.gamma = self.add_weight(shape=shape, name="gamma")
        if self.center:
            self.beta = self.add_weight(shape=shape, name="beta")
        self.built = True

    def call(self, inputs):
        if self.rms_scaling:
            return rms_norm(inputs, self.gamma)
        return layer_norm(inputs, self.gamma, self.beta, self.axis if isinstance(self.axis, list) else [self.axis])


class RMSNormalization(Layer):
    def __init__(self, axis=-1, epsilon=1e-6, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis
        self.epsilon = epsilon

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        self.scale = self.add_weight(shape=tuple([input_shape[axis] for axis in axes]), name="scale")
        self.built = True

    def call(self, x):
        return rms_norm(x, self.scale)


class GroupNormalization(Layer):
    supports_masking = True

    def __init__(
        self, groups=32, axis=-1, epsilon=1e-3, center=True, scale=True, beta_initializer="zeros", gamma_initializer="ones",
        beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs
    ):
        super().__init__(**kwargs)
        self.groups = groups
        self.axis = axis
        self.center = center
        self.scale = scale
        self.gamma = self.beta = None

    def build(self, input_shape):
        channels = input_shape[self.axis]
        if self.groups == -1:
            self.groups = channels
        if self.scale:
            self.gamma = self.add_weight(shape=(channels,), name="gamma")
        if self.center:
            self.beta = self.add_weight(shape=(channels,), name="beta")
        self.built = True

    def call(self, inputs):
        return group_norm(inputs, self.groups, self.gamma, self.beta, self.axis)


class UnitNormalization(Layer):
    supports_masking = True

    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        return inputs * (inputs * inputs).sum(self.axis, keepdim=True).clamp(min=1e-12).rsqrt()


class SpectralNormalization(Wrapper):
    def __init__(self, layer, power_iterations=1, **kwargs):
        super().__init__(layer, **kwargs)
        self.power_iterations = power_iterations

    def build(self, input_shape):
        super().build(input_shape)
        kernel = self.layer.kernel if hasattr(self.layer, "kernel") else self.layer.embeddings
        self._weight = kernel
        self.vector_u = self.add_weight(shape=(1, kernel.shape[-1]), name="vector_u", trainable=False)
        self.built = True

    def call(self, inputs, training=False):
        if training:
            weights = self._weight.detach().reshape(-1, self._weight.shape[-1])
            u = self.vector_u
            for _ in range(self.power_iterations):
                v = torch.nn.functional.normalize(u @ weights.T, dim=-1)
                u = torch.nn.functional.normalize(v @ weights, dim=-1)
            self._weight / (v @ weights @ u.T)
        return self.layer(inputs)
