"""The JSON contract: its keys, and how amounts are written."""

from __future__ import annotations

import json

from flake8_greenai.estimate.results import Estimate, ForwardCost, ModuleCost, Status, TensorSpec, TrainingStepCost, UnknownCall
from flake8_greenai.interpreter.values import Location
from flake8_greenai.reports.json_format import estimate_as_json
from flake8_greenai.symbolic import symbol

B = symbol("B")
KEYS = [
    "schema", "name", "expr", "status", "reason", "params", "trainable_params", "buffers", "param_bytes", "outputs", "forward",
    "training_step", "modules", "targets", "wall_s", "coverage", "unknown", "assumptions",
]  # fmt: skip


def test_a_failed_estimate_has_all_keys():
    found = estimate_as_json(Estimate("n", "e", Status.FAILED, "why"))
    assert list(found) == KEYS
    assert (found["schema"], found["status"], found["reason"]) == (1, "failed", "why")
    assert found["forward"] is found["training_step"] is None


def test_amounts_are_ints_formulas_or_bounds():
    forward = ForwardCost(24 * B, {"linear": 24 * B}, (1, 2), (3, 3), (B, 2 * B), 5, 6)
    step = TrainingStepCost(1, 2, 3, 4, "torch.optim.SGD")
    module = ModuleCost(
        "fc", "Linear", Location("/lib/linear.py", 3), Location("model.py", 7), 2, 16, 24 * B, 0, (TensorSpec((B, 4), "float32"),)
    )
    estimate = Estimate(
        "n", "e", Status.BOUNDED, params=16,
        outputs=(TensorSpec((B, 4), "float32"),), forward=forward, training_step=step, modules=(module,),
        unknown=(UnknownCall("f(x)", Location("model.py", 9), "no rule"),), assumptions=("H = 224",),
    )  # fmt: skip
    found = json.loads(json.dumps(estimate_as_json(estimate)))
    assert found["outputs"] == [[["B", 4], "float32"]]
    assert found["forward"] == {
        "core_flops": "24*B",
        "core_by_op": {"linear": "24*B"},
        "all_flops": [1, 2],
        "transcendentals": 3,
        "bytes_read": ["B", "2*B"],
        "bytes_written": 5,
        "peak_bytes": 6,
    }
    assert found["training_step"] == {"core_flops": 1, "all_flops": 2, "saved_bytes": 3, "peak_bytes": 4, "optimizer": "torch.optim.SGD"}
    assert found["modules"] == [
        {
            "name": "fc",
            "class": "Linear",
            "file": "model.py",
            "line": 7,
            "calls": 2,
            "params": 16,
            "core_flops": "24*B",
            "outputs": [[["B", 4], "float32"]],
        }
    ]
    assert found["unknown"] == [{"call": "f(x)", "file": "model.py", "line": 9, "reason": "no rule"}]
