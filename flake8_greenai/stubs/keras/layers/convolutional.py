"""Convolutions of one to three dims, transposed, separable and depthwise ones."""

from keras import activations
from keras._host import convolve, convolve_depthwise, convolve_transposed
from keras._layer import Layer
from keras.backend import standardize_data_format


def _many(value, rank):
    return (value,) * rank if isinstance(value, int) else tuple(value)


class BaseConv(Layer):
    supports_masking = True

    def __init__(
        self,
        rank,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        groups=1,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.rank = rank
        self.filters = filters
        self.kernel_size = _many(kernel_size, rank)
        self.strides = _many(strides, rank)
        self.padding = padding.lower()
        self.data_format = standardize_data_format(data_format)
        self._channels_first = self.data_format == "channels_first"
        self.dilation_rate = _many(dilation_rate, rank)
        self.groups = groups
        self.activation = activations.get(activation)
        self._activates = activation is not None
        self.use_bias = use_bias
        self.kernel_regularizer = kernel_regularizer
        self.bias = None

    def _channels(self, input_shape):
        return input_shape[1 if self._channels_first else -1]

    def build(self, input_shape):
        channels = self._channels(input_shape)
        if channels % self.groups != 0:
            raise ValueError(
                "The number of input channels must be evenly divisible by the number of groups. "
                f"Received groups={self.groups}, but the input has {channels} channels."
            )
        self.kernel = self.add_weight(shape=(*self.kernel_size, channels // self.groups, self.filters), name="kernel")
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.filters,), name="bias")
        self.built = True

    def convolution_op(self, inputs, kernel):
        return convolve(inputs, kernel, None, self.strides, self.padding, self.dilation_rate, self._channels_first)

    def call(self, inputs):
        x = convolve(inputs, self.kernel, self.bias, self.strides, self.padding, self.dilation_rate, self._channels_first)
        return self.activation(x) if self._activates else x


class Conv1D(BaseConv):
    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, groups=1, activation=None, **kwargs
    ):
        super().__init__(1, filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, **kwargs)


class Conv2D(BaseConv):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1),
        padding="valid",
        data_format=None,
        dilation_rate=(1, 1),
        groups=1,
        activation=None,
        **kwargs,
    ):
        super().__init__(2, filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, **kwargs)


class Conv3D(BaseConv):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1, 1),
        padding="valid",
        data_format=None,
        dilation_rate=(1, 1, 1),
        groups=1,
        activation=None,
        **kwargs,
    ):
        super().__init__(3, filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, **kwargs)


class BaseConvTranspose(BaseConv):
    def __init__(
        self,
        rank,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        output_padding=None,
        data_format=None,
        dilation_rate=1,
        activation=None,
        **kwargs,
    ):
        super().__init__(rank, filters, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, **kwargs)
        self.output_padding = None if output_padding is None else _many(output_padding, rank)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(*self.kernel_size, self.filters, self._channels(input_shape)), name="kernel")
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.filters,), name="bias")
        self.built = True

    def call(self, inputs):
        x = convolve_transposed(
            inputs, self.kernel, self.bias, self.strides, self.padding, self.output_padding, self.dilation_rate, self._channels_first
        )
        return self.activation(x) if self._activates else x


class Conv1DTranspose(BaseConvTranspose):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1, **kwargs):
        super().__init__(1, filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, **kwargs)


class Conv2DTranspose(BaseConvTranspose):
    def __init__(
        self, filters, kernel_size, strides=(1, 1), padding="valid", output_padding=None, data_format=None, dilation_rate=(1, 1), **kwargs
    ):
        super().__init__(2, filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, **kwargs)


class Conv3DTranspose(BaseConvTranspose):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1, 1),
        padding="valid",
        data_format=None,
        output_padding=None,
        dilation_rate=(1, 1, 1),
        **kwargs,
    ):
        super().__init__(3, filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, **kwargs)


class BaseDepthwiseConv(BaseConv):
    def __init__(
        self, rank, depth_multiplier, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, activation=None, **kwargs
    ):
        for name in ("initializer", "regularizer", "constraint"):
            kwargs.pop(f"depthwise_{name}", None)
        super().__init__(rank, None, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, **kwargs)
        self.depth_multiplier = depth_multiplier

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.kernel = self.add_weight(shape=(*self.kernel_size, channels, self.depth_multiplier), name="kernel")
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.depth_multiplier * channels,), name="bias")
        self.built = True

    def call(self, inputs):
        x = convolve_depthwise(inputs, self.kernel, self.bias, self.strides, self.padding, self.dilation_rate, self._channels_first)
        return self.activation(x) if self._activates else x


class DepthwiseConv1D(BaseDepthwiseConv):
    def __init__(self, kernel_size, strides=1, padding="valid", depth_multiplier=1, data_format=None, dilation_rate=1, **kwargs):
        super().__init__(1, depth_multiplier, kernel_size, strides, padding, data_format, dilation_rate, **kwargs)


class DepthwiseConv2D(BaseDepthwiseConv):
    def __init__(self, kernel_size, strides=(1, 1), padding="valid", depth_multiplier=1, data_format=None, dilation_rate=(1, 1), **kwargs):
        super().__init__(2, depth_multiplier, kernel_size, strides, padding, data_format, dilation_rate, **kwargs)


class BaseSeparableConv(BaseConv):
    def __init__(
        self,
        rank,
        depth_multiplier,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        activation=None,
        **kwargs,
    ):
        for name in ("initializer", "regularizer", "constraint"):
            kwargs.pop(f"depthwise_{name}", None)
            kwargs.pop(f"pointwise_{name}", None)
        super().__init__(rank, filters, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, **kwargs)
        self.depth_multiplier = depth_multiplier

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.depthwise_kernel = self.add_weight(shape=(*self.kernel_size, channels, self.depth_multiplier), name="depthwise_kernel")
        self.pointwise_kernel = self.add_weight(
            shape=(*(1,) * self.rank, self.depth_multiplier * channels, self.filters), name="pointwise_kernel"
        )
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.filters,), name="bias")
        self.built = True

    def call(self, inputs):
        x = convolve_depthwise(inputs, self.depthwise_kernel, None, self.strides, self.padding, self.dilation_rate, self._channels_first)
        x = convolve(x, self.pointwise_kernel, self.bias, 1, "valid", 1, self._channels_first)
        return self.activation(x) if self._activates else x


class SeparableConv1D(BaseSeparableConv):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        depth_multiplier=1,
        activation=None,
        **kwargs,
    ):
        super().__init__(1, depth_multiplier, filters, kernel_size, strides, padding, data_format, dilation_rate, activation, **kwargs)


class SeparableConv2D(BaseSeparableConv):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1),
        padding="valid",
        data_format=None,
        dilation_rate=(1, 1),
        depth_multiplier=1,
        activation=None,
        **kwargs,
    ):
        super().__init__(2, depth_multiplier, filters, kernel_size, strides, padding, data_format, dilation_rate, activation, **kwargs)


Convolution1D = Conv1D
Convolution2D = Conv2D
Convolution3D = Conv3D
Convolution1DTranspose = Conv1DTranspose
Convolution2DTranspose = Deconv2D = Conv2DTranspose
Convolution3DTranspose = Conv3DTranspose
SeparableConvolution1D = SeparableConv1D
SeparableConvolution2D = SeparableConv2D
