"""Loops inside models over as many items as a symbol says: bounded, not partial."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status, TensorSpec

HEAD = """
import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        kept = torch.nonzero(x[:, 0] > 0)[:, 0]
        rows = x[kept]
"""
BODIES = {
    "a comprehension": "        return sum([row @ row for row in rows])\n",
    "a range": """        total = x.new_zeros(())
        for i in range(len(rows)):
            total = total + rows[i] @ rows[i]
        return total
""",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_each_row_that_is_kept_costs_as_much(tmp_path, body):
    file = tmp_path / "net.py"
    file.write_text(HEAD + body)
    found = estimate(Request("Net()", file=str(file), inputs={"*0": TensorSpec((10, 8), "float32")}))
    assert found.status is Status.BOUNDED, found.reason
    assert found.forward.core_flops == (0, 10 * 2 * 8)


def test_a_loop_that_may_be_left_has_an_unknown_length(tmp_path):
    file = tmp_path / "net.py"
    body = """        for i in range(len(rows)):
            y = rows[i] @ rows[i]
            if y > 1:
                break
        return y
"""
    file.write_text(HEAD + body)
    found = estimate(Request("Net()", file=str(file), inputs={"*0": TensorSpec((10, 8), "float32")}))
    assert found.status in (Status.PARTIAL, Status.FAILED)


def test_the_larger_of_unknown_whole_numbers_is_one(tmp_path):
    file = tmp_path / "net.py"
    file.write_text("""
import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def forward(self, x, box):
        height = max(int(box[3] - box[1]), 1)
        top = max(box[1], 0)
        return F.interpolate(x, size=(height, 20), mode="bilinear"), x[:, :, top : top + 4]
""")
    inputs = {"*0": TensorSpec((1, 2, 8, 8), "float32"), "*1": TensorSpec((4,), "int64")}
    found = estimate(Request("Net()", file=str(file), inputs=inputs))
    assert found.status is Status.BOUNDED, found.reason
    assert found.outputs[0].shape[3] == 20
