"""Real flake8 in a subprocess."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_greenai.resources import PACKAGE

ENTRY_POINTS = "[flake8.extension]\nGAI = flake8_greenai.plugin:Plugin\n"
METADATA = "Metadata-Version: 2.1\nName: flake8-greenai\nVersion: 0\n"


@pytest.fixture(scope="session")
def metadata(tmp_path_factory) -> Path:
    """A folder that makes flake8 see the checkout as an installed plugin, also where it is not installed."""
    folder = tmp_path_factory.mktemp("metadata")
    information = folder / "flake8_greenai-0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(METADATA)
    (information / "entry_points.txt").write_text(ENTRY_POINTS)
    return folder


@pytest.fixture
def flake8(tmp_path, metadata) -> Callable[..., list[str]]:
    """Runs flake8 with the plugin and gives the lines that it prints; standard error must stay empty."""
    environment = {**os.environ, "PYTHONPATH": f"{PACKAGE.parent}{os.pathsep}{metadata}"}

    def run(*arguments: str, text: str | None = None, cwd: Path = tmp_path) -> list[str]:
        command = [sys.executable, "-m", "flake8", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, input=text, cwd=cwd, env=environment, timeout=120, check=False)
        assert done.stderr == ""
        return done.stdout.splitlines()

    return run
