"""Weights from a file that is not there: they change no figure, whatever is done to their names on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import parse_arguments

MODEL = """import torch
from torch import nn

model = nn.Sequential(*[nn.Linear(8, 8) for _ in range(50)])
states = torch.load("weights.pt")
"""


@pytest.mark.parametrize(
    "load",
    [
        "model.load_state_dict(states)",
        "model.load_state_dict(states['state_dict'], strict=False)",
        "model.load_state_dict({k.replace('module.', ''): v for k, v in states.items()})",
        "new = {}\nfor k, v in states.items():\n    new[k[7:] if k.startswith('module.') else k] = v\nmodel.load_state_dict(new)",
        "new = {}\nfor k, v in states.items():\n    new[str.removeprefix(k, 'module.')] = v\nmodel.load_state_dict(new)",
        "own = model.state_dict()\nown.update({k: v for k, v in states.items() if k in own})\nmodel.load_state_dict(own)",
        "own = model.state_dict()\nfor k in own:\n    own[k] = states['net.' + k]\nmodel.load_state_dict(own)",
        "for k in ['0.weight', '0.bias']:\n    del states[k]\nmodel.load_state_dict(states, strict=False)",
    ],
)
def test_loading_is_exact(tmp_path: Path, load: str) -> None:
    path = tmp_path / "net.py"
    path.write_text(MODEL + load + "\n")
    result = estimate(Request("model", file=str(path), inputs=parse_arguments(["float32[3,8]"])))
    assert result.status is Status.EXACT, (result.reason, result.unknown)
    assert result.params == 50 * 72
    assert result.forward is not None
    assert result.forward.core_flops == 50 * 2 * 3 * 8 * 8
