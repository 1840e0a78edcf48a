"""A language model's training run in closed form: FLOPs, device hours, energy and carbon from its size and its tokens.

core = 6 · parameters · tokens + 12 · layers · width · length · tokens (attention, where the shape is known);
device seconds = core / (MFU · peak). MFU: what published runs reach, by device.
"""

from __future__ import annotations

from dataclasses import dataclass

from flake8_greenai.estimate.results import Interval
from flake8_greenai.hardware import Target
from flake8_greenai.projection.energy import footprint
from flake8_greenai.projection.grid import Zone, building, zone

MFU = {"h": (0.26, 0.55), "a100": (0.27, 0.63), "v100": (0.15, 0.4), "tpu": (0.3, 0.65), "other": (0.2, 0.6)}
"""Share of the peak rate that training runs of language models use: MLPerf-like runs at the top, restarts and small models below."""


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """What a training run costs.

    Attributes:
        core_flops: of contractions.
        device_hours: of all devices together.
        joules, gco2e: at the wall, embodied share included.
        assumptions: what the figures rest on.
    """

    core_flops: float
    device_hours: Interval
    joules: Interval
    gco2e: Interval
    assumptions: tuple[str, ...]


def utilisation(target: Target) -> Interval:
    """Lowest and highest share of the peak that training runs on such devices use."""
    key = target.key
    family = "h" if key.startswith(("h100", "h200")) else "a100" if key.startswith("a100") else "v100" if key.startswith("v100") else None
    return MFU[family or ("tpu" if target.kind == "tpu" else "other")]


def training_flops(parameters: float, tokens: float, layers: int = 0, width: int = 0, length: int = 0) -> float:
    """Core FLOPs of one pass over ``tokens``: forward 2, backward 4 per parameter that a token goes through, and attention's products."""
    return 6.0 * parameters * tokens + 12.0 * layers * width * length * tokens


def training_run(
    target: Target,
    parameters: float,
    tokens: float,
    *,
    shape: tuple[int, int, int] = (0, 0, 0),
    dtype: str = "bfloat16",
    mfu: Interval | None = None,
    place: Zone | None = None,
    pue: float | None = None,
) -> TrainingRun:
    """What training a language model costs.

    Args:
        target: the device.
        parameters: that a token goes through (the active ones of a mixture of experts).
        tokens: that the model is trained on, passes counted.
        shape: layers, width and length of the sequences; zeros where attention is to be left out.
        dtype: of the contractions.
        mfu: share of the peak that is reached; None for what published runs reach.
        place: electricity zone; None for the world's average.
        pue: energy of the building over that of its computers; None for a range.

    Raises:
        ValueError: when the target has no rate for ``dtype``.
    """
    rate = target.peak_flops(dtype) or target.peak_flops("float16")
    if rate is None:
        raise ValueError(f"{target.key} has no known rate for {dtype}")
    flops = training_flops(parameters, tokens, *shape)
    low, high = utilisation(target) if mfu is None else mfu
    seconds = (flops / (rate * high), flops / (rate * low))
    buildings = (pue, pue) if pue is not None else building(target.kind)
    spent = footprint(target, seconds, "compute", 1, buildings, place or zone())
    notes = (f"{low:.0%} to {high:.0%} of the peak rate is used", *spent.assumptions)
    return TrainingRun(flops, (seconds[0] / 3600, seconds[1] / 3600), spent.joules, spent.gco2e, notes)
