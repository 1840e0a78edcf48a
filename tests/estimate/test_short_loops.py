"""Loops without tensors whose values no counter describes are run as they are."""

from __future__ import annotations

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file

TEXT = """
import torch
def is_below(key, prefixes):
    while True:
        if key in prefixes:
            return True
        key, dot, _ = key.rpartition(".")
        if not dot:
            return False
layers = {"a.b.c.d.e.f": 3, "x.y.z.u.v.w": 4}
found = {key: width for key, width in layers.items() if is_below(key, {"a"})}
model = torch.nn.Sequential(*[torch.nn.Linear(width, 5) for width in found.values()])
y = model(torch.ones(2, 3))
"""


def test_texts_that_become_shorter():
    report = analyse_file("program.py", TEXT, Configuration())
    assert [call.core_flops for call in report.calls] == [2 * 2 * 3 * 5]
