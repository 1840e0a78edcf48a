"""Reports of files as JSON: the contract of ``greenai report --format json``. A change of keys or meaning bumps the schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flake8_greenai.estimate.results import FileReport, LoopReport, ModelReport, StepCost
from flake8_greenai.findings.finding import Finding
from flake8_greenai.findings.project import totals
from flake8_greenai.interpreter.values import Location
from flake8_greenai.reports.formulas import doubling
from flake8_greenai.reports.json_format import SCHEMA, amount, estimate_as_json, targets_as_json

Checked = tuple[FileReport, Sequence[Finding]]
"""What was found in a file, and what the rules say about it."""


def reports_as_json(checked: Sequence[Checked], project: Sequence[Finding]) -> dict[str, Any]:
    """All files, their sums, and the findings of the project as a whole."""
    total = totals(report for report, _ in checked)
    return {
        "schema": SCHEMA,
        "files": [_file(report, findings) for report, findings in checked],
        "totals": {
            "files": total.files,
            "models": total.models,
            "loops": total.loops,
            "core_flops": amount(total.core_flops),
            "targets": {name: {figure: list(interval) for figure, interval in sums.items()} for name, sums in total.targets.items()},
        },
        "findings": _findings(project),
    }


def _file(report: FileReport, findings: Iterable[Finding]) -> dict[str, Any]:
    return {
        "path": report.path,
        "models": [_model(model) for model in report.models],
        "loops": [_loop(loop) for loop in report.loops],
        "arrays": [],
        "problems": [{"kind": problem.kind, **_place(problem.location), "message": problem.message} for problem in report.problems],
        "findings": _findings(findings),
    }


def _model(model: ModelReport) -> dict[str, Any]:
    estimate = model.estimate
    return {
        "qualname": model.qualname,
        **_place(model.location),
        "method": model.method,
        "inputs": dict(estimate.inputs),
        "inputs_from": model.inputs_from,
        **estimate_as_json(estimate),
        "doubling": _doubling(estimate.forward.core_flops) if estimate.forward is not None else {},
    }


def _loop(loop: LoopReport) -> dict[str, Any]:
    return {
        **_place(loop.location),
        "kind": loop.kind,
        "model": loop.model,
        "status": loop.status.value,
        "iterations": amount(loop.iterations),
        "epochs": amount(loop.epochs),
        "batch_size": amount(loop.batch_size) if loop.batch_size is not None else None,
        "optimizer": loop.optimizer,
        "dtype": loop.dtype,
        "per_iteration": {**_step(loop.per_iteration), "targets": targets_as_json(loop.step_projections)},
        "total": {"core_flops": amount(loop.total_core_flops), "all_flops": amount(loop.total_all_flops)},
        "targets": targets_as_json(loop.projections),
        "doubling": _doubling(loop.total_core_flops),
        "assumptions": list(loop.assumptions),
    }


def _step(step: StepCost) -> dict[str, Any]:
    return {
        "core_flops": amount(step.core_flops),
        "all_flops": amount(step.all_flops),
        "forward_core_flops": amount(step.forward_core_flops),
        "bytes_moved": amount(step.bytes_moved),
        "peak_bytes": amount(step.peak_bytes),
    }


def _doubling(value: Any) -> dict[str, list[float]]:
    return {name: [round(factor, 6) for factor in factors] for name, factors in doubling(value).items()}


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "code": found.code,
            "severity": found.severity.value,
            **_place(found.location),
            "message": found.message,
            "data": _plain(found.data),
        }
        for found in findings
    ]


def _place(location: Location) -> dict[str, Any]:
    return {"file": location.file, "line": location.line, "column": location.column}


def _plain(value: Any) -> Any:
    """Data of a finding with formulas as texts."""
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "items"):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value)
