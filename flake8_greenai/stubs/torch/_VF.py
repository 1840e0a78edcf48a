"""Compiled functions with several signatures: the operations of torch."""
from torch import gru, gru_cell, lstm, lstm_cell, rnn_relu, rnn_relu_cell, rnn_tanh, rnn_tanh_cell
