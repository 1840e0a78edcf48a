"""Old name of torch.ao.nn.quantized.dynamic."""
from torch.ao.nn.quantized.dynamic import GRU, LSTM, GRUCell, Linear, LSTMCell, RNNCell
