"""The table of what work costs on target hardware."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_greenai.configuration.quantities import BYTES, GRAMS, JOULES, SECONDS
from flake8_greenai.estimate.results import Projection
from flake8_greenai.findings.predictions import interval_text
from flake8_greenai.findings.wording import amount_text
from flake8_greenai.reports.tables import print_table

COLUMNS = ("Target", "Work", "Time", "Energy", "Carbon", "Bound by", "Memory", "Largest batch")


def print_targets(rows: Iterable[tuple[str, ...]]) -> None:
    """Print the table of rows that :func:`target_row` made."""
    print_table(COLUMNS, rows, COLUMNS[2:5])


def target_row(work: str, projection: Projection) -> tuple[str, ...]:
    """One piece of work on one target."""
    memory = amount_text(projection.peak_bytes, BYTES) if projection.peak_bytes is not None else ""
    if projection.fits is not None:
        memory += f"{' ' if memory else ''}{'fits' if projection.fits else 'does not fit'}"
    return (
        projection.target,
        work,
        interval_text(projection.seconds, SECONDS),
        interval_text(projection.joules, JOULES),
        interval_text(projection.gco2e, GRAMS),
        projection.bound,
        memory,
        "" if projection.largest_batch is None else str(projection.largest_batch),
    )
