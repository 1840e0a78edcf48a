"""Quantized layers that float models name."""
from torch.ao.nn.quantized.modules.functional_modules import FloatFunctional
