"""Real flake8 in a subprocess."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def flake8(tmp_path, plugin_environment) -> Callable[..., list[str]]:
    """Run flake8 with the plugin and give the lines that it prints; standard error must stay empty."""

    def run(*arguments: str, text: str | None = None, cwd: Path = tmp_path) -> list[str]:
        command = [sys.executable, "-m", "flake8", *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, input=text, cwd=cwd, env=plugin_environment, timeout=120, check=False
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    return run
