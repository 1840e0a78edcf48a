"""Extents that data decide: loops over tensors of unknown length, branches on whether there is anything, sorting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Estimate, Status
from flake8_greenai.estimate.specs import parse_arguments
from flake8_greenai.symbolic import Expression

HEAD = """import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(8, 8)

    def forward(self, x):
        found = torch.where(x.sum(1) > 0)[0]
"""
SHAPE = "float32[6,8]"


def _estimate(tmp_path: Path, body: str) -> Estimate:
    path = tmp_path / "net.py"
    path.write_text(HEAD + "".join(f"        {line}\n" for line in body.splitlines()))
    return estimate(Request("Net()", file=str(path), inputs=parse_arguments([SHAPE])))


def _bounds(amount: Any) -> tuple[Any, Any]:
    if isinstance(amount, tuple):
        return tuple(_bounds(end)[place] for place, end in enumerate(amount))  # type: ignore[return-value]
    return amount.bounds() if isinstance(amount, Expression) else (amount, amount)


@pytest.mark.parametrize(
    ("body", "low", "high"),
    [
        # Six rows at most, one product of 2 * 6 * 8 * 8 FLOPs for each.
        ("for row in found:\n    self.linear(x)\nreturn x", 0, 6 * 768),
        ("for row in torch.unique(found):\n    self.linear(x)\nreturn x", 0, 6 * 768),
        ("for i, row in enumerate(found):\n    self.linear(x)\nreturn x", 0, 6 * 768),
        ("for i, row in zip(found, x[found]):\n    self.linear(row)\nreturn x", 0, 6 * 128),
        # As many rows as were found: 2 * 8 * 8 FLOPs for each.
        (
            "k = torch.zeros(6).bool()\nfor i in found:\n    k[found[found == i]] = True\nreturn self.linear(x[k])",
            0,
            768,
        ),
        ("return self.linear(x[found[x[found, 0].sort()[1]]])", 0, 768),
        # The shape of what is not there does not matter.
        ("y = x[found]\nif len(found) > 0:\n    y = y.reshape(len(found), 2, 4)\nreturn self.linear(y.flatten(1))", 0, 768),
        ("y = x[found]\nif y.numel() == 0:\n    y = y.flatten()\nelse:\n    y = y.view(-1, 8)\nreturn self.linear(y)", 0, 768),
    ],
)
def test_bounds(tmp_path: Path, body: str, low: int, high: int) -> None:
    result = _estimate(tmp_path, body)
    assert result.status is Status.BOUNDED, (result.reason, result.unknown)
    assert result.forward is not None
    assert _bounds(result.forward.core_flops) == (low, high)


def test_loop_whose_work_grows_is_not_the_first_iteration_many_times(tmp_path: Path) -> None:
    """From 1 to 6 rows: 128 FLOPs, 256, ... at most 128 * (1 + 2 + 3 + 4 + 5 + 6)."""
    result = _estimate(tmp_path, "y = x[:1]\nfor row in found:\n    y = torch.cat([self.linear(y), x[:1]])\nreturn y")
    assert result.status is not Status.EXACT
    if result.status is Status.BOUNDED:
        assert result.forward is not None
        low, high = _bounds(result.forward.core_flops)
        assert low == 0
        assert high >= 128 * 21


def test_shapes_that_differ_with_elements_stay_unknown(tmp_path: Path) -> None:
    result = _estimate(tmp_path, "y = x\nif len(found) > 0:\n    y = y[:, :4]\nelse:\n    y = y.flatten()\nreturn self.linear(y)")
    assert result.status is Status.PARTIAL
