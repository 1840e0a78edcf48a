"""Preprocessing and augmentation layers; their elementwise work is approximated."""

import torch
import torch.nn.functional as F
from _greenai import is_unknown, unknown
from keras import ops
from keras._layer import Layer
from keras.backend import standardize_data_format, torch_dtype
from keras.ops.image import _resized


class Rescaling(Layer):
    supports_masking = True

    def __init__(self, scale, offset=0.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale
        self.offset = offset

    def call(self, inputs):
        if not inputs.dtype.is_floating_point:
            inputs = inputs.to(torch_dtype(self.compute_dtype))
        return inputs * _constant(self.scale, inputs) + _constant(self.offset, inputs)


def _constant(value, like):
    return torch.as_tensor(value, dtype=like.dtype) if isinstance(value, (list, tuple)) else value


class Normalization(Layer):
    supports_masking = True

    def __init__(self, axis=-1, mean=None, variance=None, invert=False, **kwargs):
        super().__init__(**kwargs)
        self.axis = () if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        self.input_mean = mean
        self.input_variance = variance
        self.invert = invert

    def build(self, input_shape):
        if input_shape is None:
            return
        self._rank = len(input_shape)
        kept = sorted([axis % self._rank for axis in self.axis])
        self._broadcast = tuple([input_shape[d] if d in kept else 1 for d in range(self._rank)])
        if self.input_mean is None:
            shape = tuple([input_shape[d] for d in kept])
            self.adapt_mean = self.add_weight(name="mean", shape=shape, trainable=False)
            self.adapt_variance = self.add_weight(name="variance", shape=shape, trainable=False)
            self.count = self.add_weight(name="count", shape=(), dtype="int32", trainable=False)
        self.built = True

    def adapt(self, data, batch_size=None, steps=None):
        if not self.built and hasattr(data, "shape"):
            self.build(tuple(data.shape))
        elif not self.built and hasattr(data, "element_spec"):
            spec = data.element_spec
            spec = spec[0] if isinstance(spec, tuple) else spec
            self.build(tuple(spec.shape))

    def call(self, inputs):
        if not inputs.dtype.is_floating_point:
            inputs = inputs.to(torch.float32)
        mean = torch.zeros(self._broadcast)
        variance = torch.ones(self._broadcast)
        if self.invert:
            return mean + inputs * variance
        return (inputs - mean) / variance


class Resizing(Layer):
    def __init__(
        self, height, width, interpolation="bilinear", crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode="constant",
        fill_value=0.0, antialias=False, data_format=None, **kwargs
    ):
        super().__init__(**kwargs)
        self.height = height
        self.width = width
        self.interpolation = interpolation
        self.data_format = standardize_data_format(data_format)

    def call(self, data, training=True):
        return _resized(data, (self.height, self.width), self.interpolation, self.data_format)


class CenterCrop(Layer):
    def __init__(self, height, width, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.height = height
        self.width = width
        self.data_format = standardize_data_format(data_format)

    def call(self, inputs, training=True):
        axis = -2 if self.data_format == "channels_first" else -3
        return inputs.narrow(axis, 0, self.height).narrow(axis + 1, 0, self.width)


class RandomCrop(CenterCrop):
    def __init__(self, height, width, seed=None, data_format=None, **kwargs):
        super().__init__(height, width, data_format, **kwargs)


class _Augmentation(Layer):
    """Changes images while training; 4 FLOPs an element where it samples them bilinearly (cost-model.md), else one."""

    _flops = 1

    def __init__(self, *args, seed=None, data_format=None, **kwargs):
        known = {name: kwargs[name] for name in ("name", "dtype", "trainable", "input_shape") if name in kwargs}
        super().__init__(**known)

    def call(self, inputs, training=True):
        if isinstance(inputs, dict) or not training:
            return inputs
        x = inputs if inputs.dtype.is_floating_point else inputs.to(torch.float32)
        for _ in range(self._flops):
            x = x * 1.0
        return x


class RandomFlip(_Augmentation):
    def call(self, inputs, training=True):
        if not training:
            return inputs
        return torch.where(torch.rand((inputs.shape[0], 1, 1, 1)) > 0.5, inputs.flip(-2), inputs) if inputs.dim() == 4 else inputs.flip(-2)


class RandomRotation(_Augmentation):
    _flops = 4


class RandomZoom(RandomRotation):
    pass


class RandomTranslation(RandomRotation):
    pass


class RandomShear(RandomRotation):
    pass


class RandomPerspective(RandomRotation):
    pass


class RandomElasticTransform(RandomRotation):
    pass


class RandomHeight(RandomRotation):
    pass


class RandomWidth(RandomRotation):
    pass


class RandomBrightness(_Augmentation):
    pass


class RandomContrast(_Augmentation):
    pass


class RandomHue(_Augmentation):
    pass


class RandomSaturation(_Augmentation):
    pass


class RandomSharpness(_Augmentation):
    pass


class RandomGrayscale(_Augmentation):
    pass


class RandomColorJitter(_Augmentation):
    pass


class RandomColorDegeneration(_Augmentation):
    pass


class RandomPosterization(_Augmentation):
    pass


class RandomInvert(_Augmentation):
    pass


class RandomErasing(_Augmentation):
    pass


class RandomGaussianBlur(_Augmentation):
    pass


class AutoContrast(_Augmentation):
    pass


class Equalization(_Augmentation):
    pass


class Solarization(_Augmentation):
    pass


class AugMix(_Augmentation):
    pass


class RandAugment(_Augmentation):
    pass


class MixUp(_Augmentation):
    pass


class CutMix(_Augmentation):
    pass


class MaxNumBoundingBoxes(_Augmentation):
    pass


class ContrastLimitedAdaptiveHistogramEqualization(_Augmentation):
    pass


class Pipeline(Layer):
    def __init__(self, layers, name=None):
        super().__init__(name=name)
        self._pipeline = list(layers)

    @property
    def layers(self):
        return self._pipeline

    def call(self, inputs, training=True, mask=None):
        for layer in self._pipeline:
            inputs = layer(inputs)
        return inputs


class CategoryEncoding(Layer):
    def __init__(self, num_tokens=None, output_mode="multi_hot", sparse=False, **kwargs):
        super().__init__(**kwargs)
        self.num_tokens = num_tokens
        self.output_mode = output_mode

    def call(self, inputs, count_weights=None):
        if self.output_mode == "one_hot":
            if inputs.dim() > 1 and inputs.shape[-1] == 1:
                inputs = inputs.squeeze(-1)
            return F.one_hot(inputs.long(), self.num_tokens).to(torch.float32)
        result = F.one_hot(inputs.long(), self.num_tokens)
        return (result.sum(-2) if self.output_mode == "count" else result.amax(-2)).to(torch.float32)


class _Lookup(Layer):
    """What a table of words or numbers gives: whole numbers in the shape of the inputs, or a row of the vocabulary's size."""

    def __init__(
        self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token="[UNK]", vocabulary=None, output_mode="int",
        pad_to_max_tokens=False, **kwargs
    ):
        known = {name: kwargs[name] for name in ("name", "dtype", "trainable") if name in kwargs}
        super().__init__(**known)
        self.max_tokens = max_tokens
        self.num_oov_indices = num_oov_indices
        self.mask_token = mask_token
        self.output_mode = output_mode
        self.pad_to_max_tokens = pad_to_max_tokens
        self._vocabulary = None if vocabulary is None or isinstance(vocabulary, str) else list(vocabulary)
        self._size = None

    def adapt(self, data, batch_size=None, steps=None):
        pass

    def set_vocabulary(self, vocabulary, idf_weights=None):
        self._vocabulary = list(vocabulary)

    def get_vocabulary(self, include_special_tokens=True):
        if self._vocabulary is None:
            return unknown("the vocabulary that a layer finds in data")
        extra = [self.mask_token] if self.mask_token is not None else []
        extra += ["[UNK]"] * self.num_oov_indices
        return extra + self._vocabulary if include_special_tokens else list(self._vocabulary)

    def vocabulary_size(self):
        if self._vocabulary is not None:
            return len(self._vocabulary) + self.num_oov_indices + (self.mask_token is not None)
        if self._size is None:
            self._size = unknown("the number of words that a layer finds in data")
        return self._size

    vocab_size = vocabulary_size

    def call(self, inputs):
        x = torch.as_tensor(inputs)
        if self.output_mode == "int":
            return torch.zeros(x.shape, dtype=torch.int64)
        size = self.max_tokens if self.max_tokens is not None and self.pad_to_max_tokens else self.vocabulary_size()
        if self.output_mode == "one_hot":
            shape = x.shape[:-1] if x.dim() and x.shape[-1] == 1 else x.shape
        else:
            shape = x.shape[:-1]
        return torch.zeros((*shape, size))


class StringLookup(_Lookup):
    pass


class IntegerLookup(_Lookup):
    pass


class IndexLookup(_Lookup):
    pass


class TextVectorization(Layer):
    def __init__(
        self, max_tokens=None, standardize="lower_and_strip_punctuation", split="whitespace", ngrams=None, output_mode="int",
        output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False,
        encoding="utf-8", name=None, **kwargs
    ):
        super().__init__(name=name)
        self.max_tokens = self._max_tokens = max_tokens
        self.output_mode = output_mode
        self.output_sequence_length = output_sequence_length
        self.pad_to_max_tokens = pad_to_max_tokens
        self._vocabulary = None if vocabulary is None or isinstance(vocabulary, str) else list(vocabulary)
        self._autocast = False

    def adapt(self, dataset, batch_size=None, steps=None):
        pass

    def set_vocabulary(self, vocabulary, idf_weights=None):
        self._vocabulary = list(vocabulary)

    def get_vocabulary(self, include_special_tokens=True):
        return unknown("the vocabulary that a layer finds in data") if self._vocabulary is None else ["", "[UNK]", *self._vocabulary]

    def vocabulary_size(self):
        return unknown("the number of words that a layer finds in data") if self._vocabulary is None else len(self._vocabulary) + 2

    def call(self, inputs):
        x = torch.as_tensor(inputs)
        shape = tuple(x.shape)
        if len(shape) and shape[-1] == 1:
            shape = shape[:-1]
        if self.output_mode == "int":
            if self.output_sequence_length is None:
                return unknown("the length of the longest text of a batch")
            return torch.zeros((*shape, self.output_sequence_length), dtype=torch.int64)
        size = self.max_tokens if self.max_tokens is not None else self.vocabulary_size()
        return torch.zeros((*shape, size))


class Hashing(Layer):
    def __init__(self, num_bins, mask_value=None, salt=None, output_mode="int", sparse=False, **kwargs):
        super().__init__(**kwargs)
        self.num_bins = num_bins
        self.output_mode = output_mode
        self._autocast = False

    def call(self, inputs):
        if self.output_mode == "int":
            return torch.zeros(inputs.shape, dtype=torch.int64)
        return torch.zeros((*inputs.shape[:-1], self.num_bins))


class HashedCrossing(Layer):
    def __init__(self, num_bins, output_mode="int", sparse=False, name=None, dtype=None, **kwargs):
        super().__init__(name=name)
        self.num_bins = num_bins
        self.output_mode = output_mode
        self._autocast = False

    def call(self, inputs):
        shape = tuple(inputs[0].shape)
        if self.output_mode == "int":
            return torch.zeros(shape, dtype=torch.int64)
        return torch.zeros((*(shape[:-1] if len(shape) > 1 else shape), self.num_bins))


class Discretization(Layer):
    def __init__(self, bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode="int", sparse=False, dtype=None, name=None):
        super().__init__(name=name)
        self.bin_boundaries = bin_boundaries
        self.num_bins = num_bins if bin_boundaries is None else len(bin_boundaries) + 1
        self.output_mode = output_mode

    def adapt(self, data, batch_size=None, steps=None):
        pass

    def call(self, inputs):
        if self.output_mode == "int":
            return torch.zeros(inputs.shape, dtype=torch.int64)
        return torch.zeros((*(inputs.shape[:-1] if inputs.shape[-1] == 1 else inputs.shape), self.num_bins))


class STFTSpectrogram(Layer):
    def __init__(self, mode="log", frame_length=256, frame_step=None, fft_length=None, **kwargs):
        super().__init__(name=kwargs.get("name"))
        self._missing = unknown("STFTSpectrogram is not followed")

    def call(self, inputs):
        return self._missing


class MelSpectrogram(STFTSpectrogram):
    def __init__(self, fft_length=2048, **kwargs):
        super().__init__(name=kwargs.get("name"))
