"""Whole programs on targets that a project defines for itself."""

from dataclasses import replace

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.projection.reports import with_projections
from flake8_greenai.symbolic import Expression

PROGRAM = """
import argparse
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.up, self.down = nn.Linear(512, 2048), nn.Linear(2048, 10)

    def forward(self, x):
        return self.down(torch.relu(self.up(x)))

parser = argparse.ArgumentParser()
parser.add_argument("--batch", type=int, BATCH)
data = TensorDataset(torch.randn(50000, 512), torch.zeros(50000, dtype=torch.long))
model = Net()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loader = DataLoader(data, batch_size=parser.parse_args().batch)
for epoch in range(10):
    for x, y in loader:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
"""
BOX = {"peak_tflops": {"float32": 10.0}, "memory_gb": 12, "bandwidth_gb_s": 360, "kind": "consumer-gpu", "peak_w": 170, "link_gb_s": 4}
PROJECT = Configuration(
    targets=("box", "faster"), hardware={"box": BOX, "faster": {"extends": "box", "link_gb_s": 400}}, zone="FRA", pue=1.5
)
# Per sample: forward 2·(512·2048 + 2048·10); backward the weights once more, and the hidden layer's gradient.
SAMPLE = 2 * (2 * 512 * 2048 + 3 * 2048 * 10)


def loop_of(batch, configuration=PROJECT):
    report = with_projections(analyse_file("program.py", PROGRAM.replace("BATCH", batch)), configuration)
    (loop,) = report.loops
    return loop


def test_an_unknown_batch_size_gives_a_formula_and_intervals_for_one_sample():
    loop = loop_of("required=True")
    assert isinstance(loop.batch_size, Expression)
    assert loop.per_iteration.core_flops == SAMPLE * loop.batch_size
    assert [one.target for one in loop.projections] == ["box", "faster"]
    one = loop.projections[0]
    assert one.assumptions[0] == f"{loop.batch_size} = 1"
    assert one.seconds[0] < one.seconds[1]
    assert one.largest_batch > 100_000
    known = loop_of("default=128", replace(PROJECT, batch=128))
    assert loop_of("required=True", replace(PROJECT, batch=128)).step_projections[0].seconds == pytest.approx(
        known.step_projections[0].seconds, rel=0.15
    )


def test_more_devices_exchange_gradients_over_the_link_of_the_target():
    alone, together = loop_of("default=256"), loop_of("default=256", replace(PROJECT, devices=4))
    assert alone.per_iteration.core_flops == 256 * SAMPLE
    slow, fast = together.step_projections
    # 2 · 3/4 of 4 bytes for each of the weights and biases, over 2 GB/s one way.
    sent = 1.5 * 4 * (512 * 2048 + 2048 + 2048 * 10 + 10)
    assert slow.seconds[1] == pytest.approx(alone.step_projections[0].seconds[1] + sent / (0.4 * 2e9))
    assert (slow.bound, fast.bound != "communication") == ("communication", True)
    assert slow.assumptions[0].startswith("all-reduce gets 40% to 90% of 2 GB/s")
    assert together.projections[0].joules[1] > 4 * alone.projections[0].joules[1]


def test_energy_and_carbon_follow_building_and_zone():
    here, abroad = loop_of("default=256"), loop_of("default=256", replace(PROJECT, zone="POL", pue=3.0))
    one, other = here.projections[0], abroad.projections[0]
    assert other.joules == pytest.approx([2 * amount for amount in one.joules])
    assert other.gco2e[0] > 10 * one.gco2e[0]
    assert any(text.startswith("electricity of France, 44 to 56 gCO2e/kWh") for text in one.assumptions)
    assert one.litres is not None


def test_required_integers_are_symbols_of_the_whole_program():
    text = """
import argparse
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--batch", type=int, required=True)
parser.add_argument("--steps", type=int, required=True)
args = parser.parse_args()
model = torch.nn.Linear(512, 2048)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(args.steps):
    optimizer.zero_grad()
    model(torch.randn(args.batch, 512)).sum().backward()
    optimizer.step()
"""
    (loop,) = with_projections(analyse_file("program.py", text), PROJECT).loops
    assert loop.total_core_flops == 2 * 2 * 512 * 2048 * loop.batch_size * loop.iterations
    assert [str(loop.batch_size)[:5], str(loop.iterations)[:5]] == ["batch", "steps"]
    assert {f"{loop.batch_size} = 1", f"{loop.iterations} = 1"} <= set(loop.projections[0].assumptions)
