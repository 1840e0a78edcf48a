"""What the README shows is what the program prints."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest

from flake8_greenai.resources import PACKAGE

README = PACKAGE.parent / "README.md"
BLOCKS = README.read_text(encoding="utf-8").split("```")[1::2]


def printed(command: list[str], metadata) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=PACKAGE.parent, env=metadata)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_main_job(plugin_environment):
    (command,) = (block.strip() for block in BLOCKS if "/flake8 " in block)
    arguments = shlex.split(command.partition("/flake8 ")[2])
    shown = [line for line in next(block for block in BLOCKS if "GAI101 ResNet" in block).strip().splitlines() if line != "..."]
    lines = printed([sys.executable, "-m", "flake8", *arguments], plugin_environment)
    assert [line for line in lines if line in shown] == shown


@pytest.mark.parametrize("block", [block.strip() for block in BLOCKS if block.startswith("\n$ greenai")])
def test_estimates(block, plugin_environment):
    command, _, rest = block.partition("\n")
    shown = [line.rstrip() for line in rest.splitlines() if line not in ("...", "")]
    lines = printed([sys.executable, "-m", "flake8_greenai", *shlex.split(command)[2:]], plugin_environment)
    assert [line for line in lines if line in shown] == shown
