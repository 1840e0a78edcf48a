"""Quantisation: models are analysed as float; what is quantised dynamically has no parameters."""
import copy

import torch
from torch.nn.modules.module import Module


class QuantStub(Module):
    def __init__(self, qconfig=None):
        super().__init__()

    def forward(self, x):
        return x


class DeQuantStub(QuantStub):
    pass


class QuantWrapper(Module):
    def __init__(self, module):
        super().__init__()
        self.quant = QuantStub()
        self.dequant = DeQuantStub()
        self.module = module

    def forward(self, x):
        return self.dequant(self.module(self.quant(x)))


def fuse_modules(model, modules_to_fuse, inplace=False, **kwargs):
    return model


fuse_modules_qat = fuse_modules


def prepare(model, *args, **kwargs):
    return model


def prepare_qat(model, *args, **kwargs):
    return model


def convert(model, *args, **kwargs):
    return model


def quantize_dynamic(model, qconfig_spec=None, dtype=None, mapping=None, inplace=False):
    from torch.ao.nn.quantized import dynamic

    kinds = {
        torch.nn.Linear: dynamic.Linear, torch.nn.LSTM: dynamic.LSTM, torch.nn.GRU: dynamic.GRU, torch.nn.LSTMCell: dynamic.LSTMCell,
        torch.nn.GRUCell: dynamic.GRUCell, torch.nn.RNNCell: dynamic.RNNCell,
    }
    wanted = set(kinds) if qconfig_spec is None else set(qconfig_spec)
    model = model if inplace else copy.deepcopy(model)
    model.eval()
    for prefix, module in list(model.named_modules()):
        for name, child in list(module.named_children()):
            path = f"{prefix}.{name}" if prefix else name
            is_named = any(isinstance(each, str) and (path == each or path.startswith(each + ".")) for each in wanted)
            if type(child) in kinds and (type(child) in wanted or is_named):
                setattr(module, name, kinds[type(child)].from_float(child))
    return model


def get_default_qconfig(backend="fbgemm"):
    return None


def get_default_qat_qconfig(backend="fbgemm"):
    return None


class QConfig:
    pass


default_qconfig = default_dynamic_qconfig = float16_dynamic_qconfig = per_channel_dynamic_qconfig = None
