"""``greenai report`` and ``greenai check`` on real files."""

from __future__ import annotations

import json
import sys

import pytest

from flake8_greenai.__main__ import main
from flake8_greenai.cli import report as report_command
from flake8_greenai.resources import PACKAGE

NET = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(1000, 500)

    def forward(self, x):
        return self.fc(x)


net = Net()
net(torch.zeros(8, 1000))
"""
OVER = "GAI101 Net.forward costs 8 MFLOP for float32[8,1000], budget 1 MFLOP (+700 %); 100 % of it in fc"


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A folder with a model that is over its budget, a file without tensors, and folders that are no sources."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PACKAGE.parent))
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "pyproject.toml").write_text('[tool.greenai.budgets]\nflops = "1 MFLOP"\n')
    (tmp_path / "net.py").write_text(NET)
    (tmp_path / "other.py").write_text("print(1)")
    for folder in (".hidden", "venv", "sub"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "net.py").write_text(NET)
    return tmp_path


def reported(capsys, *arguments):
    assert main(["report", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder(capsys, jobs):
    found = reported(capsys, ".", "--jobs", jobs)
    assert [file["path"] for file in found["files"]] == ["net.py", "other.py", "sub/net.py"]
    assert [len(file["models"]) for file in found["files"]] == [1, 0, 1]
    assert found["files"][0]["models"][0]["forward"]["core_flops"] == 2 * 8 * 1000 * 500
    assert found["files"][0]["findings"][0]["message"] == OVER.partition(" ")[2]
    assert found["totals"]["models"] == 2


def test_check_prints_what_flake8_prints(capsys):
    assert main(["check", "net.py", "sub"]) == 1
    assert capsys.readouterr().out.splitlines() == [f"net.py:6:1: {OVER}", f"sub/net.py:6:1: {OVER}"]
    assert main(["check", "other.py"]) == 0
    assert capsys.readouterr().out == ""


def test_options_are_settings(capsys):
    assert main(["check", "net.py", "--budgets", "flops=8 MFLOP"]) == 0
    assert main(["check", "net.py", "--notes", "--budgets", "Net:flops=false"]) == 1
    assert {line.split()[1] for line in capsys.readouterr().out.splitlines()} == {"GAI001", "GAI002"}


def test_a_tree(capsys):
    assert main(["report", "net.py"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["net.py", "├── Net (model, line 6)"]
    assert f"└── {OVER.replace('GAI101 ', 'GAI101 line 6: ')}" in lines
    assert lines[-1] == "1 model and 0 loops in 1 file"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "'nowhere' does not exist"),
        ([".", "--target", "h100"], "--greenai-target: there is no hardware target 'h100'; did you mean mi100 or h100_sxm"),
        ([".", "--jobs", "-1"], "--jobs -1 is not a number of processes"),
        ([".", "--budgets", "flop=1"], "unknown key --greenai-budgets.flop, did you mean flops?"),
    ],
)
def test_unusable_arguments(capsys, arguments, message):
    assert main(["report", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_unusable_configuration_of_one_file_is_a_finding(project, capsys):
    (project / "sub" / "pyproject.toml").write_text("[tool.greenai]\nbudgts = 1")
    found = reported(capsys, ".")
    assert [[item["code"] for item in file["findings"]] for file in found["files"]] == [["GAI101"], [], ["GAI902"]]


def test_an_internal_error_is_a_finding(monkeypatch):
    def fail(*_):
        raise RuntimeError("oh")

    monkeypatch.setattr("flake8_greenai.estimate.files.analyse_file", fail)
    _, findings = report_command.analyse("net.py", None, {})
    assert [(found.code, found.message) for found in findings] == [("GAI999", "internal error: RuntimeError: oh")]
