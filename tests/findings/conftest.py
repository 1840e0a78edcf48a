"""Reports as an analysis would give them, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from flake8_greenai.estimate.results import (
    Estimate,
    FileReport,
    ForwardCost,
    LoopReport,
    ModelReport,
    ModuleCost,
    Projection,
    Status,
    StepCost,
    TensorSpec,
)
from flake8_greenai.interpreter.values import Location

PATH = "model.py"


def module(name: str, class_name: str, line: int, flops: Any, params: Any = 0, **others: Any) -> ModuleCost:
    created = others.pop("created", Location(PATH, line, 8) if line else None)
    outputs = others.pop("outputs", (TensorSpec((1, 64, 56, 56), "float32"),))
    return ModuleCost(name, class_name, None, created, 1, params, flops, flops, outputs, **others)


def resnet(**changes: Any) -> Estimate:
    """ResNet-50's measured totals; the split between parts is invented."""
    flops = changes.pop("flops", 8_178_368_512)
    modules = (
        module("", "ResNet", 0, flops, 25_557_032),
        module("conv1", "Conv2d", 12, 236_027_904, 9_408),
        module("relu", "ReLU", 13, 0),
        module("layer3", "Sequential", 20, 1_881_024_757, 7_098_368),
        module("layer3.0", "Conv2d", 30, 940_512_378, 3_549_184),
        module("layer3.1", "Conv2d", 30, 940_512_379, 3_549_184),
        module("fc", "Linear", 15, 4_096_000, 2_049_000),
    )
    forward = ForwardCost(flops, {"conv": flops}, flops, 0, 0, 0, 0)
    estimate = Estimate(
        "ResNet()",
        "ResNet()",
        Status.EXACT,
        params=25_557_032,
        trainable_params=25_557_032,
        param_bytes=102_228_128,
        inputs={"*0": "float32[1,3,224,224]"},
        forward=forward,
        modules=modules,
    )
    return replace(estimate, **changes)


def projection(seconds: tuple[float, float] = (3600.0, 5400.0), **changes: Any) -> Projection:
    """Half a kilowatt for that time, in a zone with 100 g/kWh."""
    joules = (seconds[0] * 500, seconds[1] * 500)
    grams = (joules[0] / 36_000, joules[1] / 36_000)
    return replace(Projection("h100_sxm", seconds, joules, grams, "compute", fits=True, assumptions=("launches of 4 µs",)), **changes)


def loop(**changes: Any) -> LoopReport:
    """Training of ResNet-50 with SGD: 24.5 GFLOP a sample, batch 256; figures that are not asserted are invented."""
    step = changes.pop("step", 256 * 24_535_105_536)
    count = LoopReport(
        kind="training",
        location=Location(PATH, 60, 4),
        model="ResNet",
        iterations=5005,
        epochs=90,
        batch_size=256,
        per_iteration=StepCost(step, step, step // 3, changes.pop("moved", 200 * 10**9), changes.pop("peak", 30 * 10**9)),
        total_core_flops=step * 5005 * 90,
        total_all_flops=step * 5005 * 90,
        optimizer="SGD",
    )
    return replace(count, **changes)


def report(estimate: Estimate | None = None, **changes: Any) -> FileReport:
    model = ModelReport("ResNet", Location(PATH, 10, 0), "forward", "call at line 71", estimate or resnet())
    return replace(FileReport(PATH, (model,)), **changes)


@pytest.fixture(name="resnet")
def _resnet() -> Callable[..., Estimate]:
    return resnet


@pytest.fixture(name="report")
def _report() -> Callable[..., FileReport]:
    return report


@pytest.fixture(name="module")
def _module() -> Callable[..., ModuleCost]:
    return module


@pytest.fixture(name="loop")
def _loop() -> Callable[..., LoopReport]:
    return loop


@pytest.fixture(name="projection")
def _projection() -> Callable[..., Projection]:
    return projection
