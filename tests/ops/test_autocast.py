"""What autocast runs in float32: on the CPU as torch does, on CUDA as its documentation lists."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import parse_arguments

PROGRAM = """
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 8)

    def forward(self, x):
        x = x.to({device!r})
        with torch.autocast({device!r}):
            y = self.layer(x)
            return {value}
"""


def dtype_under(tmp_path, device, value):
    file = tmp_path / "net.py"
    file.write_text(PROGRAM.format(device=device, value=value))
    found = estimate(Request(f"Net().to({device!r})", file=str(file), inputs=parse_arguments(["float32[2,8]"])))
    assert found.status is Status.EXACT
    return [output.dtype for output in found.outputs]


CPU = {
    "y": "bfloat16",
    "y.softmax(-1)": "bfloat16",
    "F.layer_norm(y, (8,))": "bfloat16",
    "y.sum()": "bfloat16",
    "y.exp()": "bfloat16",
    "torch.cat([y, x])": "float32",
    "F.cross_entropy(y, torch.zeros(2, dtype=torch.long))": "float32",
    "F.mse_loss(y, y * 2)": "float32",
    "torch.cdist(y, y)": "float32",
    "y.prod()": "float32",
}
"""As torch 2.13.0 gives them."""


@pytest.mark.parametrize(("value", "dtype"), CPU.items())
def test_on_the_cpu(tmp_path, value, dtype):
    assert dtype_under(tmp_path, "cpu", value) == [dtype]


@pytest.mark.parametrize(("value", "dtype"), CPU.items())
def test_as_torch_gives_them(value, dtype):
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    x = torch.zeros(2, 8)
    with torch.autocast("cpu"):
        names = {"torch": torch, "F": functional, "x": x, "y": functional.linear(x, torch.zeros(8, 8))}
        assert str(eval(value, names).dtype) == f"torch.{dtype}"


CUDA = {
    "y": "float16",
    "y.relu()": "float16",
    "y.mean()": "float16",
    "y.softmax(-1)": "float32",
    "F.log_softmax(y, dim=-1)": "float32",
    "F.layer_norm(y, (8,))": "float32",
    "y.sum()": "float32",
    "y.exp()": "float32",
    "y ** 2": "float32",
    "y.norm()": "float32",
    "y.cumsum(0)": "float32",
    "F.cross_entropy(y, torch.zeros(2, dtype=torch.long, device='cuda'))": "float32",
    "F.mse_loss(y, y * 2)": "float32",
    "y.softmax(-1) @ y.t()": "float16",
}


@pytest.mark.parametrize(("value", "dtype"), CUDA.items())
def test_on_cuda(tmp_path, value, dtype):
    assert dtype_under(tmp_path, "cuda", value) == [dtype]
