"""Protection of our own imports from the folder that happens to be the working one.

``python -m flake8`` puts the working folder first on ``sys.path``, and that folder is a project under review: a file
``sympy.py`` or ``timeit.py`` in it must not be what we import lazily.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@contextmanager
def own_imports_only() -> Iterator[None]:
    """Within it nothing is imported from the working folder, unless that holds this package or its dependencies."""
    before = list(sys.path)
    sys.path[:] = _without_working_folder(before)
    try:
        yield
    finally:
        sys.path[:] = before


def leave_working_folder() -> None:
    """Take the working folder off ``sys.path`` for good."""
    sys.path[:] = _without_working_folder(sys.path)


def _without_working_folder(entries: list[str]) -> list[str]:
    working = os.getcwd()
    if working == _OURS or working.endswith(("site-packages", "dist-packages")):
        return list(entries)
    return [entry for entry in entries if entry and os.path.abspath(entry) != working]
