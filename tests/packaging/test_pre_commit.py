"""The hook that pre-commit users install from this repository."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flake8_greenai.resources import PACKAGE

clientlib = pytest.importorskip("pre_commit.clientlib")
MANIFEST = PACKAGE.parent / ".pre-commit-hooks.yaml"


def test_the_manifest_is_valid():
    (hook,) = clientlib.load_manifest(str(MANIFEST))
    assert (hook["id"], hook["language"], hook["types"]) == ("greenai", "python", ["python"])
    assert hook["require_serial"]  # flake8 starts processes by itself, and a file is analysed with those it imports
    assert hook["entry"] == "flake8 --select=GAI"


def test_pre_commit_accepts_it():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0
