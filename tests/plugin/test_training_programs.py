"""Loops of real programs against budgets, in real flake8 and with ``greenai check``."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from flake8_greenai.resources import PACKAGE

EXAMPLE = PACKAGE.parent / "docs" / "examples" / "language_model"
STEP = 874_944_921_600
"""FLOPs of a forward and backward pass of the decoder for 1024 tokens, as torch's FlopCounterMode counts them."""
WINDOWS = 100_000_000 // 1025


@pytest.fixture
def project(tmp_path):
    """A copy of the example: a decoder of the size of GPT-2 that is trained for three epochs."""
    return shutil.copytree(EXAMPLE, tmp_path / "project")


def test_what_is_over_budget(flake8, project):
    total = 3 * WINDOWS * STEP
    assert 256.0e15 < total < 256.5e15
    assert flake8("--select=GAI104", "train.py", cwd=project) == [
        "train.py:50:9: GAI104 training Decoder costs 256 PFLOP (3 epochs of 6,098 iterations, batch 16, AdamW), budget 200 PFLOP (+28 %)"
    ]
    assert flake8("--select=GAI104", "--greenai-budgets=training-flops=257 PFLOP", "train.py", cwd=project) == []
    assert flake8("--select=GAI104", "--greenai-budgets=Decoder:training-flops=false", "train.py", cwd=project) == []


def test_notes_of_loops(flake8, project):
    lines = flake8("--select=GAI003,GAI004", "train.py", cwd=project)
    assert [line.split(" ", 3)[:3] for line in lines] == [
        ["train.py:24:5:", "GAI004", "inference"],
        ["train.py:33:5:", "GAI004", "generation"],
        ["train.py:50:9:", "GAI003", "training"],
    ]


def test_a_project_is_checked_as_a_whole(project, plugin_environment):
    command = [sys.executable, "-m", "flake8_greenai", "check", "train.py", "--budgets", "project-flops=250 PFLOP; training-flops=false"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=project, env=plugin_environment, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "GAI111 the 3 loops of 1 file cost 257 PFLOP, budget 250 PFLOP (+2.8 %)" in done.stdout
