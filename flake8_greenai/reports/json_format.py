"""Estimates as JSON: the contract that other programs rely on. A change of keys or meaning bumps :data:`SCHEMA`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flake8_greenai.estimate.results import (
    Bounded,
    Estimate,
    ForwardCost,
    ModuleCost,
    Projection,
    TensorSpec,
    TrainingStepCost,
    UnknownCall,
)

SCHEMA = 1


def estimate_as_json(estimate: Estimate) -> dict[str, Any]:
    """An estimate as a JSON object. Amounts are ints, formulas as strings when symbolic, ``[low, high]`` when bounded."""
    return {
        "schema": SCHEMA,
        "name": estimate.name,
        "expr": estimate.expr,
        "status": estimate.status.value,
        "reason": estimate.reason,
        "params": amount(estimate.params),
        "trainable_params": amount(estimate.trainable_params),
        "buffers": amount(estimate.buffers),
        "param_bytes": amount(estimate.param_bytes),
        "outputs": _tensors(estimate.outputs),
        "forward": _forward(estimate.forward) if estimate.forward else None,
        "training_step": _training_step(estimate.training_step) if estimate.training_step else None,
        "modules": [_module(module) for module in estimate.modules],
        "targets": targets_as_json(estimate.projections),
        "wall_s": round(estimate.wall_s, 6),
        "coverage": estimate.coverage,
        "unknown": [_unknown(call) for call in estimate.unknown],
        "assumptions": list(estimate.assumptions),
    }


def targets_as_json(projections: Iterable[Projection]) -> dict[str, dict[str, Any]]:
    """Predictions by target; intervals are ``[low, high]`` in the unit of their name, memory in bytes."""
    return {projection.target: _projection(projection) for projection in projections}


def _projection(projection: Projection) -> dict[str, Any]:
    return {
        "seconds": list(projection.seconds),
        "joules": list(projection.joules),
        "gco2e": list(projection.gco2e),
        "litres": list(projection.litres) if projection.litres is not None else None,
        "bound": projection.bound,
        "peak_bytes": amount(projection.peak_bytes) if projection.peak_bytes is not None else None,
        "fits": projection.fits,
        "largest_batch": projection.largest_batch,
        "assumptions": list(projection.assumptions),
    }


def amount(value: Bounded) -> int | str | list[int | str]:
    """An amount as JSON; equal bounds are one amount."""
    if isinstance(value, tuple):
        low, high = (item if isinstance(item, int) else str(item) for item in value)
        return low if low == high else [low, high]
    return value if isinstance(value, int) else str(value)


def _tensors(specs: Iterable[TensorSpec]) -> list[list[Any]]:
    return [[[amount(size) for size in spec.shape], spec.dtype] for spec in specs]


def _forward(cost: ForwardCost) -> dict[str, Any]:
    return {
        "core_flops": amount(cost.core_flops),
        "core_by_op": {name: amount(value) for name, value in cost.core_by_op.items()},
        "all_flops": amount(cost.all_flops),
        "transcendentals": amount(cost.transcendentals),
        "bytes_read": amount(cost.bytes_read),
        "bytes_written": amount(cost.bytes_written),
        "peak_bytes": amount(cost.peak_bytes),
    }


def _training_step(cost: TrainingStepCost) -> dict[str, Any]:
    return {
        "core_flops": amount(cost.core_flops),
        "all_flops": amount(cost.all_flops),
        "saved_bytes": amount(cost.saved_bytes),
        "peak_bytes": amount(cost.peak_bytes),
        "optimizer": cost.optimizer,
    }


def _module(module: ModuleCost) -> dict[str, Any]:
    place = module.created or module.location
    return {
        "name": module.name,
        "class": module.class_name,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "calls": module.calls,
        "params": amount(module.params),
        "core_flops": amount(module.core_flops),
        "outputs": _tensors(module.outputs),
    }


def _unknown(call: UnknownCall) -> dict[str, Any]:
    place = call.location
    return {"call": call.call, "file": place.file if place else None, "line": place.line if place else None, "reason": call.reason}
