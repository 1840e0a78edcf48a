"""GAI203: a batch is too small for the target: reading the weights bounds it."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import SECONDS, show_percent
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, LoopReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import (
    assuming_text,
    count_text,
    device,
    highest,
    interval_text,
    number,
    of_time,
    weighed,
    worthwhile,
)
from flake8_greenai.findings.rules import Rule

LEAST_SHARE = 0.5
"""Share of the moved bytes that are weights, from which on a larger batch is nearly free."""
WEIGHT_PASSES = {"training": 3, "inference": 1, "generation": 1}
"""How often an iteration moves all weights: read forward, read and written as gradients backward; the optimizer is left out."""


class BatchBelowRidge(Rule):
    """A batch is too small for the target: reading the weights takes longer than using them.

    ## What it does
    Speaks when an iteration of a loop is bound by memory on the target, its FLOPs per byte lie below the ridge point (the
    peak rate over the bandwidth), and at least half of the bytes are weights, which are moved once whatever the batch. Loops
    that are bound by activations are not told: a larger batch would not help them.

    ## Why it costs
    Up to the ridge point a larger batch takes about the same time: what is done for one sample could be done for many.
    Generation token by token for one prompt uses less than a hundredth of a GPU.

    ## Example
    ```python
    for prompt in prompts:
        generate(model, prompt)  # 1 FLOP per byte where the device does 300
    ```

    ## Use instead
    ```python
    for batch in batched(prompts, 32):
        generate(model, batch)
    ```
    Where one request at a time is the task: lower precision or quantised weights, or a smaller device with as much bandwidth per watt.

    ## Options
    `target`; without one the rule is silent. `least-time` is the predicted time from which on a loop is looked at, 1 minute unless set.

    ## Evidence
    The roofline model (Williams, Waterman, Patterson, 2009), with the peaks and bandwidths of `hardware.toml`.
    """

    code = "GAI203"
    name = "batch-below-ridge"
    summary = "a batch is too small for the target: reading the weights bounds it"
    severity = Severity.WARNING
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per loop and target."""
        weights = {model.qualname: number(model.estimate.param_bytes) for model in report.models}
        for loop, whole, step in worthwhile(report, configuration):
            target, share, intensity = device(whole, configuration), _weight_share(loop, weights.get(loop.model)), _intensity(loop)
            rate = target.peak_flops(configuration.dtype or loop.dtype) if target is not None else None
            if step.bound != "memory" or target is None or target.bandwidth is None or rate is None:
                continue
            ridge = rate / target.bandwidth
            if share is None or share < LEAST_SHARE or intensity is None or intensity >= ridge or loop.batch_size is None:
                continue
            yield self.finding(
                loop.location,
                f"batch {count_text(loop.batch_size)} is too small for {whole.target}: an iteration of {loop.kind} of {loop.model} does "
                f"{intensity:.3g} FLOP per byte where the device can do {ridge:.3g}, and at least {show_percent(min(share, 1))} of the "
                f"bytes are weights; a batch {_growth(share, ridge / intensity)} times as large takes at most twice as long; "
                f"in all {interval_text(whole.seconds, SECONDS)}"
                f"{assuming_text(of_time(weighed(loop, whole)))}",
                {"target": whole.target, "intensity": intensity, "ridge": ridge, "seconds": list(whole.seconds)},
            )


def _growth(share: float, room: float) -> int:
    """How many times as large a batch may be until an iteration takes twice as long.

    Weights are moved once, the rest of the bytes grow with the batch, and arithmetic may at most
    reach twice what the ridge point has room for.
    """
    by_bytes = 1 + 1 / (1 - share) if share < 1 else 2 * room
    return int(min(by_bytes, 2 * room))


def _weight_share(loop: LoopReport, weights: float | None) -> float | None:
    moved = highest(loop.per_iteration.bytes_moved)
    return None if not weights or not moved else weights * WEIGHT_PASSES.get(loop.kind, 1) / moved


def _intensity(loop: LoopReport) -> float | None:
    """FLOPs per byte of an iteration, at most."""
    flops, moved = highest(loop.per_iteration.core_flops), number(loop.per_iteration.bytes_moved)
    return flops / moved if flops and moved else None
