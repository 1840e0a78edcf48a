"""The command line, as other programs call it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from flake8_greenai.__main__ import main
from flake8_greenai.estimate import requests
from flake8_greenai.resources import PACKAGE

LINEAR = ["estimate", "torch.nn.Linear(3, 4)", "--input", "float32[B,3]"]
NET = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(n, 2 * n)

    def forward(self, x, scale):
        return self.fc(x) * scale
"""


def greenai(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "flake8_greenai", *arguments], capture_output=True, text=True, timeout=120, check=False, **options
    )


@pytest.fixture(autouse=True)
def _working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PACKAGE.parent))
    monkeypatch.setattr(sys, "path", list(sys.path))


def test_estimate_as_json(capsys):
    assert main([*LINEAR, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "exact"
    assert found["params"] == 16
    assert found["forward"]["core_flops"] == "24*B"
    assert found["outputs"] == [[["B", 4], "float32"]]


def test_estimate_as_text(capsys):
    assert main(LINEAR) == 0
    out = capsys.readouterr().out
    assert "24*B FLOP in contractions" in out
    assert "status       exact" in out


def test_estimate_in_a_file(tmp_path, capsys):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "net.py").write_text(NET)
    arguments = [
        "estimate",
        "Net(8)",
        "--path",
        "sub",
        "--file",
        "net.py",
        "--input",
        "float32[5,8]",
        "--input",
        "scale=2.0",
        "--format",
        "json",
    ]
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["forward"]["core_flops"] == 2 * 5 * 8 * 16


def test_a_failed_estimate_exits_with_1(capsys):
    assert main(["estimate", "no_such_module.Net()"]) == 1
    assert "failed: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["estimate", "f", "--input", "float32[1,"], 'greenai: --input "float32[1," is not an input; write for instance'),
        (["estimate", "f", "--file", "nowhere.py"], "greenai: --file nowhere.py does not exist"),
        (["estimate", "f", "--path", "nowhere"], "greenai: --path nowhere is not a folder"),
        (["estimate", "f", "--target", "h100"], "greenai: there is no hardware target 'h100'; did you mean mi100 or h100_sxm"),
        (["survey", "nowhere.jsonl"], "greenai: nowhere.jsonl cannot be read: No such file or directory"),
        (["hardware", "h100"], "greenai: there is no hardware target 'h100'"),
        (["rule", "GAI777"], "greenai: there is no rule GAI777; greenai rules lists all"),
    ],
)
def test_wrong_usage_is_one_line_and_exits_with_2(capsys, arguments, message):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_wrong_grammar_exits_with_2(capsys):
    with pytest.raises(SystemExit) as exit_:
        main(["estimate"])
    assert exit_.value.code == 2


def test_unusable_configuration_of_the_file(tmp_path, capsys):
    (tmp_path / "net.py").write_text(NET)
    (tmp_path / "pyproject.toml").write_text("[tool.greenai]\nnote = true")
    assert main(["estimate", "Net(8)", "--file", "net.py"]) == 2
    assert "unknown key tool.greenai.note in pyproject.toml, did you mean notes?" in capsys.readouterr().err


def test_an_internal_error_is_one_line(capsys, monkeypatch):
    monkeypatch.setattr(requests, "estimate", lambda request: 1 / 0)
    assert main(LINEAR) == 2
    assert capsys.readouterr().err == "greenai: internal error: ZeroDivisionError: division by zero\n"


def test_hardware(capsys):
    assert main(["hardware"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 60
    assert main(["hardware", "h100_sxm"]) == 0
    assert "bandwidth          3350 GB/s" in capsys.readouterr().out
    assert main(["hardware", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 59


def test_hardware_of_the_project(tmp_path, capsys):
    (tmp_path / "pyproject.toml").write_text('[tool.greenai.hardware.mine]\nextends = "h100_sxm"\npeak_w = 400')
    assert main(["hardware", "mine"]) == 0
    assert "peak power         400 W" in capsys.readouterr().out


def test_rules(capsys):
    assert main(["rule", "gai101"]) == 0
    assert capsys.readouterr().out.startswith(
        "# flops-over-budget (GAI101)\n\nThe forward pass of a model costs more FLOPs than its budget."
    )
    assert main(["rule", "flops-over-budget"]) == 0
    capsys.readouterr()
    assert main(["rules", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert next(rule for rule in found if rule["code"] == "GAI101") == {
        "code": "GAI101",
        "name": "flops-over-budget",
        "summary": "the forward pass of a model costs more FLOPs than its budget",
        "status": "stable",
        "since": "0.1.0",
        "severity": "error",
    }
    assert main(["rules"]) == 0
    assert "GAI103  weights-over-budget" in capsys.readouterr().out


def test_the_json_path_imports_no_terminal_library_and_no_symbolic_engine_for_concrete_sizes():
    code = (
        "import sys; from flake8_greenai.__main__ import main;"
        "main(['estimate', 'torch.nn.Linear(3, 4)', '--input', 'float32[2,3]', '--format', 'json']);"
        "print([name for name in ('rich', 'sympy', 'torch', 'numpy') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_a_hostile_working_folder_shadows_nothing(tmp_path):
    for name in ("astroid", "sympy", "rich", "json", "tomli", "timeit"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('shadowed')")
    (tmp_path / "json.py").unlink()  # runpy itself imports it before any line of ours runs
    done = greenai(*LINEAR, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "24*B FLOP" in done.stdout


def test_a_closed_pipe_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -m flake8_greenai hardware --format json | head -c 10", shell=True, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
