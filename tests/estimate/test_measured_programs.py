"""Small programs of every kind against what torch measured of them: what is called exact is, what depends on data is not called so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import parse_arguments
from flake8_greenai.symbolic import Expression

HEADER = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"


def programs():
    text = (Path(__file__).parent / "measured_programs.txt").read_text()
    for part in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        head, body = part.split("\n", 1)
        name, inputs, figures, kind = (each.strip() for each in head.split("|"))
        yield pytest.param(inputs, tuple(map(int, figures.split())), kind, HEADER + body, id=name)


def holds(amount, measured):
    if not isinstance(amount, (tuple, Expression)):
        return amount == measured
    ends = amount if isinstance(amount, tuple) else (amount, amount)
    low, high = (end.bounds()[side] if isinstance(end, Expression) else end for side, end in enumerate(ends))
    return (low is None or low <= measured) and (high is None or measured <= high)


@pytest.mark.parametrize(("inputs", "measured", "kind", "text"), programs())
def test_program(tmp_path, inputs, measured, kind, text):
    file = tmp_path / "net.py"
    file.write_text(text)
    found = estimate(Request("Net()", file=str(file), inputs=parse_arguments(inputs.split("; "))))
    figures = None
    if found.forward is not None and found.training_step is not None:
        figures = (found.params, found.forward.core_flops, found.training_step.core_flops)
    if kind == "exact":
        assert (found.status, figures) == (Status.EXACT, measured)
        return
    assert found.status is not Status.EXACT
    if found.status is Status.BOUNDED:
        assert figures is not None
        assert all(holds(amount, figure) for amount, figure in zip(figures, measured, strict=True))
    else:
        assert found.reason
