"""Recurrent layers and cells."""
import torch
import torch._VF as _VF
from torch.nn.modules.module import Module
from torch.nn.parameter import Parameter
from torch.nn.utils.rnn import PackedSequence


def apply_permutation(tensor, permutation, dim=1):
    return tensor.index_select(dim, permutation)


class RNNBase(Module):
    def __init__(
        self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0,
        device=None, dtype=None,
    ):
        super().__init__()
        if input_size <= 0 or hidden_size <= 0 or num_layers <= 0:
            raise ValueError("input_size, hidden_size and num_layers must be greater than zero")
        if proj_size < 0 or proj_size >= hidden_size:
            raise ValueError("proj_size has to be smaller than hidden_size")
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        gate_size = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}[mode] * hidden_size
        real_hidden_size = proj_size or hidden_size
        self._flat_weights_names = []
        self._all_weights = []
        for layer in range(num_layers):
            for suffix in ("", "_reverse") if bidirectional else ("",):
                size = input_size if layer == 0 else real_hidden_size * (2 if bidirectional else 1)
                shapes = {"weight_ih": (gate_size, size), "weight_hh": (gate_size, real_hidden_size)}
                if bias:
                    shapes["bias_ih"] = shapes["bias_hh"] = (gate_size,)
                if proj_size:
                    shapes["weight_hr"] = (proj_size, hidden_size)
                names = []
                for key, shape in shapes.items():
                    name = f"{key}_l{layer}{suffix}"
                    setattr(self, name, Parameter(torch.empty(shape, device=device, dtype=dtype)))
                    names.append(name)
                self._flat_weights_names.extend(names)
                self._all_weights.append(names)
        self.reset_parameters()

    @property
    def _flat_weights(self):
        return [getattr(self, name) for name in self._flat_weights_names]

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def flatten_parameters(self):
        pass

    def reset_parameters(self):
        pass

    def _zeros(self, input, batch, size):
        directions = 2 if self.bidirectional else 1
        return torch.zeros(self.num_layers * directions, batch, size, dtype=input.dtype, device=input.device)

    def _unbatched(self, input):
        if input.dim() not in (2, 3):
            raise ValueError(f"{self._get_name()}: Expected input to be 2D or 3D, got {input.dim()}D instead")
        if input.size(-1) != self.input_size:
            raise RuntimeError(f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.size(-1)}")
        return input.dim() == 2

    def _run(self, function, input, hx):
        return function(
            input, hx, self._flat_weights, self.bias, self.num_layers, self.dropout, self.training, self.bidirectional, self.batch_first
        )

    def _run_packed(self, function, packed, hx):
        args = (self._flat_weights, self.bias, self.num_layers, self.dropout, self.training, self.bidirectional)
        return function(packed.data, packed.batch_sizes, hx, *args)

    def _forward_one_state(self, function, input, hx):
        if isinstance(input, PackedSequence):
            if hx is None:
                hx = self._zeros(input.data, input.batch_sizes[0], self.hidden_size)
            output, hidden = self._run_packed(function, input, hx)
            return PackedSequence(output, input.batch_sizes, input.sorted_indices, input.unsorted_indices), hidden
        unbatched = self._unbatched(input)
        if unbatched:
            input = input.unsqueeze(0 if self.batch_first else 1)
            hx = hx.unsqueeze(1) if hx is not None else None
        if hx is None:
            hx = self._zeros(input, input.size(0 if self.batch_first else 1), self.hidden_size)
        output, hidden = self._run(function, input, hx)
        if unbatched:
            return output.squeeze(0 if self.batch_first else 1), hidden.squeeze(1)
        return output, hidden

    def extra_repr(self):
        return f"{self.input_size}, {self.hidden_size}"


class RNN(RNNBase):
    def __init__(
        self, input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False, dropout=0.0,
        bidirectional=False, device=None, dtype=None,
    ):
        self_mode = {"tanh": "RNN_TANH", "relu": "RNN_RELU"}
        if nonlinearity not in self_mode:
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__(
            self_mode[nonlinearity], input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype
        )
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        return self._forward_one_state(_VF.rnn_tanh if self.mode == "RNN_TANH" else _VF.rnn_relu, input, hx)


class GRU(RNNBase):
    def __init__(
        self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None
    ):
        super().__init__("GRU", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype)

    def forward(self, input, hx=None):
        return self._forward_one_state(_VF.gru, input, hx)


class LSTM(RNNBase):
    def __init__(
        self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0,
        device=None, dtype=None,
    ):
        super().__init__(
            "LSTM", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, proj_size, device, dtype
        )

    def forward(self, input, hx=None):
        if isinstance(input, PackedSequence):
            if hx is None:
                batch = input.batch_sizes[0]
                hx = (self._zeros(input.data, batch, self.proj_size or self.hidden_size), self._zeros(input.data, batch, self.hidden_size))
            output, hidden, cell = self._run_packed(_VF.lstm, input, hx)
            return PackedSequence(output, input.batch_sizes, input.sorted_indices, input.unsorted_indices), (hidden, cell)
        unbatched = self._unbatched(input)
        if unbatched:
            input = input.unsqueeze(0 if self.batch_first else 1)
            hx = (hx[0].unsqueeze(1), hx[1].unsqueeze(1)) if hx is not None else None
        if hx is None:
            batch = input.size(0 if self.batch_first else 1)
            hx = (self._zeros(input, batch, self.proj_size or self.hidden_size), self._zeros(input, batch, self.hidden_size))
        output, hidden, cell = self._run(_VF.lstm, input, hx)
        if unbatched:
            return output.squeeze(0 if self.batch_first else 1), (hidden.squeeze(1), cell.squeeze(1))
        return output, (hidden, cell)


class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        self.weight_ih = Parameter(torch.empty((num_chunks * hidden_size, input_size), device=device, dtype=dtype))
        self.weight_hh = Parameter(torch.empty((num_chunks * hidden_size, hidden_size), device=device, dtype=dtype))
        if bias:
            self.bias_ih = Parameter(torch.empty(num_chunks * hidden_size, device=device, dtype=dtype))
            self.bias_hh = Parameter(torch.empty(num_chunks * hidden_size, device=device, dtype=dtype))
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def _weights(self):
        return self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh

    def _state(self, input):
        return torch.zeros(input.size(0), self.hidden_size, dtype=input.dtype, device=input.device)

    def _forward_one_state(self, function, input, hx):
        if input.dim() not in (1, 2):
            raise ValueError(f"{self._get_name()}: Expected input to be 1D or 2D, got {input.dim()}D instead")
        if input.dim() == 2:
            return function(input, self._state(input) if hx is None else hx, *self._weights())
        input = input.unsqueeze(0)
        return function(input, self._state(input) if hx is None else hx.unsqueeze(0), *self._weights()).squeeze(0)


class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        return self._forward_one_state(_VF.rnn_tanh_cell if self.nonlinearity == "tanh" else _VF.rnn_relu_cell, input, hx)


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        return self._forward_one_state(_VF.gru_cell, input, hx)


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        if input.dim() not in (1, 2):
            raise ValueError(f"LSTMCell: Expected input to be 1D or 2D, got {input.dim()}D instead")
        if input.dim() == 2:
            return _VF.lstm_cell(input, (self._state(input), self._state(input)) if hx is None else hx, *self._weights())
        input = input.unsqueeze(0)
        hx = (self._state(input), self._state(input)) if hx is None else (hx[0].unsqueeze(0), hx[1].unsqueeze(0))
        hidden, cell = _VF.lstm_cell(input, hx, *self._weights())
        return hidden.squeeze(0), cell.squeeze(0)
