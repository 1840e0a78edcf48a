"""Reshaping, padding, cropping and upsampling layers."""

import torch
import torch.nn.functional as F
from keras._layer import Layer
from keras.backend import standardize_data_format


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs):
        if inputs.dim() < 2:
            return inputs.unsqueeze(-1)
        if self.data_format == "channels_first" and inputs.dim() > 2:
            inputs = inputs.movedim(1, -1)
        return inputs.flatten(1)


class Reshape(Layer):
    def __init__(self, target_shape, **kwargs):
        super().__init__(**kwargs)
        self.target_shape = (target_shape,) if isinstance(target_shape, int) else tuple(target_shape)

    def call(self, inputs):
        return inputs.reshape((inputs.shape[0], *[-1 if size is None else size for size in self.target_shape]))


class Permute(Layer):
    def __init__(self, dims, **kwargs):
        super().__init__(**kwargs)
        self.dims = tuple(dims)

    def call(self, inputs):
        return inputs.permute((0, *self.dims))


class RepeatVector(Layer):
    def __init__(self, n, **kwargs):
        super().__init__(**kwargs)
        self.n = n

    def call(self, inputs):
        return inputs.unsqueeze(1).repeat(1, self.n, 1)


def _pairs(value, rank):
    if isinstance(value, int):
        return ((value, value),) * rank
    if rank == 1:
        return (tuple(value),)
    return tuple([(one, one) if isinstance(one, int) else tuple(one) for one in value])


class _ZeroPadding(Layer):
    def __init__(self, padding=1, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.padding = _pairs(padding, self._rank)
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs):
        pads = [] if self.data_format == "channels_first" else [0, 0]
        for before, after in reversed(self.padding):
            pads += [before, after]
        return F.pad(inputs, pads)


class ZeroPadding1D(_ZeroPadding):
    _rank = 1


class ZeroPadding2D(_ZeroPadding):
    _rank = 2


class ZeroPadding3D(_ZeroPadding):
    _rank = 3


class _Cropping(Layer):
    def __init__(self, cropping=1, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.cropping = _pairs(cropping, self._rank)
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs):
        first = 2 if self.data_format == "channels_first" else 1
        for place, (before, after) in enumerate(self.cropping):
            size = inputs.shape[first + place]
            inputs = inputs.narrow(first + place, before, size - before - after)
        return inputs


class Cropping1D(_Cropping):
    _rank = 1


class Cropping2D(_Cropping):
    _rank = 2


class Cropping3D(_Cropping):
    _rank = 3


class UpSampling1D(Layer):
    def __init__(self, size=2, **kwargs):
        super().__init__(**kwargs)
        self.size = size

    def call(self, inputs):
        return inputs.repeat_interleave(self.size, 1)


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), data_format=None, interpolation="nearest", **kwargs):
        super().__init__(**kwargs)
        self.size = (size, size) if isinstance(size, int) else tuple(size)
        self.data_format = standardize_data_format(data_format)
        self.interpolation = interpolation.lower()

    def call(self, inputs):
        mode = {"nearest": "nearest", "bilinear": "bilinear", "bicubic": "bicubic"}.get(self.interpolation, "bilinear")
        if self.data_format == "channels_first":
            return F.interpolate(inputs, scale_factor=self.size, mode=mode)
        height, width = inputs.shape[1] * self.size[0], inputs.shape[2] * self.size[1]
        return F.interpolate(inputs.permute(0, 3, 1, 2), size=(height, width), mode=mode).permute(0, 2, 3, 1)


class UpSampling3D(Layer):
    def __init__(self, size=(2, 2, 2), data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.size = (size,) * 3 if isinstance(size, int) else tuple(size)
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs):
        first = 2 if self.data_format == "channels_first" else 1
        for place, count in enumerate(self.size):
            inputs = inputs.repeat_interleave(count, first + place)
        return inputs
