"""An operation that nobody knows, at a random place of a model: no estimate is exact, and the place is told."""

from __future__ import annotations

import random

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import parse_arguments

MODEL = """import torch
import torch.nn as nn
import torch.nn.functional as F
import secret

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.blocks = nn.ModuleList(nn.Conv2d(8, 8, 3, padding=1) for _ in range(3))
        self.head = nn.Linear(8, 5)

    def features(self, x):
        x = self.stem(x)
        x = F.relu(x)
        for block in self.blocks:
            x = x + block(x)
            x = torch.tanh(x)
        return x

    def forward(self, x):
        x = self.features(x)
        x = x * 2
        x = x.mean((2, 3))
        x = self.head(x)
        return x
"""
LINES = MODEL.splitlines()
PLACES = [number for number, line in enumerate(LINES) if line.lstrip().startswith("x = ")]
FORMS = ("secret.op(x)", "secret.nested.op(x, 3)", "secret.Layer(8)(x)", "getattr(secret, 'op')(x)", "torch.not_an_operation(x)")
CHOICES = random.Random(0).sample([(place, form) for place in PLACES for form in FORMS], 16)


def answer(tmp_path, lines):
    file = tmp_path / "net.py"
    file.write_text("\n".join(lines) + "\n")
    return estimate(Request("Net()", file=str(file), inputs=parse_arguments(["float32[2,3,8,8]"])))


def test_the_model_itself_is_exact(tmp_path):
    found = answer(tmp_path, [line for line in LINES if line != "import secret"])
    assert found.status is Status.EXACT
    # By hand: 2 * 2 * 64 * 8 * 27, three times 2 * 2 * 64 * 8 * 72, and 2 * 2 * 8 * 5.
    assert found.forward.core_flops == 55_296 + 3 * 147_456 + 160


@pytest.mark.parametrize(("place", "form"), CHOICES)
@pytest.mark.parametrize("way", ["in its place", "after it"])
def test_an_unknown_operation_shows(tmp_path, place, form, way):
    lines = list(LINES)
    indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    line = f"{indent}x = {form}"
    if way == "in its place":
        lines[place] = line
    else:
        lines.insert(place + 1, line)
        place += 1
    found = answer(tmp_path, lines)
    assert found.status is not Status.EXACT
    assert found.reason
    places = [call.location.line for call in found.unknown if call.location is not None]
    if found.location is not None:
        places.append(found.location.line)
    assert place + 1 in places
