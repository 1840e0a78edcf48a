"""Sizes that programs read from tensors are symbols: what does not depend on them is exact."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import TensorSpec

HEAD = """
import torch
import torch.nn.functional as F
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 8)

    def forward(self, x, lengths):
"""
LAYER = 2 * 2 * 10 * 8 * 8


def _estimate(folder, body: str, head: str = HEAD):
    file = folder / "model.py"
    file.write_text(head + "".join(f"        {line}\n" for line in body.strip().split("\n")), encoding="utf-8")
    inputs = {"*0": TensorSpec((2, 10, 8), "float32"), "*1": TensorSpec((2,), "int64")}
    return estimate(Request("Net()", file=str(file), inputs=inputs))


@pytest.mark.parametrize("longest", ["int(lengths.max())", "int(torch.max(lengths).item())", "lengths.max()"])
def test_padding_masks_from_lengths(tmp_path, longest):
    answer = _estimate(
        tmp_path,
        f"""
longest = {longest}
mask = torch.arange(longest).expand(2, longest) >= lengths.unsqueeze(1)
return self.layer(x).masked_fill(mask.unsqueeze(-1), 0.0)
""",
    )
    assert not answer.unknown
    assert answer.forward.core_flops == LAYER
    assert [output.shape for output in answer.outputs] == [(2, 10, 8)]


def test_a_slice_up_to_the_longest_is_at_most_all(tmp_path):
    answer = _estimate(tmp_path, "return self.layer(x[:, : int(lengths.max())])")
    assert answer.status is Status.BOUNDED
    assert answer.forward.core_flops == (0, LAYER)


def test_outputs_of_sizes_from_data_are_not_exact(tmp_path):
    answer = _estimate(tmp_path, "return torch.zeros(2, int(lengths.max()))")
    assert answer.status is Status.BOUNDED
    assert answer.outputs[0].shape[1].bounds()[0] == 0


def test_writes_at_places_from_data(tmp_path):
    answer = _estimate(
        tmp_path,
        """
longest = int(lengths.max())
mask = torch.zeros(2, 10)
mask[:, : longest // 2] = 1
mask[longest // 8] = 1
return self.layer(x) * mask.unsqueeze(-1)
""",
    )
    assert not answer.unknown
    assert answer.forward.core_flops == LAYER


def test_texts_of_tensors_are_unknown_keys(tmp_path):
    head = HEAD.replace("self.layer = nn.Linear(8, 8)", 'self.layer = nn.ModuleDict({f"e_{i}": nn.Linear(8, 8) for i in range(3)})')
    answer = _estimate(tmp_path, 'return self.layer[f"e_{lengths[0]}"](x)', head)
    assert answer.status is Status.PARTIAL
    assert answer.params == 3 * (8 * 8 + 8)


def test_new_of_a_tensor_is_another_name_for_it(tmp_path):
    answer = _estimate(tmp_path, "return self.layer(x.new(x))")
    assert answer.status is Status.EXACT
    assert answer.forward.core_flops == LAYER


def test_sets_of_texts_have_one_order(tmp_path):
    file = tmp_path / "model.py"
    file.write_text(
        "from torch import nn\n"
        "names = {'alpha', 'beta', 'gamma', 'delta', 'epsilon'}\n"
        "model = nn.Sequential(*[nn.Linear(4, len(name), bias=len(name) > 4) for name in names][:1])\n"
    )
    command = [
        sys.executable,
        "-m",
        "flake8_greenai",
        "estimate",
        "model",
        "--file",
        str(file),
        "--input",
        "float32[1,4]",
        "--format",
        "json",
    ]
    answers = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True) for seed in "123456"
    ]
    assert {json.loads(answer.stdout)["params"] for answer in answers} == {4 * 5 + 5}  # alpha comes first
