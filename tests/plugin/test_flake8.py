"""The plugin in real flake8: what users, editors and CI see."""

from __future__ import annotations

import subprocess
import sys

import pytest

NET = '''\
import torch
from torch import nn


class Net(nn.Module):
    """É."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(1000, 500)
        é = 2; self.fc2 = nn.Linear(500, 10)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


net = Net()
net(torch.zeros(8, 1000))
'''
OVER = "GAI101 Net.forward costs 8.08 MFLOP for float32[8,1000], budget 1 MFLOP (+708 %); 99 % of it in fc1"


@pytest.fixture
def project(tmp_path):
    """A folder with a model that is over its budget."""
    (tmp_path / "net.py").write_text(NET, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.greenai.budgets]\nflops = "1 MFLOP"\n')
    return tmp_path


def test_findings_without_notes_by_default(flake8, project):
    assert flake8("--select=GAI", "net.py") == [f"net.py:5:1: {OVER}"]


def test_notes(flake8, project):
    lines = flake8("--select=GAI", "--greenai-notes", "net.py")
    assert [line.split(" ", 2)[:2] for line in lines] == [
        ["net.py:5:1:", "GAI002"],
        ["net.py:5:1:", "GAI101"],
        ["net.py:10:20:", "GAI001"],
        ["net.py:11:27:", "GAI001"],  # columns are characters, not bytes
        ["net.py:18:1:", "GAI002"],
    ]
    assert lines[2].endswith("GAI001 Linear costs 8 MFLOP, 500k parameters, output float32[8,500]; 99 % of Net")


def test_notes_by_configuration_and_by_code(flake8, project):
    (project / "pyproject.toml").write_text("[tool.greenai]\nnotes = true")
    assert {line.split()[1] for line in flake8("--select=GAI", "net.py")} == {"GAI001", "GAI002"}
    (project / "pyproject.toml").write_text("")
    assert {line.split()[1] for line in flake8("--select=GAI002", "net.py")} == {"GAI002"}
    assert {line.split()[1] for line in flake8("--extend-select=GAI001", "--ignore=E,W,F", "net.py")} == {"GAI001"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_files(flake8, project, jobs):
    for index in range(4):
        (project / f"net{index}.py").write_text(NET)
    lines = flake8("--select=GAI", f"-j{jobs}", ".")
    assert lines == [f"./{name}.py:5:1: {OVER}" for name in ("net", "net0", "net1", "net2", "net3")]


def test_processes_that_are_started_afresh(project, plugin_environment):
    """As on macOS and Windows, where nothing that the parent imported is there."""
    (project / "net1.py").write_text(NET)
    code = "import multiprocessing; multiprocessing.set_start_method('spawn'); from flake8.main.cli import main; main()"
    command = [sys.executable, "-c", code, "--select=GAI", "-j2", "."]
    done = subprocess.run(command, capture_output=True, text=True, cwd=project, env=plugin_environment, timeout=120, check=False)
    assert (done.stdout.splitlines(), done.stderr) == ([f"./net.py:5:1: {OVER}", f"./net1.py:5:1: {OVER}"], "")


def test_standard_input(flake8, project):
    (project / "net.py").unlink()
    assert flake8("--select=GAI", "--stdin-display-name=sub/net.py", "-", text=NET) == [f"sub/net.py:5:1: {OVER}"]
    assert flake8("--select=GAI", "-", text=NET) == [f"stdin:5:1: {OVER}"]


def test_noqa(flake8, project):
    for comment in ("# noqa", "# noqa: GAI101", "# noqa: GAI1"):
        (project / "net.py").write_text(NET.replace("(nn.Module):", f"(nn.Module):  {comment}"))
        assert flake8("--select=GAI", "net.py") == []
    (project / "net.py").write_text(NET.replace("(nn.Module):", "(nn.Module):  # noqa: GAI102"))
    assert flake8("--select=GAI", "net.py") == [f"net.py:5:1: {OVER}"]


def test_noqa_of_a_layer_within_brackets(flake8, project):
    layers = "nn.Sequential(\n    nn.Linear(9, 9),\n    nn.Linear(9, 9),  # noqa: GAI001\n)"
    layers = f"import torch\nfrom torch import nn\nnet = {layers}\nnet(torch.zeros(1, 9))\n"
    (project / "net.py").write_text(layers)
    assert [line.split(":")[1] for line in flake8("--select=GAI001", "net.py")] == ["4"]


def test_per_file_ignores_and_ignore(flake8, project):
    assert flake8("--select=GAI", "--per-file-ignores=net.py:GAI101", "net.py") == []
    assert flake8("--select=E9,GAI", "--extend-ignore=GAI1", "net.py") == []
    assert flake8("--select=E9", "net.py") == []


def test_options_override_the_file(flake8, project):
    assert flake8("--select=GAI", "--greenai-budgets=flops=9 MFLOP", "net.py") == []
    (line,) = flake8("--select=GAI", "--greenai-budgets=flops=9 MFLOP; Net:parameters=1k", "net.py")
    assert "GAI102 Net has 506k parameters, budget 1k" in line
    (line,) = flake8("--select=GAI", "--greenai-inputs=Net=float32[1,1000]", "net.py")
    assert "costs 1.01 MFLOP for float32[1,1000], budget 1 MFLOP (+1.0 %)" in line
    (project / "other.toml").write_text("[tool.greenai]")
    assert flake8("--select=GAI", "--greenai-config=other.toml", "net.py") == []
    (project / ".flake8").write_text("[flake8]\nselect = GAI\ngreenai-notes = true\ngreenai-budgets = flops=9 MFLOP\n")
    assert {line.split()[1] for line in flake8("net.py")} == {"GAI001", "GAI002"}


def test_the_closest_configuration_counts(flake8, project):
    sub = project / "sub"
    sub.mkdir()
    (sub / "net.py").write_text(NET)
    (sub / "pyproject.toml").write_text('[tool.greenai.budgets]\nflops = "1 GFLOP"\n')
    assert flake8("--select=GAI", ".") == [f"./net.py:5:1: {OVER}"]


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        (
            "[tool.greenai.budgets]\nflop = '4 GFLOP'",
            "unknown key tool.greenai.budgets.flop in pyproject.toml, did you mean flops?; allowed are carbon, ",
        ),
        ("[tool.greenai]\nnotes = 1", "tool.greenai.notes in pyproject.toml is 1, allowed: true or false"),
        ("[tool.greenai]\nnotes = [", "pyproject.toml cannot be read: "),
    ],
)
def test_unusable_configuration_is_one_finding_a_file(flake8, project, configuration, message):
    (project / "pyproject.toml").write_text(configuration)
    (line,) = flake8("--select=GAI", "--greenai-notes", "net.py")
    assert line.startswith("net.py:1:1: GAI902 ")
    assert message in line


def test_unusable_options_and_rules(flake8, project):
    (line,) = flake8("--select=GAI", "--greenai-budgets=4 GFLOP", "net.py")
    assert line == 'net.py:1:1: GAI902 --greenai-budgets is "4 GFLOP", allowed: entries such as flops=4 GFLOP or ResNet:flops=4 GFLOP'
    (project / "mine").mkdir()
    (project / "mine" / "gai850_mine.py").write_text("1/0")
    (line,) = flake8("--select=GAI", "--greenai-rule-paths=mine", "net.py")
    assert "GAI902" in line
    assert "gai850_mine.py: ZeroDivisionError" in line


def test_files_without_tensors_are_not_read_at_all(flake8, project):
    (project / "pyproject.toml").write_text("[tool.greenai\n")
    (project / "net.py").write_text("x = 1\n")
    assert flake8("--select=GAI", "net.py") == []


def test_shape_errors(flake8, project):
    (project / "net.py").write_text(NET.replace("nn.Linear(500, 10)", "nn.Linear(400, 10)"))
    lines = flake8("--select=GAI", "net.py")
    assert [line.split()[:2] for line in lines] == [["net.py:14:16:", "GAI903"]]
    assert "500" in lines[0]
    assert "400" in lines[0]


def test_a_hostile_working_folder_shadows_nothing(flake8, project):
    for name in ("astroid", "sympy", "tomli", "tomllib", "greenlet", "colorsys"):
        (project / f"{name}.py").write_text("raise SystemExit('shadowed')")
    assert flake8("--select=GAI", "net.py") == [f"net.py:5:1: {OVER}"]
