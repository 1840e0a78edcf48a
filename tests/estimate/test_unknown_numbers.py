"""Numbers that are drawn or read from tensors: which ones they are changes no cost."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

START = """
import math, random, time
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

model = nn.Linear(10, 4)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
losses, labels = [], []
for step in range(100):
    x, y = torch.zeros(8, 10), torch.zeros(8, dtype=torch.long)
"""
STEP = """
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
"""
BEFORE = {
    "mixup": "lam = np.random.beta(1.0, 1.0)\n    x = lam * x + (1 - lam) * x[torch.randperm(x.size(0))]",
    "scale": "x = x * random.random() / (1 + random.uniform(0, 1)) ** 2 - float(x.max())",
    "clamp": "x = x.clamp(min=float(x.min()), max=x.max().item()).add_(random.gauss(0, 1))",
    "noise": "x += random.random() * torch.randn_like(x)",
    "fill": "x = torch.full((8, 10), x.mean().item()).fill_(random.random())",
    "temperature": "x = x / max(0.1, 1 - random.random())",
}
AFTER = {
    "mean": "print(np.mean(losses), sum(losses) / len(losses), math.exp(min(100.0, np.mean(losses))))",
    "array": "print(np.array(losses).std(), np.std(losses), np.median(np.array(losses)), np.argmin(losses))",
    "tensor": "print(torch.tensor(losses).mean().item(), torch.tensor([loss.item(), 1.0]).max())",
    "lists": "labels.extend(y.tolist())\n    print(sum(labels) / len(labels), len(labels))",
    "best": "best = min(losses)\n    print(f'{best:.3f} {best < loss.item()}')",
}


@pytest.mark.parametrize("before", BEFORE)
def test_inputs_made_with_unknown_numbers(before: str):
    (loop,) = analyse_file("program.py", START + "    " + BEFORE[before] + STEP).loops
    assert loop.per_iteration.core_flops == 2 * 2 * 8 * 10 * 4
    assert loop.status is Status.EXACT, loop.assumptions


@pytest.mark.parametrize("after", AFTER)
def test_what_is_printed_of_them(after: str):
    (loop,) = analyse_file("program.py", START + STEP + "    " + AFTER[after]).loops
    assert (loop.iterations, loop.per_iteration.core_flops) == (100, 2 * 2 * 8 * 10 * 4)
    assert loop.status is Status.EXACT, loop.assumptions


def test_the_dtype_beside_whole_numbers_is_not_guessed():
    drawn = "    z = torch.randint(0, 4, (8, 10)) * random.getrandbits(3)\n    model(z * 1.0)"
    (loop,) = analyse_file("program.py", START + drawn + STEP).loops
    assert loop.status is Status.PARTIAL
