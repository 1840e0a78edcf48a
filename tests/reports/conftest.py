"""A report of a training program, written by hand."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.results import (
    Estimate,
    FileReport,
    ForwardCost,
    LoopReport,
    ModelReport,
    Problem,
    Projection,
    Status,
    StepCost,
    TensorSpec,
    UnknownCall,
)
from flake8_greenai.interpreter.values import Location
from flake8_greenai.symbolic import symbol

B, N = symbol("B"), symbol("N")


@pytest.fixture
def program() -> FileReport:
    """A model with an open batch size, and a loop over a data set of unknown length, on one target."""
    once = Projection("h100_sxm", (0.001, 0.002), (0.5, 1.0), (0.00002, 0.0001), "memory", None, (100, 200), True, 512, ("batch 1",))
    whole = Projection("h100_sxm", (3600.0, 5400.0), (1.8e6, 2.7e6), (50.0, 75.0), "compute", (1.0, 2.0), 3 * 2**30, True, 96, ("PUE 1",))
    forward = ForwardCost(2048 * B, {"linear": 2048 * B}, 2064 * B, 0, 4096 * B + 100, 64 * B, 128 * B)
    estimate = Estimate(
        "Net",
        "Net",
        Status.PARTIAL,
        params=1040,
        trainable_params=1024,
        param_bytes=4160,
        inputs={"*0": "float32[B,32]"},
        outputs=(TensorSpec((B, 32), "float32"),),
        forward=forward,
        projections=(once,),
        unknown=(UnknownCall("fused(x)", Location("train.py", 9, 8), "no source"),),
        assumptions=("inputs float32[B,32] inferred from fc",),
    )
    step = StepCost(6 * 10**12, 7 * 10**12, 2 * 10**12, (10**9, 2 * 10**9), 3 * 2**30)
    loop = LoopReport(
        "training",
        Location("train.py", 20, 4),
        "Net",
        N,
        90,
        64,
        step,
        90 * N * 6 * 10**12,
        90 * N * 7 * 10**12,
        "AdamW",
        "bfloat16",
        Status.BOUNDED,
        (whole,),
        (once,),
        ("the length of the data set is N",),
    )
    problem = Problem("shape-error", Location("train.py", 30, 0), "shapes do not fit")
    model = ModelReport("Net", Location("train.py", 5, 0), "forward", "inferred from fc", estimate)
    return FileReport("train.py", (model,), (), (loop,), (problem,))
