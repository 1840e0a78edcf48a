"""Where the tensor class is defined in PyTorch."""
from torch import Tensor
