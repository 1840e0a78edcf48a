"""Data that another program of the folder writes."""

from __future__ import annotations

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

WRITER = """
import numpy as np
import torch
x = np.zeros((40, 12))
torch.save(x, open("data.pt", "wb"))
"""
TRAINING = """
import torch
from torch import nn
x = torch.from_numpy(torch.load("data.pt")).float()
model = nn.Linear(12, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(7):
    model(x).sum().backward()
    optimizer.step()
"""


def test_the_shape_is_what_the_writer_saves(tmp_path):
    (tmp_path / "prepare.py").write_text(WRITER)
    (tmp_path / "train.py").write_text(TRAINING)
    report = analyse_file(str(tmp_path / "train.py"))
    (loop,) = report.loops
    # Forward 2·40·12·2 and as much for the gradient of the weight.
    assert (loop.iterations, loop.per_iteration.core_flops, loop.status) == (7, 2 * 2 * 40 * 12 * 2, Status.EXACT)
    assert any("prepare.py" in note for note in loop.assumptions)


def test_a_program_that_trains_is_not_followed_for_its_files(tmp_path):
    (tmp_path / "prepare.py").write_text(WRITER + "\ndef f(loss):\n    loss.backward()\n")
    (tmp_path / "train.py").write_text(TRAINING)
    assert analyse_file(str(tmp_path / "train.py")).loops == ()


def test_a_writer_that_never_ends_does_no_harm(tmp_path):
    (tmp_path / "prepare.py").write_text("import torch\nwhile True:\n    pass\ntorch.save(1, 'data.pt')\n")
    (tmp_path / "train.py").write_text(TRAINING)
    assert analyse_file(str(tmp_path / "train.py")).loops == ()


def test_a_fault_inside_a_loop_leaves_its_number_of_iterations(tmp_path):
    body = "for step in range(9):\n    model(x).sum().backward()\n    optimizer.step()\n    missing.function()\n"
    text = "import torch\nfrom torch import nn\nimport json as missing\nx = torch.zeros(4, 12)\nmodel = nn.Linear(12, 2)\n"
    text += "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n" + body
    (loop,) = analyse_file(str(tmp_path / "train.py"), text).loops
    assert (loop.iterations, loop.total_core_flops, loop.status) == (9, 9 * 2 * 2 * 4 * 12 * 2, Status.PARTIAL)
