"""What all files of a project cost together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flake8_greenai.estimate.results import Bounded, FileReport, Interval
from flake8_greenai.findings.wording import add

FIGURES = ("seconds", "joules", "gco2e")


@dataclass(slots=True)
class Totals:
    """Sums over the loops of all files.

    Attributes:
        files: number of files with a model or a loop.
        models: number of models.
        loops: number of loops.
        core_flops: FLOPs of all loops.
        targets: by target the sums of predicted ``seconds``, ``joules`` and ``gco2e``.
    """

    files: int = 0
    models: int = 0
    loops: int = 0
    core_flops: Bounded = 0
    targets: dict[str, dict[str, Interval]] = field(default_factory=dict)


def totals(reports: Iterable[FileReport]) -> Totals:
    """The sums over the files; each loop counts as often as a file runs it."""
    result = Totals()
    for report in reports:
        result.files += bool(report.models or report.loops)
        result.models += len(report.models)
        result.loops += len(report.loops)
        for loop in report.loops:
            result.core_flops = add(result.core_flops, loop.total_core_flops)
            for projection in loop.projections:
                sums = result.targets.setdefault(projection.target, dict.fromkeys(FIGURES, (0.0, 0.0)))
                for figure in FIGURES:
                    low, high = getattr(projection, figure)
                    sums[figure] = (sums[figure][0] + low, sums[figure][1] + high)
    return result
