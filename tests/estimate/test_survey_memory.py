"""Analyses that are over are freed, and unknown recursion ends."""

from __future__ import annotations

import gc
from pathlib import Path

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.specs import TensorSpec
from flake8_greenai.interpreter.machine import Machine
from flake8_greenai.source import parsing

LEFT_SUSPENDED = """
import torch

def numbers():
    try:
        while True:
            yield 1
    finally:
        print("ended")

class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.source = numbers()
        self.layer = torch.nn.Linear(4, 4 * next(self.source))

    def forward(self, x):
        return self.layer(x) * next(self.source)
"""

RECURSION = """
import torch

def depth(value):
    if isinstance(value, list):
        return depth(value[0]) + depth(value[1]) + depth(value[2])
    if isinstance(value, dict):
        return depth(value["a"]) + depth(value["b"]) + depth(value["c"])
    return 0

class Net(torch.nn.Module):
    def forward(self, x):
        with open("depths.json") as file:
            import json
            depth(json.load(file))
        return x @ x
"""


def _estimate(folder: Path, text: str):
    file = folder / "model.py"
    file.write_text(text, encoding="utf-8")
    return estimate(Request("Net()", file=str(file), inputs={"*0": TensorSpec((4, 4), "float32")}))


def test_a_suspended_generator_does_not_keep_the_analysis(tmp_path):
    gc.collect()
    before = sum(type(value) is Machine for value in gc.get_objects())
    answer = _estimate(tmp_path, LEFT_SUSPENDED)
    assert answer.forward is not None
    assert answer.forward.core_flops == 2 * 4 * 4 * 4
    gc.collect()
    assert sum(type(value) is Machine for value in gc.get_objects()) <= before


def test_recursion_on_unknown_conditions_ends_early(tmp_path):
    answer = _estimate(tmp_path, RECURSION)
    assert answer.forward is not None
    assert answer.forward.core_flops == 2 * 4 * 4 * 4
    assert answer.wall_s < 30


def test_parsed_sources_beyond_the_bound_are_freed(tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "MAX_PARSED_CHARACTERS", 1)
    _estimate(tmp_path, LEFT_SUSPENDED)
    assert not any(type(value) is parsing.SourceModule for value in gc.get_objects())
