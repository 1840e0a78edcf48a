"""The bounds of an analysis: counts and sizes, never the clock, so that results are the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MAX_ELEMENTS = 2_000_000
"""Elements of a host container that one operation may build."""
MAX_TEXT = 10_000_000
"""Characters of a string."""
MAX_BITS = 14_000
"""Bits of an integer: its decimal text then has fewer digits than the host refuses to write."""
MAX_FORMAT_WIDTH = 10_000
"""Width or precision in a format specification."""

LONG_RANGE = 100_000
"""A range of more items than this is gone through with every item counted as a step."""
MAX_BASES = 500
"""Base classes of a class, theirs included."""

_CONTAINERS = (list, tuple, dict, set, frozenset)
_NUMBER = re.compile(r"\d+")
_STARRED = re.compile(r"%[^a-zA-Z%]*\*|:[^{}]*\{")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one analysis.

    ``steps`` counts statements and loop iterations; ``depth`` nested calls; ``iterations`` those of one loop before it is cut;
    ``space`` elements of containers, and eights of characters, that host operations may build in all.
    """

    steps: int = 10_000_000
    space: int = 40_000_000
    depth: int = 300
    iterations: int = 100_000


def too_wide(specification: str) -> bool:
    """Whether a format specification asks for more than MAX_FORMAT_WIDTH characters."""
    return any(len(number) > 6 or int(number) > MAX_FORMAT_WIDTH for number in _NUMBER.findall(specification))


def too_wide_by_values(template: str, values: Iterable[object]) -> bool:
    """Whether a template that takes widths from its values may get more than MAX_FORMAT_WIDTH characters of one of them."""
    if _STARRED.search(template) is None:
        return False
    return any(abs(value) > MAX_FORMAT_WIDTH if isinstance(value, int) else isinstance(value, str) and too_wide(value) for value in values)


def tree_size(value: object, *, cycle: int = 1) -> int:
    """How many elements a walk through nested containers meets when it enters shared ones each time anew, as printing does.

    Counted without that walk; a container inside itself counts as ``cycle``. Stops counting above MAX_TEXT.
    """
    kind = type(value)
    if kind not in _CONTAINERS:
        return 1
    sizes: dict[int, int] = {}
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        container, is_counted = pending.pop()
        parts = [*container.keys(), *container.values()] if isinstance(container, dict) else list(container)
        inner = [part for part in parts if type(part) in _CONTAINERS]
        if is_counted:
            sizes[id(container)] = min(1 + len(parts) - len(inner) + sum(sizes[id(part)] for part in inner), MAX_TEXT + 1)
        elif id(container) not in sizes:
            sizes[id(container)] = cycle
            pending.append((container, True))
            pending.extend((part, False) for part in inner if id(part) not in sizes)
    return sizes[id(value)]


def is_nested(value: object) -> bool:
    """Whether this is a container that holds containers."""
    if not isinstance(value, _CONTAINERS):
        return False
    return any(type(part) in _CONTAINERS for part in (value.values() if isinstance(value, dict) else value))
