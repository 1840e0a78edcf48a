"""Loops whose state is hard to describe against what torch measured of them: what is called exact is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

HEADER = "import torch\nimport torch.nn as nn\nmodel = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4))\nx = torch.zeros(2, 4)\n"
FOLLOWED = set(
    "grow_pop deque swap cycle_loader nested_break schedule model_counter growing_tensor freeze loops_first_empty growing_graph".split()
)
"""Those that are known exactly; the others may be bounded or partial."""


def programs():
    text = (Path(__file__).parent / "measured_loops.txt").read_text()
    for part in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        head, body = part.split("\n", 1)
        name, figure = (each.strip() for each in head.split("|"))
        yield pytest.param(name, int(figure), HEADER + body, id=name)


@pytest.mark.parametrize(("name", "measured", "text"), programs())
def test_loop(tmp_path, name, measured, text):
    file = tmp_path / "train.py"
    file.write_text(text)
    loops = analyse_file(str(file)).loops
    if loops and all(loop.status is Status.EXACT for loop in loops):
        assert sum(loop.total_core_flops for loop in loops) == measured
    else:
        assert name not in FOLLOWED
    for loop in loops:
        if loop.status is Status.BOUNDED and isinstance(loop.total_core_flops, tuple) and len(loops) == 1:
            low, high = loop.total_core_flops
            assert not isinstance(low, int) or low <= measured
            assert not isinstance(high, int) or measured <= high
