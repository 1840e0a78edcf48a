"""Layers that are pruned, quantised or hooked: parameters and buffers as torch gives them, FLOPs by hand."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import parse_json_spec

HEAD = """
import torch
from torch import nn
from torch.nn.utils import prune

def net():
    return nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 4))

def pruned(remove=False):
    model = net()
    prune.l1_unstructured(model[0], name="weight", amount=0.3)
    if remove:
        prune.remove(model[0], "weight")
    return model

class Doubled(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(16, 8)
        self.inner.register_forward_pre_hook(lambda module, args, kwargs: ((torch.cat([args[0]] * 2),), kwargs), with_kwargs=True)
        self.inner.register_forward_hook(lambda module, args, output: output[:, :3], prepend=True)

    def forward(self, x):
        return self.inner(x)
"""
PRODUCTS = 2 * 2 * (16 * 32 + 32 * 4)
MODELS = [
    ("pruned()", 16 * 32 + 32 + 32 * 4 + 4, 16 * 32, PRODUCTS, (2, 4)),
    ("pruned(remove=True)", 16 * 32 + 32 + 32 * 4 + 4, 0, PRODUCTS, (2, 4)),
    ("torch.ao.quantization.quantize_dynamic(net(), {nn.Linear}, dtype=torch.qint8)", 0, 0, PRODUCTS, (2, 4)),
    ("torch.quantization.quantize_dynamic(net())", 0, 0, PRODUCTS, (2, 4)),
    ("torch.ao.nn.quantized.dynamic.Linear(16, 8)", 0, 0, 2 * 2 * 16 * 8, (2, 8)),
    ("Doubled()", 16 * 8 + 8, 0, 2 * 4 * 16 * 8, (4, 3)),
]


@pytest.mark.parametrize(("expression", "parameters", "buffers", "flops", "shape"), MODELS, ids=[row[0] for row in MODELS])
def test_layers_that_are_wrapped(tmp_path, expression, parameters, buffers, flops, shape):
    file = tmp_path / "layers.py"
    file.write_text(HEAD)
    found = estimate(Request(expression, file=str(file), inputs={"*0": parse_json_spec([[2, 16], "float32"])}))
    assert found.status is Status.EXACT, found.reason
    assert (found.params, found.buffers, found.forward.core_flops, found.outputs[0].shape) == (parameters, buffers, flops, shape)
