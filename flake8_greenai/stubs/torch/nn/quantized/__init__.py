"""Quantized layers: none is modelled; FloatFunctional is in torch.ao.nn.quantized."""
from torch.ao.nn.quantized.modules.functional_modules import FloatFunctional
