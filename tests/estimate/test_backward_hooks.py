"""Hooks of modules on the backward pass: free ones change nothing, those that compute leave the training step unknown."""

from __future__ import annotations

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.specs import parse_arguments

PROGRAM = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, hook):
        super().__init__()
        self.layer = nn.Linear(4, 4)
        self.weight = torch.ones(4, 4)
        self.layer.register_full_backward_hook(getattr(self, hook))

    def keep(self, module, grad_input, grad_output):
        self.seen = grad_output[0].norm()

    def compute(self, module, grad_input, grad_output):
        return (grad_output[0] @ self.weight,)

    def forward(self, x):
        return self.layer(torch.relu(self.layer(x)))
"""


def estimated(tmp_path, hook):
    file = tmp_path / "net.py"
    file.write_text(PROGRAM)
    return estimate(Request(f"Net('{hook}')", file=str(file), inputs=parse_arguments(["float32[2,4]"])))


def test_hook_that_looks_on(tmp_path):
    found = estimated(tmp_path, "keep")
    # Two layers of 2*2*4*4 forward, two gradients of weights, one of an input.
    assert found.training_step.core_flops == 5 * 64


def test_hook_that_computes(tmp_path):
    found = estimated(tmp_path, "compute")
    assert (found.forward.core_flops, found.training_step) == (128, None)
    assert any("Net.compute" in text for text in found.assumptions)
