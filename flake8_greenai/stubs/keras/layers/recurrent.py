"""Recurrent layers and their cells."""

import copy

import torch
from _greenai import is_symbolic
from keras import activations, ops
from keras._host import convolve, dense, recur, starts_gradients
from keras._layer import Layer
from keras.backend import standardize_data_format
from keras.layers.core import Wrapper


def _states(batch, sizes, like):
    return [torch.zeros((batch, *size), dtype=like.dtype) for size in sizes]


class _Cell(Layer):
    _gates = 1

    def __init__(
        self, units, activation="tanh", recurrent_activation="sigmoid", use_bias=True, kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal", bias_initializer="zeros", unit_forget_bias=True, kernel_regularizer=None,
        recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None,
        dropout=0.0, recurrent_dropout=0.0, reset_after=True, seed=None, **kwargs
    ):
        kwargs.pop("implementation", None)
        super().__init__(**kwargs)
        self.units = units
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.dropout = dropout
        self.recurrent_dropout = recurrent_dropout
        self.reset_after = reset_after
        self.state_size = self._sizes()
        self.output_size = units

    def _sizes(self):
        return self.units

    def build(self, input_shape):
        width = self._gates * self.units
        self.kernel = self.add_weight(shape=(input_shape[-1], width), name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(self.units, width), name="recurrent_kernel")
        self.bias = None
        if self.use_bias:
            twice = self._gates == 3 and self.reset_after
            self.bias = self.add_weight(shape=(2, width) if twice else (width,), name="bias")
        self.built = True

    def get_initial_state(self, batch_size=None):
        sizes = self.state_size if isinstance(self.state_size, (list, tuple)) else [self.state_size]
        return [torch.zeros((batch_size, size)) for size in sizes]


class SimpleRNNCell(_Cell):
    def call(self, sequence, states, training=False):
        previous = states[0] if isinstance(states, (list, tuple)) else states
        output = self.activation(dense(sequence, self.kernel, self.bias) + torch.matmul(previous, self.recurrent_kernel))
        return output, [output]


class GRUCell(_Cell):
    _gates = 3

    def call(self, inputs, states, training=False):
        previous = states[0] if isinstance(states, (list, tuple)) else states
        first, second = (None, None) if self.bias is None else (self.bias[0], self.bias[1]) if self.reset_after else (self.bias, None)
        x_z, x_r, x_h = torch.chunk(dense(inputs, self.kernel, first), 3, -1)
        if self.reset_after:
            h_z, h_r, h_h = torch.chunk(dense(previous, self.recurrent_kernel, second), 3, -1)
            z = self.recurrent_activation(x_z + h_z)
            candidate = self.activation(x_h + self.recurrent_activation(x_r + h_r) * h_h)
        else:
            units = self.units
            h_z, h_r = torch.chunk(torch.matmul(previous, self.recurrent_kernel[:, : 2 * units]), 2, -1)
            z = self.recurrent_activation(x_z + h_z)
            reset = self.recurrent_activation(x_r + h_r) * previous
            candidate = self.activation(x_h + torch.matmul(reset, self.recurrent_kernel[:, 2 * units :]))
        state = z * previous + (1 - z) * candidate
        return state, [state]


class LSTMCell(_Cell):
    _gates = 4

    def _sizes(self):
        return [self.units, self.units]

    def call(self, inputs, states, training=False):
        previous, carry = states
        gates = dense(inputs, self.kernel, self.bias) + torch.matmul(previous, self.recurrent_kernel)
        i, f, c, o = torch.chunk(gates, 4, -1)
        carry = self.recurrent_activation(f) * carry + self.recurrent_activation(i) * self.activation(c)
        state = self.recurrent_activation(o) * self.activation(carry)
        return state, [state, carry]


class StackedRNNCells(Layer):
    def __init__(self, cells, **kwargs):
        super().__init__(**kwargs)
        self.cells = list(cells)
        self.state_size = [cell.state_size for cell in self.cells]
        self.output_size = self.cells[-1].output_size

    def get_initial_state(self, batch_size=None):
        return [_initial(cell, batch_size) for cell in self.cells]

    def call(self, inputs, states, training=False, **kwargs):
        new = []
        for cell, state in zip(self.cells, states):
            inputs, state = cell(inputs, state)
            new.append(state)
        return inputs, new


def _initial(cell, batch):
    if hasattr(cell, "get_initial_state"):
        found = cell.get_initial_state(batch_size=batch)
    else:
        sizes = cell.state_size if isinstance(cell.state_size, (list, tuple)) else [cell.state_size]
        found = [torch.zeros((batch, *(size if isinstance(size, (list, tuple)) else (size,)))) for size in sizes]
    return list(found) if isinstance(found, (list, tuple)) else [found]


def _is_state_list(value):
    return isinstance(value, (list, tuple))


class RNN(Layer):
    def __init__(
        self, cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False,
        zero_output_for_mask=False, time_major=False, **kwargs
    ):
        super().__init__(**kwargs)
        self.cell = StackedRNNCells(cell) if isinstance(cell, (list, tuple)) else cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.supports_masking = True

    @property
    def state_size(self):
        return self.cell.state_size

    def compute_mask(self, sequences, mask=None):
        mask = mask[0] if isinstance(mask, (list, tuple)) and mask else mask
        result = mask if self.return_sequences else None
        return [result] + [None] * len(self._flat_states) if self.return_state else result

    def get_initial_state(self, batch_size):
        return _initial(self.cell, batch_size)

    def reset_states(self):
        pass

    reset_state = reset_states

    def call(self, sequences, initial_state=None, mask=None, training=False):
        if isinstance(sequences, (list, tuple)):
            sequences, initial_state = sequences[0], list(sequences[1:])
        if initial_state is None:
            states = _initial(self.cell, sequences.shape[0])
        else:
            states = list(initial_state) if isinstance(initial_state, (list, tuple)) else [initial_state]
        states = _started(states)
        steps = sequences.shape[1]
        outputs = []
        if is_symbolic(steps):
            output, states = self.cell(sequences[:, 0], states)
            result = output.unsqueeze(1).expand((output.shape[0], steps, *output.shape[1:])).clone()
        else:
            for step in range(steps):
                output, states = self.cell(sequences[:, step], states)
                states = list(states) if isinstance(states, (list, tuple)) else [states]
                if self.return_sequences:
                    outputs.append(output)
            result = torch.stack(outputs, 1) if self.return_sequences else None
        return self._given(result if self.return_sequences else output, states)

    def _given(self, output, states):
        self._flat_states = states
        if not self.return_state:
            return output
        return (output, *states)


def _started(states):
    # TensorFlow's loop computes the gradient of the state at every step, also of the first.
    return [_started(one) if isinstance(one, (list, tuple)) else starts_gradients(one) for one in states]


class _Fused(RNN):
    _cell = None
    _kind = None
    _count = 1

    def __init__(self, units, *args, **kwargs):
        own = {
            name: kwargs.pop(name)
            for name in (
                "return_sequences", "return_state", "go_backwards", "stateful", "unroll", "name", "trainable", "dtype", "input_shape",
                "input_dim", "batch_input_shape", "batch_size", "time_major", "activity_regularizer", "zero_output_for_mask",
            )
            if name in kwargs
        }
        kwargs.pop("use_cudnn", None)
        length = kwargs.pop("input_length", None)
        if length is not None and "input_dim" in own:
            own["input_shape"] = (length, own.pop("input_dim"))
        cell = self._cell(units, *args, name=own.get("name", None) and own["name"] + "_cell", dtype=own.get("dtype"), **kwargs)
        super().__init__(cell, **own)
        self.units = units

    dropout = property(lambda self: self.cell.dropout)
    recurrent_dropout = property(lambda self: self.cell.recurrent_dropout)
    activation = property(lambda self: self.cell.activation)
    recurrent_activation = property(lambda self: self.cell.recurrent_activation)
    use_bias = property(lambda self: self.cell.use_bias)

    def build(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) and isinstance(input_shape[0], (list, tuple)) else input_shape
        if not self.cell.built:
            self.cell.build((shape[0], shape[-1]))
        self.built = True

    def call(self, sequences, initial_state=None, mask=None, training=False):
        if isinstance(sequences, (list, tuple)):
            sequences, initial_state = sequences[0], list(sequences[1:])
        cell = self.cell
        if initial_state is None:
            initial_state = [torch.zeros((sequences.shape[0], cell.units), dtype=sequences.dtype) for _ in range(self._count)]
        elif not isinstance(initial_state, (list, tuple)):
            initial_state = [initial_state]
        if training and cell.dropout:
            sequences = torch.nn.functional.dropout(sequences, cell.dropout, True)
        kind = self._kind
        if kind == "tanh" and cell.activation is activations.relu:
            kind = "relu"
        output, *states = recur(kind, sequences, list(initial_state), cell.kernel, cell.recurrent_kernel, cell.bias)
        return self._given(output if self.return_sequences else states[0], states)


class SimpleRNN(_Fused):
    _cell = SimpleRNNCell
    _kind = "tanh"


class GRU(_Fused):
    _cell = GRUCell
    _kind = "gru"


class LSTM(_Fused):
    _cell = LSTMCell
    _kind = "lstm"
    _count = 2


CuDNNLSTM = LSTM
CuDNNGRU = GRU


class Bidirectional(Wrapper):
    def __init__(self, layer, merge_mode="concat", weights=None, backward_layer=None, **kwargs):
        super().__init__(layer, **kwargs)
        self.forward_layer = copy.deepcopy(layer)
        self.backward_layer = copy.deepcopy(layer) if backward_layer is None else backward_layer
        self.forward_layer.name = "forward_" + layer.name
        if backward_layer is None:
            self.backward_layer.name = "backward_" + layer.name
            self.backward_layer.go_backwards = not layer.go_backwards
        del self._modules["layer"]
        self.__dict__["layer"] = layer
        self.merge_mode = merge_mode
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state
        self.supports_masking = True

    def build(self, input_shape=None):
        self.built = True

    def compute_mask(self, sequences, mask=None):
        mask = mask[0] if isinstance(mask, (list, tuple)) and mask else mask
        return mask if self.return_sequences and not self.return_state else None

    def call(self, sequences, initial_state=None, mask=None, training=None):
        if initial_state is not None:
            half = len(initial_state) // 2
            forward = self.forward_layer(sequences, initial_state=initial_state[:half])
            backward = self.backward_layer(sequences, initial_state=initial_state[half:])
        else:
            forward = self.forward_layer(sequences)
            backward = self.backward_layer(sequences)
        states = ()
        if self.return_state:
            states = tuple(forward[1:]) + tuple(backward[1:])
            forward, backward = forward[0], backward[0]
        if self.return_sequences:
            backward = backward.flip(1)
        if self.merge_mode == "concat":
            output = torch.cat([forward, backward], -1)
        elif self.merge_mode == "sum":
            output = forward + backward
        elif self.merge_mode == "ave":
            output = (forward + backward) / 2
        elif self.merge_mode == "mul":
            output = forward * backward
        else:
            output = (forward, backward)
        if self.return_state:
            return (*output, *states) if self.merge_mode is None else (output, *states)
        return output


class TimeDistributed(Wrapper):
    def __init__(self, layer, **kwargs):
        super().__init__(layer, **kwargs)
        self.supports_masking = True

    def build(self, input_shape=None):
        self.built = True

    def call(self, inputs, training=None, mask=None):
        batch, steps = inputs.shape[0], inputs.shape[1]
        outputs = self.layer(inputs.reshape((batch * steps, *inputs.shape[2:])))
        return _split_again(outputs, batch, steps)


def _split_again(outputs, batch, steps):
    if isinstance(outputs, (list, tuple)):
        return [_split_again(one, batch, steps) for one in outputs]
    return outputs.reshape((batch, steps, *outputs.shape[1:]))


class _ConvLSTMCell(Layer):
    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, activation="tanh",
                 recurrent_activation="sigmoid", use_bias=True, dropout=0.0, recurrent_dropout=0.0, name=None, dtype=None, **kwargs):
        super().__init__(name=name, dtype=dtype)
        self.rank = rank
        self.filters = filters
        self.kernel_size = (kernel_size,) * rank if isinstance(kernel_size, int) else tuple(kernel_size)
        self.strides = strides
        self.padding = padding.lower()
        self.data_format = standardize_data_format(data_format)
        self.dilation_rate = dilation_rate
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.dropout = dropout
        self.recurrent_dropout = recurrent_dropout
        self.state_size = self.output_size = filters

    def build(self, input_shape, states_shape=None):
        channels = input_shape[1 if self.data_format == "channels_first" else -1]
        self.kernel = self.add_weight(shape=(*self.kernel_size, channels, 4 * self.filters), name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(*self.kernel_size, self.filters, 4 * self.filters), name="recurrent_kernel")
        self.bias = self.add_weight(shape=(4 * self.filters,), name="bias") if self.use_bias else None
        self.built = True

    def _input(self, x):
        return convolve(x, self.kernel, self.bias, self.strides, self.padding, self.dilation_rate, self.data_format == "channels_first")

    def call(self, inputs, states, training=False):
        previous, carry = states
        first = self.data_format == "channels_first"
        x = self._input(inputs) + convolve(previous, self.recurrent_kernel, None, 1, "same", 1, first)
        i, f, c, o = torch.chunk(x, 4, 1 if first else -1)
        carry = self.recurrent_activation(f) * carry + self.recurrent_activation(i) * self.activation(c)
        state = self.recurrent_activation(o) * self.activation(carry)
        return state, [state, carry]


class _ConvLSTM(RNN):
    _rank = 2

    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, activation="tanh",
        recurrent_activation="sigmoid", use_bias=True, return_sequences=False, return_state=False, go_backwards=False, stateful=False,
        **kwargs
    ):
        own = {name: kwargs.pop(name) for name in ("name", "trainable", "dtype", "input_shape", "batch_input_shape") if name in kwargs}
        cell = _ConvLSTMCell(
            self._rank, filters, kernel_size, strides, padding, data_format, dilation_rate, activation, recurrent_activation, use_bias,
            **kwargs
        )
        super().__init__(
            cell, return_sequences=return_sequences, return_state=return_state, go_backwards=go_backwards, stateful=stateful, **own
        )

    def build(self, input_shape):
        self.cell.build((input_shape[0], *input_shape[2:]))
        self.built = True

    def call(self, sequences, initial_state=None, mask=None, training=False):
        cell = self.cell
        if initial_state is None:
            shape = _conv_shape(cell, sequences)
            initial_state = [torch.zeros(shape, dtype=sequences.dtype) for _ in range(2)]
        return super().call(sequences, initial_state, mask, training)


def _conv_shape(cell, sequences):
    first = cell.data_format == "channels_first"
    sizes = sequences.shape[3:] if first else sequences.shape[2:-1]
    strides = (cell.strides,) * cell.rank if isinstance(cell.strides, int) else tuple(cell.strides)
    spread = (cell.dilation_rate,) * cell.rank if isinstance(cell.dilation_rate, int) else tuple(cell.dilation_rate)
    places = []
    for size, width, step, wide in zip(sizes, cell.kernel_size, strides, spread):
        places.append(-(-size // step) if cell.padding == "same" else (size - wide * (width - 1) - 1) // step + 1)
    batch = sequences.shape[0]
    return (batch, cell.filters, *places) if first else (batch, *places, cell.filters)


class ConvLSTM1D(_ConvLSTM):
    _rank = 1


class ConvLSTM2D(_ConvLSTM):
    _rank = 2


class ConvLSTM3D(_ConvLSTM):
    _rank = 3
