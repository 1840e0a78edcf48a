"""Loops over windows of a text of unknown length, the last window shorter, against sums over the windows of given lengths."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file

PROGRAM = """
import torch
from torch import nn

lines = []
with open("train.txt", "r", encoding="utf8") as file:
    for line in file:
        ids = []
        for word in line.split() + ["<eos>"]:
            ids.append(1)
        lines.append(torch.tensor(ids).type(torch.int64))
data = torch.cat(lines)
columns = data.size(0) // 4
data = data.narrow(0, 0, columns * 4).view(4, -1).t().contiguous()
model = nn.Sequential(nn.Embedding(50, 8), nn.Linear(8, 50))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for batch, start in enumerate(range(0, data.size(0) - 1, 10)):
        size = min(10, len(data) - 1 - start)
        inputs, targets = data[start:start + size], data[start + 1:start + 1 + size]
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs).view(-1, 50), targets.reshape(-1))
        loss.backward()
        optimizer.step()
        if batch % 5 == 0 and batch > 0:
            print(loss.item())
"""


@pytest.mark.parametrize("tokens", [48, 84, 88, 400, 4004, 123457])
def test_last_window_is_shorter(tmp_path, tokens):
    file = tmp_path / "train.py"
    file.write_text(PROGRAM)
    (loop,) = analyse_file(str(file), None, Configuration(), ()).loops
    (name,) = {str(symbol) for symbol in loop.total_core_flops.symbols()}
    windows = range(0, tokens // 4 - 1, 10)
    assert loop.iterations.substitute({name: tokens}) == len(windows)
    # Forward, and gradients of the weight and of the embedded rows: each 2 * 8 * 50 for every token.
    assert loop.total_core_flops.substitute({name: tokens}) == 3 * 3 * 2 * 8 * 50 * 4 * (tokens // 4 - 1)
    assert loop.per_iteration.core_flops == 3 * 2 * 8 * 50 * 4 * 10
