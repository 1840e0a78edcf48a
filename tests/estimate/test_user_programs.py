"""Loops as users write them: folds, grids, endless iterators, samplers, trainers, against what torch measured of the whole program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

BOUNDED = {"early_stopping"}
"""How often they loop depends on losses."""


def programs():
    text = (Path(__file__).parent / "user_programs.txt").read_text()
    for part in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        head, body = part.split("\n", 1)
        name, figure = (each.strip() for each in head.split("|"))
        yield pytest.param(name, int(figure), body, id=name)


@pytest.mark.parametrize(("name", "measured", "text"), programs())
def test_program(tmp_path, name, measured, text):
    for part in re.split(r"^# (?=\w+\.py$)", text, flags=re.MULTILINE):
        file, _, body = part.partition("\n") if ".py" in part.partition("\n")[0] else ("program.py", "", part)
        (tmp_path / file).write_text(body)
    loops = analyse_file(str(tmp_path / "program.py")).loops
    totals = [loop.total_core_flops for loop in loops]
    if name in BOUNDED:
        assert {loop.status for loop in loops} == {Status.BOUNDED}
        assert sum(low for low, _ in totals) <= measured <= sum(high for _, high in totals)
    else:
        assert {loop.status for loop in loops} == {Status.EXACT}
        assert sum(totals) == measured


def test_parts_of_lists_of_unknown_items(tmp_path):
    text = """
import torch
order = torch.randperm(50).tolist()
model = torch.nn.Linear(3, 1)
for part in (order[:20], order[20:], order[-5:], order[:-5], order[60:], order[10:200]):
    model(torch.zeros(len(part) + 1, 3))
"""
    (tmp_path / "program.py").write_text(text)
    (loop,) = analyse_file(str(tmp_path / "program.py")).loops
    assert loop.total_core_flops == 6 * (21 + 31 + 6 + 46 + 1 + 41)
