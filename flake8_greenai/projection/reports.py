"""Predictions for everything that a report holds, on every target that the project names."""

from __future__ import annotations

from dataclasses import replace

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import Estimate, FileReport, LoopReport, ModelReport, Projection
from flake8_greenai.hardware import HardwareError, target
from flake8_greenai.ledger.work import Work
from flake8_greenai.projection.grid import ZoneError
from flake8_greenai.projection.project import project


def with_projections(report: FileReport, configuration: Configuration) -> FileReport:
    """The report with the predictions for all models and loops; as it was when the project names no target."""
    if not configuration.targets:
        return report
    models = tuple(_model(model, configuration) for model in report.models)
    return replace(report, models=models, loops=tuple(_loop(loop, configuration) for loop in report.loops))


def estimate_with_projections(estimate: Estimate, configuration: Configuration) -> Estimate:
    """The estimate with the predictions of one forward pass."""
    if estimate.work is None or not configuration.targets:
        return estimate
    return replace(estimate, projections=predictions(estimate.work, configuration))


def _model(model: ModelReport, configuration: Configuration) -> ModelReport:
    # One call of a model needs one device, however many train it.
    return replace(model, estimate=estimate_with_projections(model.estimate, replace(configuration, devices=1)))


def _loop(loop: LoopReport, configuration: Configuration) -> LoopReport:
    used = configuration if loop.kind == "training" else replace(configuration, devices=1)
    if loop.work is None or loop.step_work is None:
        return loop
    return replace(loop, projections=predictions(loop.work, used), step_projections=predictions(loop.step_work, used))


def predictions(work: Work, configuration: Configuration) -> tuple[Projection, ...]:
    """What work costs on every target that the project names."""
    if not work.kernels:
        return ()
    found = (_one(work, name, configuration) for name in configuration.targets)
    return tuple(projection for projection in found if projection is not None)


def _one(work: Work, name: str, configuration: Configuration) -> Projection | None:
    try:
        device = target(name, configuration.hardware)
    except HardwareError:
        return None
    zones = (configuration.zone, None) if configuration.zone is not None else (None,)
    for place in zones:
        try:
            return project(
                work, device, place, configuration.devices, configuration.pue, configuration.dtype, default=configuration.batch or 1
            )
        except ZoneError:
            continue
        except (ArithmeticError, TypeError, ValueError):
            return None  # amounts that no number can be found for
    return None
