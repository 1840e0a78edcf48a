"""Pooling layers."""

import torch
import torch.nn.functional as F
from keras._host import pool
from keras._layer import Layer
from keras.backend import standardize_data_format


class BasePooling(Layer):
    _is_average = False
    supports_masking = False

    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        rank = self._rank
        self.pool_size = (pool_size,) * rank if isinstance(pool_size, int) else tuple(pool_size)
        self.strides = self.pool_size if strides is None else (strides,) * rank if isinstance(strides, int) else tuple(strides)
        self.padding = padding.lower()
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs):
        return pool(inputs, self.pool_size, self.strides, self.padding, self.data_format == "channels_first", self._is_average)


class MaxPooling1D(BasePooling):
    _rank = 1


class MaxPooling2D(BasePooling):
    _rank = 2


class MaxPooling3D(BasePooling):
    _rank = 3


class AveragePooling1D(BasePooling):
    _rank = 1
    _is_average = True


class AveragePooling2D(BasePooling):
    _rank = 2
    _is_average = True


class AveragePooling3D(BasePooling):
    _rank = 3
    _is_average = True


class BaseGlobalPooling(Layer):
    _is_average = True

    def __init__(self, data_format=None, keepdims=False, **kwargs):
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.keepdims = keepdims

    def call(self, inputs, mask=None):
        axes = list(range(2, inputs.dim())) if self.data_format == "channels_first" else list(range(1, inputs.dim() - 1))
        if mask is not None and self._is_average and len(axes) == 1:
            mask = mask.to(inputs.dtype).unsqueeze(2 if axes == [1] else 1)
            return (inputs * mask).sum(axes, keepdim=self.keepdims) / mask.sum(axes, keepdim=self.keepdims)
        return inputs.mean(axes, keepdim=self.keepdims) if self._is_average else inputs.amax(axes, keepdim=self.keepdims)


class GlobalAveragePooling1D(BaseGlobalPooling):
    supports_masking = True

    def compute_mask(self, inputs, mask=None):
        return None


class GlobalAveragePooling2D(BaseGlobalPooling):
    pass


class GlobalAveragePooling3D(BaseGlobalPooling):
    pass


class GlobalMaxPooling1D(BaseGlobalPooling):
    _is_average = False


class GlobalMaxPooling2D(BaseGlobalPooling):
    _is_average = False


class GlobalMaxPooling3D(BaseGlobalPooling):
    _is_average = False


class BaseAdaptivePooling(Layer):
    _function = None

    def __init__(self, output_size, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.output_size = output_size
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs):
        function = getattr(F, self._function)
        if self.data_format == "channels_first":
            return function(inputs, self.output_size)
        return function(inputs.movedim(-1, 1), self.output_size).movedim(1, -1)


class AdaptiveAveragePooling1D(BaseAdaptivePooling):
    _function = "adaptive_avg_pool1d"


class AdaptiveAveragePooling2D(BaseAdaptivePooling):
    _function = "adaptive_avg_pool2d"


class AdaptiveAveragePooling3D(BaseAdaptivePooling):
    _function = "adaptive_avg_pool3d"


class AdaptiveMaxPooling1D(BaseAdaptivePooling):
    _function = "adaptive_max_pool1d"


class AdaptiveMaxPooling2D(BaseAdaptivePooling):
    _function = "adaptive_max_pool2d"


class AdaptiveMaxPooling3D(BaseAdaptivePooling):
    _function = "adaptive_max_pool3d"


AvgPool1D = AveragePooling1D
AvgPool2D = AveragePooling2D
AvgPool3D = AveragePooling3D
MaxPool1D = MaxPooling1D
MaxPool2D = MaxPooling2D
MaxPool3D = MaxPooling3D
GlobalAvgPool1D = GlobalAveragePooling1D
GlobalAvgPool2D = GlobalAveragePooling2D
GlobalAvgPool3D = GlobalAveragePooling3D
GlobalMaxPool1D = GlobalMaxPooling1D
GlobalMaxPool2D = GlobalMaxPooling2D
GlobalMaxPool3D = GlobalMaxPooling3D
