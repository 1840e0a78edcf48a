"""The bounds of an analysis: counts and sizes, never the clock, so that results are the same on every machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_ELEMENTS = 2_000_000
"""Elements of a host container that one operation may build."""
MAX_TEXT = 10_000_000
"""Characters of a string."""
MAX_BITS = 20_000
"""Bits of an integer."""
MAX_FORMAT_WIDTH = 10_000
"""Width or precision in a format specification."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one analysis.

    ``steps`` counts statements and loop iterations; ``depth`` nested calls; ``iterations`` those of one loop before it is cut.
    """

    steps: int = 30_000_000
    depth: int = 300
    iterations: int = 100_000


def too_wide(specification: str) -> bool:
    """Whether a format specification asks for more than MAX_FORMAT_WIDTH characters."""
    return any(len(number) > 6 or int(number) > MAX_FORMAT_WIDTH for number in _NUMBER.findall(specification))
