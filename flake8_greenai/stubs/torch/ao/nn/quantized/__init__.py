"""Quantized layers that float models name."""
from torch.ao.nn.quantized.modules.functional_modules import FloatFunctional
import torch.ao.nn.quantized.dynamic as dynamic
