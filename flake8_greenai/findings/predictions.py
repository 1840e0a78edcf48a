"""What is predicted for targets, in the words of findings: intervals, loops, the assumption that matters most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flake8_greenai.configuration.budgets import Budget
from flake8_greenai.configuration.quantities import FLOPS, GRAMS, JOULES, SECONDS, Kind, show, show_percent
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import Bounded, FileReport, Interval, LoopReport, Projection, Status
from flake8_greenai.findings.wording import amount_text, inputs_text, lower
from flake8_greenai.hardware import HardwareError, Target, target
from flake8_greenai.interpreter.values import Location

CERTAIN = 1.005
"""Ratio of the bounds of an interval up to which it is told as one figure."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What one piece of work costs on one target.

    Attributes:
        subject: what it is, at the start of a sentence: ``training GPT``, ``one call of ResNet``.
        details: what it holds for: inputs, or iterations and batch size.
        model, method: names that budgets are looked up by.
        location: where the work is written.
        projection: the figures.
        assumptions: what they rest on, the one that matters most first.
    """

    subject: str
    details: str
    model: str
    method: str
    location: Location
    projection: Projection
    assumptions: tuple[str, ...]


def of_training(report: FileReport) -> Iterator[Prediction]:
    """Training loops, each as a whole, on each target."""
    for loop in report.loops:
        if loop.kind == "training":
            yield from _of_loop(loop, f"training {loop.model}")


def of_inference(report: FileReport) -> Iterator[Prediction]:
    """Single calls of models, and whole generations, on each target."""
    for model in report.models:
        estimate = model.estimate
        for projection in estimate.projections:
            assumptions = (*projection.assumptions, *estimate.assumptions)
            subject = f"one call of {model.qualname}"
            inputs = inputs_text(estimate)
            details = f"for {inputs}" if inputs else ""
            yield Prediction(subject, details, model.qualname, model.method, model.location, projection, assumptions)
    for loop in report.loops:
        if loop.kind == "generation":
            yield from _of_loop(loop, f"generation with {loop.model}")


def _of_loop(loop: LoopReport, subject: str) -> Iterator[Prediction]:
    for projection in loop.projections:
        assumptions = weighed(loop, projection)
        yield Prediction(subject, f"({schedule_text(loop)})", loop.model, "forward", loop.location, projection, assumptions)


def worthwhile(report: FileReport, configuration: Configuration) -> Iterator[tuple[LoopReport, Projection, Projection]]:
    """Loops that certainly take as long as ``least-time`` on a target: the loop, the prediction of the whole and of one iteration."""
    for loop in report.loops:
        steps = {projection.target: projection for projection in loop.step_projections}
        for projection in loop.projections:
            if projection.seconds[0] >= configuration.least_time:
                yield loop, projection, steps.get(projection.target, projection)


def weighed(loop: LoopReport, projection: Projection) -> tuple[str, ...]:
    """What a prediction for a loop rests on, the assumption that matters most first: symbols, then rates of the device."""
    return tuple(dict.fromkeys((*projection.assumptions, *loop.assumptions)))


def device(projection: Projection, configuration: Configuration) -> Target | None:
    """The target of a prediction; None when the configuration knows it no more."""
    try:
        return target(projection.target, configuration.hardware)
    except HardwareError:
        return None


def interval_text(interval: Interval, kind: Kind) -> str:
    """``4.1 h to 6 h``; one figure when the bounds are as good as equal."""
    low, high = interval
    if high <= low * CERTAIN or show(low, kind) == show(high, kind):
        return show(high, kind)
    return f"{show(low, kind)} to {show(high, kind)}"


def interval_excess_text(interval: Interval, budget: Budget) -> str:
    """``budget 2 h (+105 %)``, by the lower bound."""
    return f"budget {budget.text} (+{show_percent((interval[0] - budget.amount) / budget.amount)})"


def count_text(amount: Bounded) -> str:
    """A number of iterations, epochs or samples in full: ``5,005``; bounds and formulas as they are."""
    if isinstance(amount, tuple):
        low, high = amount
        return count_text(low) if low == high else f"{count_text(low)} to {count_text(high)}"
    return f"{amount:,}" if isinstance(amount, int) else str(amount)


def schedule_text(loop: LoopReport) -> str:
    """``90 epochs of 5,005 iterations, batch 256, AdamW, bfloat16``."""
    epochs = "" if loop.epochs == 1 else f"{count_text(loop.epochs)} epochs of "
    parts = [f"{epochs}{count_text(loop.iterations)} iteration{'' if loop.iterations == 1 else 's'}"]
    if loop.batch_size is not None:
        parts.append(f"batch {count_text(loop.batch_size)}")
    if loop.optimizer:
        parts.append(loop.optimizer)
    if loop.dtype != "float32":
        parts.append(loop.dtype)
    return ", ".join(parts)


def loop_flops_text(loop: LoopReport) -> str:
    """``2.8 EFLOP (6.2 TFLOP an iteration)``, after ``at least`` when something is unknown."""
    least = "at least " if loop.status is Status.PARTIAL else ""
    each = amount_text(loop.per_iteration.core_flops, FLOPS)
    total = amount_text(loop.total_core_flops, FLOPS)
    return f"{least}{total}" if each == total else f"{least}{total} ({each} an iteration)"


def prediction_text(projection: Projection) -> str:
    """``on h100_sxm 4.1 h to 6 h, 2 kWh to 3 kWh, 0.7 kgCO2e to 1.1 kgCO2e``."""
    figures = (
        interval_text(projection.seconds, SECONDS),
        interval_text(projection.joules, JOULES),
        interval_text(projection.gco2e, GRAMS),
    )
    return f"on {projection.target} {', '.join(figures)}"


def of_time(assumptions: tuple[str, ...]) -> tuple[str, ...]:
    """The assumptions without those that only energy and carbon rest on."""
    return tuple(text for text in of_energy(assumptions) if not text.startswith("PUE "))


def of_energy(assumptions: tuple[str, ...]) -> tuple[str, ...]:
    """The assumptions without those that only carbon rests on."""
    return tuple(text for text in assumptions if not text.startswith("electricity of "))


def assuming_text(assumptions: tuple[str, ...]) -> str:
    """``; assuming batch 1 (and 1 more assumption)``; empty when nothing is assumed."""
    if not assumptions:
        return ""
    more = len(assumptions) - 1
    others = f" (and {more} more assumption{'s' * (more > 1)})" if more else ""
    return f"; assuming {assumptions[0]}{others}"


def number(amount: Bounded) -> float | None:
    """The lower bound as a number; None when it depends on symbols."""
    low = lower(amount)
    return float(low) if isinstance(low, int) else None


def highest(amount: Bounded) -> float | None:
    """The upper bound as a number; None when it depends on symbols."""
    high = amount[1] if isinstance(amount, tuple) else amount
    return float(high) if isinstance(high, int) else None
