"""Layers that merge several inputs."""

import torch
from keras import ops
from keras._graph import holds_symbolic
from keras._layer import Layer


class _Merge(Layer):
    supports_masking = True

    def call(self, inputs):
        result = inputs[0]
        rank = max([x.dim() for x in inputs])
        if any([x.dim() != rank for x in inputs]):
            inputs = [_widened(x, rank) for x in inputs]
            result = inputs[0]
        for x in inputs[1:]:
            result = self._merged(result, x)
        return result

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        found = [one for one in mask if one is not None]
        if not found:
            return None
        result = found[0]
        for one in found[1:]:
            result = result | one
        return result


def _widened(x, rank):
    for _ in range(rank - x.dim()):
        x = x.unsqueeze(1)
    return x


class Add(_Merge):
    def _merged(self, a, b):
        return a + b


class Subtract(_Merge):
    def _merged(self, a, b):
        return a - b


class Multiply(_Merge):
    def _merged(self, a, b):
        return a * b


class Maximum(_Merge):
    def _merged(self, a, b):
        return torch.maximum(a, b)


class Minimum(_Merge):
    def _merged(self, a, b):
        return torch.minimum(a, b)


class Average(Add):
    def call(self, inputs):
        return super().call(inputs) / len(inputs)


class Concatenate(_Merge):
    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        return torch.cat(list(inputs), self.axis)

    def compute_mask(self, inputs, mask=None):
        return None


class Dot(_Merge):
    def __init__(self, axes, normalize=False, **kwargs):
        super().__init__(**kwargs)
        self.axes = axes
        self.normalize = normalize

    def call(self, inputs):
        x, y = inputs
        axes = (self.axes, self.axes) if isinstance(self.axes, int) else tuple(self.axes)
        axes = (axes[0] % x.dim(), axes[1] % y.dim())
        if self.normalize:
            x = torch.nn.functional.normalize(x, dim=axes[0])
            y = torch.nn.functional.normalize(y, dim=axes[1])
        return ops.batch_dot(x, y, axes)


def _function(layer):
    def merge(inputs, **kwargs):
        return layer(**kwargs)(inputs)

    return merge


add = _function(Add)
subtract = _function(Subtract)
multiply = _function(Multiply)
maximum = _function(Maximum)
minimum = _function(Minimum)
average = _function(Average)


def concatenate(inputs, axis=-1, **kwargs):
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs, axes=-1, **kwargs):
    return Dot(axes=axes, **kwargs)(inputs)
