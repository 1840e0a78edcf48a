"""Plain tables on the terminal: aligned, coloured where the terminal can, never cut when piped."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

UNCUT = 10_000


def console() -> Console:
    """A console on standard output, wide enough for any line when that is no terminal."""
    return Console(width=None if sys.stdout.isatty() else UNCUT, highlight=False, soft_wrap=True)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[str] = ()) -> None:
    """Print rows under headings; columns named in ``numbers`` are aligned to the right."""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if heading in numbers else "left", no_wrap=True, style="cyan" if index == 0 else None)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = console()
    with out.capture() as capture:
        out.print(table, soft_wrap=False, width=UNCUT, crop=False, no_wrap=True)
    sys.stdout.write("\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n")
