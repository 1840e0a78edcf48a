"""The adapter by itself: what it imports, when it is silent, and that nothing makes it raise."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace

import pytest

from flake8_greenai.estimate import files
from flake8_greenai.plugin import Plugin, _is_wanted
from flake8_greenai.resources import PACKAGE


@pytest.fixture(autouse=True)
def _options(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PACKAGE.parent))
    monkeypatch.setattr(Plugin, "options", Namespace(select=None))


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({}, True),
        ({"select": ["GAI"]}, True),
        ({"select": ["G"]}, True),
        ({"select": ["GAI101"]}, True),
        ({"select": ["E", "W"]}, False),
        ({"select": ["E"], "extend_select": ["GAI1"]}, True),
        ({"ignore": ["GAI"]}, False),
        ({"extend_ignore": ["GAI"]}, False),
        ({"ignore": ["GAI"], "extend_select": ["GAI101"]}, True),
        ({"ignore": ["E501"]}, True),
    ],
)
def test_wanted(lists, expected):
    assert _is_wanted(Namespace(**lists)) is expected


@pytest.mark.parametrize("error", [ValueError("two\nlines"), RecursionError("deep"), MemoryError(), AssertionError()])
def test_an_error_of_ours_is_one_line(monkeypatch, error):
    def fails(*arguments):
        raise error

    monkeypatch.setattr(files, "analyse_file", fails)
    ((line, column, message, _),) = Plugin(None, "a.py", ["import torch\n"]).run()
    assert (line, column) == (1, 0)
    assert message.startswith(f"GAI999 internal error: {type(error).__name__}: {' '.join(str(error).split())}".rstrip())
    assert "\n" not in message


def test_a_file_without_tensors_imports_nothing():
    code = (
        "import sys; from argparse import Namespace; from flake8_greenai.plugin import Plugin; before = set(sys.modules);"
        "Plugin.options = Namespace(select=['GAI']); assert list(Plugin(None, 'a.py', ['x = 1']).run()) == [];"
        "assert set(sys.modules) == before, set(sys.modules) - before;"
        "print(sorted(name for name in before if name.startswith('flake8_greenai')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['flake8_greenai', 'flake8_greenai.plugin', 'flake8_greenai.source', 'flake8_greenai.source.libraries']\n"


def test_the_search_path_is_left_as_it_was(monkeypatch):
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    before = list(sys.path)
    list(Plugin(None, "a.py", ["import torch\n"]).run())
    assert sys.path == before
