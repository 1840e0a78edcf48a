"""What an alternative would save: figures before and after, in all, and on the hardware that the project names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from flake8_greenai.configuration.quantities import BYTES, FLOPS, GRAMS, JOULES, PARAMETERS, SECONDS, Kind, show
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import Interval, Projection
from flake8_greenai.findings.evidence import Whole, bytes_of, flops_of, is_known
from flake8_greenai.findings.predictions import count_text, interval_text
from flake8_greenai.ledger.work import Kernel, Work
from flake8_greenai.projection.reports import predictions

NAMES = {"flops": "", "bytes_moved": "memory traffic ", "memory": "memory ", "parameters": "parameters "}
KINDS: dict[str, Kind] = {"flops": FLOPS, "bytes_moved": BYTES, "memory": BYTES, "parameters": PARAMETERS}
LEAST_RATIO = 1.1
"""Ratio of before to after from which it is shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one evaluation of a construct asks for, and what its alternative would.

    Attributes:
        before, after: work of a device.
        memory: bytes in use because of it, before and after.
        parameters: of the construct, before and after.
    """

    before: tuple[Kernel, ...] = ()
    after: tuple[Kernel, ...] = ()
    memory: tuple[int, int] = (0, 0)
    parameters: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Saving:
    """What an alternative saves each time that a whole (an iteration, a forward pass) is done.

    Attributes:
        figures: by ``flops``, ``bytes_moved``, ``memory``, ``parameters``: before and after.
        whole: what it is part of.
        targets: by target seconds, joules and gCO2e saved over all runs, each an interval.
        is_least: whether there is more that is not known.
    """

    figures: dict[str, tuple[int, int]]
    whole: Whole
    targets: dict[str, tuple[Interval, Interval, Interval]] = field(default_factory=dict)
    is_least: bool = False

    @property
    def share(self) -> float | None:
        """The largest share of the whole that is saved in any figure that the whole has; None when it has none of them."""
        shares = []
        for name, (before, after) in self.figures.items():
            attribute = {"flops": "all_flops", "memory": "peak_bytes"}.get(name, name)
            total = getattr(self.whole, attribute)
            if total:
                shares.append((before - after) / total)
        return max(shares, default=None)

    def total(self, name: str) -> int | None:
        """What is saved over all runs; None when their number is not known, and for memory and parameters, which do not add up."""
        before, after = self.figures.get(name, (0, 0))
        if self.whole.runs is None or name in ("memory", "parameters"):
            return None
        return (before - after) * self.whole.runs

    def is_worthwhile(self, code: str, configuration: Configuration) -> bool:
        """Whether it reaches the least saving that the configuration sets for a rule."""
        least = configuration.least_saving(code)
        share = self.share
        amounts = {"share": share if share is not None else 1.0}
        for kind, amount in self._amounts():
            amounts[kind.name] = max(amount, amounts.get(kind.name, 0))
        return any(amounts.get(kind, 0) >= amount for kind, amount in least)

    def _amounts(self) -> Iterable[tuple[Kind, float]]:
        for name, (before, after) in self.figures.items():
            yield KINDS[name], self.total(name) or before - after
        for spans in self.targets.values():
            yield from zip((SECONDS, JOULES, GRAMS), (span[0] for span in spans), strict=True)

    def text(self) -> str:
        """``4.29 GFLOP instead of 8.59 GFLOP (1/2) and memory traffic ... an iteration of training Net; in all ... ; on ...``."""
        parts = [_figure_text(name, before, after) for name, (before, after) in self.figures.items() if before != after]
        least = "at least " if self.is_least else ""
        text = f"{least}{', '.join(parts)} in {self.whole.name}"
        totals = [show(total, KINDS[name]) for name in ("flops", "bytes_moved") if (total := self.total(name) or 0) > 0]
        if totals and self.whole.runs is not None and self.whole.runs > 1:
            text += f"; {' and '.join(totals)} less in all {count_text(self.whole.runs)}"
        for target, spans in self.targets.items():
            shown = (interval_text(span, kind) for span, kind in zip(spans, (SECONDS, JOULES, GRAMS), strict=True))
            text += f"; on {target} {', '.join(shown)} less"
        return text

    def data(self) -> dict[str, object]:
        """The numbers, for machine-readable reports."""
        found: dict[str, object] = {name: {"before": before, "after": after} for name, (before, after) in self.figures.items()}
        found["runs"] = self.whole.runs
        found["share"] = self.share
        for target, (seconds, joules, grams) in self.targets.items():
            found[target] = {"seconds": seconds, "joules": joules, "gco2e": grams}
        return found


def saving(changes: Iterable[tuple[Change, float]], whole: Whole, configuration: Configuration) -> Saving | None:
    """What changes save, each done so many times in the whole; None when they save nothing, or what they save is not known."""
    sums: dict[str, list[float]] = {name: [0, 0] for name in NAMES}
    before: list[Kernel] = []
    after: list[Kernel] = []
    is_least = False
    for change, times in changes:
        if not (is_known(change.before) and is_known(change.after)):
            is_least = True
            continue
        for name, pair in _figures(change).items():
            # Memory and parameters are there once, however often the construct is evaluated.
            factor = times if name in ("flops", "bytes_moved") else 1
            for side in (0, 1):
                sums[name][side] += pair[side] * factor
        before += [_times(kernel, times) for kernel in change.before]
        after += [_times(kernel, times) for kernel in change.after]
    figures = {name: (round(low), round(high)) for name, (low, high) in sums.items() if round(low) != round(high)}
    if not any(first > second for first, second in figures.values()):
        return None
    return Saving(figures, whole, _on_targets(before, after, whole, configuration), is_least)


def _figures(change: Change) -> dict[str, tuple[int, int]]:
    return {
        "flops": (flops_of(change.before), flops_of(change.after)),
        "bytes_moved": (bytes_of(change.before), bytes_of(change.after)),
        "memory": change.memory,
        "parameters": change.parameters,
    }


def _times(kernel: Kernel, times: float) -> Kernel:
    return replace(kernel, count=round(kernel.count * times)) if type(kernel.count) is int else kernel


def _on_targets(
    before: list[Kernel], after: list[Kernel], whole: Whole, configuration: Configuration
) -> dict[str, tuple[Interval, Interval, Interval]]:
    """What is saved on each target over all runs: both ends of both predictions rest on the same rates of the device."""
    if not configuration.targets or not before:
        return {}
    runs = whole.runs or 1
    one = {each.target: each for each in predictions(Work(tuple(before)).times(runs), configuration)}
    other = {each.target: each for each in predictions(Work(tuple(after)).times(runs), configuration)} if after else {}
    result = {}
    for target, costs in one.items():
        spans = tuple(_less(costs, other.get(target), name) for name in ("seconds", "joules", "gco2e"))
        if spans[0][1] > 0:
            result[target] = (spans[0], spans[1], spans[2])
    return result


def _less(before: Projection, after: Projection | None, name: str) -> Interval:
    low, high = getattr(before, name)
    taken = getattr(after, name) if after is not None else (0.0, 0.0)
    ends = sorted((low - taken[0], high - taken[1]))
    return ends[0], ends[1]


def _figure_text(name: str, before: int, after: int) -> str:
    kind = KINDS[name]
    text = f"{NAMES[name]}{show(after, kind)} instead of {show(before, kind)}"
    if after and before >= after * LEAST_RATIO:
        text += f" (1/{before / after:.3g})"
    return text
