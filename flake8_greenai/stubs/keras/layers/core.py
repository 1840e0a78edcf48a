"""Dense, embedding, masking and other core layers."""

import torch
from keras import activations
from keras._graph import KerasTensor, new_input
from keras._host import dense, einsum
from keras._layer import Layer, made, Variable
from keras.backend import floatx, torch_dtype


class InputLayer(Layer):
    def __init__(
        self, shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, input_tensor=None, optional=False,
        name=None, input_shape=None, batch_input_shape=None, **kwargs
    ):
        super().__init__(name=name)
        shape = input_shape if shape is None else shape
        batch_shape = batch_input_shape if batch_shape is None else batch_shape
        if batch_shape is None:
            shape = (shape,) if isinstance(shape, int) else shape
            batch_shape = (batch_size, *shape)
        self._given_dtype = floatx() if dtype is None else dtype
        self.batch_shape = tuple(batch_shape)
        self.optional = optional
        self.built = True
        new_input(self, self.batch_shape, torch_dtype(self._given_dtype))

    @property
    def dtype(self):
        return self._given_dtype

    def call(self):
        return self.output


def Input(
    shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, name=None, tensor=None, optional=False, **kwargs
):
    if tensor is not None and shape is None:
        return tensor
    return InputLayer(
        shape=shape, batch_size=batch_size, dtype=dtype, batch_shape=batch_shape or kwargs.get("batch_input_shape"), name=name
    ).output


class Dense(Layer):
    supports_masking = True

    def __init__(
        self, units, activation=None, use_bias=True, kernel_initializer="glorot_uniform", bias_initializer="zeros",
        kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None,
        lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs
    ):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.units = units
        self.activation = activations.get(activation)
        self._activates = activation is not None
        self.use_bias = use_bias
        self.kernel_regularizer = kernel_regularizer
        self.bias = None

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), name="kernel")
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.units,), name="bias")
        self.built = True

    def call(self, inputs, training=None):
        x = dense(inputs, self.kernel, self.bias)
        return self.activation(x) if self._activates else x


class EinsumDense(Layer):
    def __init__(
        self, equation, output_shape, activation=None, bias_axes=None, kernel_initializer="glorot_uniform", bias_initializer="zeros",
        kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None,
        lora_rank=None, lora_alpha=None, gptq_unpacked_column_size=None, quantization_config=None, **kwargs
    ):
        super().__init__(**kwargs)
        self.equation = equation
        self.partial_output_shape = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self.activation = activations.get(activation)
        self._activates = activation is not None
        self.bias_axes = bias_axes
        self.bias = None

    def build(self, input_shape):
        equation = self.equation.replace(" ", "")
        inputs, result = equation.split("->")
        left, right = inputs.split(",")
        sizes = {}
        if "..." in left:
            tail = left.replace("...", "")
            named = input_shape[len(input_shape) - len(tail) :] if left.startswith("...") else input_shape[: len(tail)]
            sizes = dict(zip(tail, named))
        else:
            sizes = dict(zip(left, input_shape))
        letters = result.replace("...", "")
        count = len(letters) - len(self.partial_output_shape)
        known = (None,) * count + self.partial_output_shape if count > 0 else self.partial_output_shape[-len(letters) :]
        for letter, size in zip(letters, known):
            if size is not None:
                sizes[letter] = size
        self.kernel = self.add_weight(shape=tuple([sizes[letter] for letter in right]), name="kernel")
        if self.bias_axes:
            first = min(letters.index(letter) for letter in self.bias_axes)
            shape = [sizes[letter] if letter in self.bias_axes else 1 for letter in letters[first:]]
            self.bias = self.add_weight(shape=tuple(shape), name="bias")
        self.built = True

    def call(self, inputs, training=None):
        x = einsum(self.equation, inputs, self.kernel)
        if self.bias is not None:
            x = x + self.bias
        return self.activation(x) if self._activates else x


class Embedding(Layer):
    def __init__(
        self, input_dim, output_dim, embeddings_initializer="uniform", embeddings_regularizer=None, embeddings_constraint=None,
        mask_zero=False, weights=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs
    ):
        length = kwargs.pop("input_length", None)
        if length is not None:
            kwargs["input_shape"] = (length,)
        kwargs.pop("embeddings_initializer", None)
        super().__init__(**kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self._autocast = False

    def build(self, input_shape=None):
        if not self.built:
            self.embeddings = self.add_weight(shape=(self.input_dim, self.output_dim), name="embeddings")
        self.built = True

    def call(self, inputs):
        if inputs.dtype.is_floating_point:
            inputs = inputs.to(torch.int32)
        return torch.nn.functional.embedding(inputs, self.embeddings)

    def compute_mask(self, inputs, mask=None):
        return inputs != 0 if self.mask_zero else None


class ReversibleEmbedding(Embedding):
    def __init__(self, input_dim, output_dim, tie_weights=True, logit_soft_cap=None, reverse_dtype=None, **kwargs):
        super().__init__(input_dim, output_dim, **kwargs)
        self.tie_weights = tie_weights
        self.logit_soft_cap = logit_soft_cap

    def build(self, input_shape=None):
        super().build(input_shape)
        if not self.tie_weights:
            self.reverse_embeddings = self.add_weight(shape=(self.output_dim, self.input_dim), name="reverse_embeddings")

    def call(self, inputs, reverse=False):
        if not reverse:
            return super().call(inputs)
        logits = torch.matmul(inputs, self.embeddings.T if self.tie_weights else self.reverse_embeddings)
        return logits if self.logit_soft_cap is None else (logits / self.logit_soft_cap).tanh() * self.logit_soft_cap


class Identity(Layer):
    supports_masking = True

    def call(self, inputs):
        return inputs


class Lambda(Layer):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super().__init__(**kwargs)
        self.function = function
        self.arguments = arguments or {}
        self._mask = mask

    def call(self, inputs, mask=None, training=None):
        return self.function(inputs, **self.arguments)

    def compute_mask(self, inputs, mask=None):
        return self._mask(inputs, mask) if callable(self._mask) else self._mask


class Masking(Layer):
    supports_masking = True

    def __init__(self, mask_value=0.0, **kwargs):
        super().__init__(**kwargs)
        self.mask_value = mask_value

    def compute_mask(self, inputs, mask=None):
        return (inputs != self.mask_value).any(-1)

    def call(self, inputs):
        return inputs * (inputs != self.mask_value).any(-1, keepdim=True).to(inputs.dtype)


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        self.built = True
