"""Loops that leave early, go on late or draw from generators: an exact figure that is wrong is the worst of errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status


def programs():
    head, *parts = re.split(r"^#### ", (Path(__file__).parent / "leaving_loops.txt").read_text(), flags=re.MULTILINE)
    beginning = head.partition("\n\n")[2]
    for part in parts:
        title, body = part.split("\n", 1)
        name, figure = (each.strip() for each in title.split("|"))
        yield pytest.param(int(figure), f"{beginning}\n\n{body}", id=name)


@pytest.mark.parametrize(("measured", "text"), list(programs()))
def test_program(tmp_path, measured, text):
    (tmp_path / "program.py").write_text(text)
    loops = analyse_file(str(tmp_path / "program.py")).loops
    assert {loop.status for loop in loops} == {Status.EXACT}
    assert sum(loop.total_core_flops for loop in loops) == measured
