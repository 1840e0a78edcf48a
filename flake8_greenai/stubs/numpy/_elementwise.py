"""Functions of each element, of arrays and of single numbers."""
import builtins
import math

import torch
from numpy import array, ndarray


def _elementwise(number, tensor):
    def apply(x):
        return ndarray(tensor(array(x)._t)) if isinstance(x, (ndarray, list, tuple)) else number(x)

    return apply


sqrt = _elementwise(math.sqrt, torch.sqrt)
exp = _elementwise(math.exp, torch.exp)
log = _elementwise(math.log, torch.log)
log2 = _elementwise(math.log2, torch.log2)
log10 = _elementwise(math.log10, torch.log10)
sin = _elementwise(math.sin, torch.sin)
cos = _elementwise(math.cos, torch.cos)
tan = _elementwise(math.tan, torch.tan)
tanh = _elementwise(math.tanh, torch.tanh)
abs = _elementwise(builtins.abs, torch.abs)
floor = _elementwise(lambda x: builtins.float(math.floor(x)), torch.floor)
ceil = _elementwise(lambda x: builtins.float(math.ceil(x)), torch.ceil)
round = _elementwise(builtins.round, torch.round)
deg2rad = _elementwise(math.radians, torch.deg2rad)
rad2deg = _elementwise(math.degrees, torch.rad2deg)
square = _elementwise(lambda x: x * x, torch.square)
absolute = abs
rint = round
around = round
