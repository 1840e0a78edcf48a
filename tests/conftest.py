"""What tests of several folders share."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from flake8_greenai.resources import PACKAGE

# The same examples on every run, so that a change is judged by what it changes; HYPOTHESIS_PROFILE=random looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ENTRY_POINTS = "[flake8.extension]\nGAI = flake8_greenai.plugin:Plugin\n"
METADATA = "Metadata-Version: 2.1\nName: flake8-greenai\nVersion: 0\n"


@pytest.fixture(scope="session")
def plugin_environment(tmp_path_factory) -> dict[str, str]:
    """Environment variables with which flake8 sees the checkout as an installed plugin, also where it is not installed."""
    folder = tmp_path_factory.mktemp("metadata")
    information = folder / "flake8_greenai-0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(METADATA)
    (information / "entry_points.txt").write_text(ENTRY_POINTS)
    return {**os.environ, "PYTHONPATH": f"{PACKAGE.parent}{os.pathsep}{folder}"}
