"""Memory of training loops: what the analysis derives is what torch needs when it runs them, on the meta device."""

from __future__ import annotations

import pytest
from measured import Memory, memory_efficient_attention

from flake8_greenai.estimate.files import analyse_file

HEAD = """
import torch
from torch import nn
import torch.nn.functional as F
"""
PERCEPTRON = """
model = nn.Sequential(nn.Linear(200, 300), nn.ReLU(), nn.Linear(300, 100), nn.ReLU(), nn.Linear(100, 5)).to(DEVICE)
inputs = 200
"""
CONVOLUTIONS = """
model = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3), nn.ReLU(),
                      nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(512, 5)).to(DEVICE)
inputs = 3, 32, 32
"""
LOOP = """
def batch(size):
    shape = (size, *inputs) if isinstance(inputs, tuple) else (size, inputs)
    return torch.randn(shape, device=DEVICE), torch.randint(5, (size,), device=DEVICE)

for step in range(4):
    x, y = batch(50)
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
"""
ACCUMULATION = """
for step in range(4):
    optimizer.zero_grad()
    for micro in range(3):
        x = torch.randn(50, 200, device=DEVICE)
        loss = model(x).square().mean()
        loss.backward()
    optimizer.step()
"""
GRADIENTS_THROUGH_FORWARD = """
for step in range(4):
    x = torch.randn(50, 200, device=DEVICE)
    loss = model(x).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
"""
FROZEN = """
for param in model[0].parameters():
    param.requires_grad = False
"""


def needed(text, device="meta"):
    """Bytes that torch needs: everything that operations make, weights included."""
    memory = Memory([], device)
    with memory:
        exec(compile(f"{HEAD}DEVICE = '{device}'\n{text}", "program.py", "exec"), {"__name__": "__main__"})
    return memory.peak


def derived(text):
    (loop,) = [loop for loop in analyse_file("program.py", f"{HEAD}DEVICE = 'cpu'\n{text}").loops if loop.kind == "training"]
    return loop.per_iteration.peak_bytes


OPTIMIZERS = [
    "SGD(model.parameters(), lr=0.1, foreach=True)",
    "SGD(model.parameters(), lr=0.1, weight_decay=0.1, foreach=True)",
    "SGD(model.parameters(), lr=0.1, momentum=0.9, foreach=True)",
    "SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.1, foreach=True)",
    "SGD(model.parameters(), lr=0.1, momentum=0.9, foreach=False)",
    "Adam(model.parameters(), foreach=True)",
    "Adam(model.parameters(), foreach=False)",
    "Adam(model.parameters(), amsgrad=True, foreach=True)",
    "Adam(model.parameters(), weight_decay=0.1, foreach=True)",
    "AdamW(model.parameters(), foreach=True)",
    "AdamW(model.parameters(), amsgrad=True, foreach=False)",
    "Adagrad(model.parameters(), foreach=True)",
    "RMSprop(model.parameters(), foreach=True)",
    "RMSprop(model.parameters(), momentum=0.9, centered=True, foreach=True)",
    "RMSprop(model.parameters(), foreach=False)",
    "Adamax(model.parameters(), foreach=True)",
    "NAdam(model.parameters(), foreach=True)",
    "RAdam(model.parameters(), foreach=True)",
    "Adadelta(model.parameters(), foreach=True)",
    "Rprop(model.parameters(), foreach=True)",
    "Rprop(model.parameters(), foreach=False)",
]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("model", [PERCEPTRON, CONVOLUTIONS], ids=["perceptron", "convolutions"])
def test_optimizers(model, optimizer):
    text = f"{model}\noptimizer = torch.optim.{optimizer}\n{LOOP}"
    assert derived(text) == pytest.approx(needed(text), rel=0.03)


@pytest.mark.parametrize("loop", [ACCUMULATION, GRADIENTS_THROUGH_FORWARD], ids=["accumulation", "gradients through forward"])
@pytest.mark.parametrize("optimizer", ["SGD(model.parameters(), lr=0.1, foreach=True)", "AdamW(model.parameters(), foreach=True)"])
def test_gradients_that_stay(loop, optimizer):
    text = f"{PERCEPTRON}\noptimizer = torch.optim.{optimizer}\n{loop}"
    assert derived(text) == pytest.approx(needed(text), rel=0.03)


@pytest.mark.parametrize("optimizer", ["SGD(model.parameters(), lr=0.1, foreach=True)", "AdamW(model.parameters(), foreach=True)"])
def test_frozen_parameters(optimizer):
    text = f"{PERCEPTRON}\n{FROZEN}\noptimizer = torch.optim.{optimizer}\n{LOOP}"
    assert derived(text) == pytest.approx(needed(text), rel=0.03)


@pytest.mark.parametrize("optimizer", ["SGD(model.parameters(), lr=0.1, foreach=True)", "AdamW(model.parameters(), foreach=True)"])
@pytest.mark.parametrize("model", [PERCEPTRON, CONVOLUTIONS], ids=["perceptron", "convolutions"])
def test_memory_at_other_batches(model, optimizer):
    """What is found for one batch tells what others need, so which is the largest that fits."""
    text = f"{model}\noptimizer = torch.optim.{optimizer}\n{LOOP}"
    (loop,) = analyse_file("program.py", f"{HEAD}DEVICE = 'cpu'\n{text}").loops
    for batch in (1, 7, 400, 3000):
        other = text.replace("batch(50)", f"batch({batch})")
        expected = max(fixed + (live - fixed) * batch / 50 for fixed, live in loop.step_work.moments)
        assert expected == pytest.approx(needed(other), rel=0.03)
        assert derived(other) == pytest.approx(expected, rel=0.005)


@pytest.mark.parametrize("model", [PERCEPTRON, CONVOLUTIONS], ids=["perceptron", "convolutions"])
def test_mixed_precision(model):
    """On the CPU: the meta device knows no autocast."""
    text = f"{model}\noptimizer = torch.optim.AdamW(model.parameters(), foreach=True)\n{LOOP}".replace(
        "    loss = F.cross_entropy(model(x), y)",
        "    with torch.autocast('cpu', dtype=torch.bfloat16):\n        loss = F.cross_entropy(model(x), y)",
    )
    assert derived(text) == pytest.approx(needed(text, "cpu"), rel=0.03)


GENERATION = """
class Model(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        self.embedding, self.qkv, self.head = nn.Embedding(500, width), nn.Linear(width, 3 * width), nn.Linear(width, 500)

    def forward(self, ids):
        x = self.embedding(ids)
        q, k, v = (part.unflatten(-1, (4, -1)).transpose(1, 2) for part in self.qkv(x).chunk(3, -1))
        return self.head(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))

model = Model().to(DEVICE)
ids = torch.zeros(8, 100, dtype=torch.long, device=DEVICE)
with torch.no_grad():
    for step in range(50):
        logits = model(ids)
        ids = torch.cat([ids, logits[:, -1:].argmax(-1)], 1)
"""


def test_generation_peaks_in_its_last_step():
    """The logits of the step before are held while the next ones are computed."""
    (loop,) = analyse_file("program.py", f"{HEAD}DEVICE = 'cpu'\n{GENERATION}").loops
    with memory_efficient_attention():
        assert loop.per_iteration.peak_bytes == pytest.approx(needed(GENERATION), rel=0.03)
