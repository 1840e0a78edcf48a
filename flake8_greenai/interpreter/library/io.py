"""Files of the analysed project that a program reads while it starts: configurations, code that it passes to ``exec``."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

LARGEST = 64 * 1024
"""Bytes of a file that is read: configurations are, data is not."""
_ROOTS = (".git", "pyproject.toml", "setup.py")
"""What stands in the top folder of a project."""


@native("io._project_text")
def project_text(machine: Machine, file: Value) -> str | None:
    """The text of a small file of the project, else None."""
    path = project_file(machine, machine.to_str(file)) if not isinstance(file, (int, bytes)) else None
    try:
        return path.read_text(encoding="utf-8") if path is not None and path.stat().st_size <= LARGEST else None
    except (OSError, ValueError):
        return None


def project_file(machine: Machine, name: Value) -> Path | None:
    """A file below the program's folder or in its project, by its name there, else None: nothing outside the project is looked at."""
    program = machine.modules.get("__main__")
    if not isinstance(name, str) or not name or program is None or "\0" in name:
        return None
    try:
        folder = Path(program.path).resolve().parent
        top = next((each for each in (folder, *folder.parents[:2]) if any((each / mark).exists() for mark in _ROOTS)), folder)
        for base in dict.fromkeys((folder, top)):
            path = (base / name).resolve()
            if path.is_relative_to(top) and path.exists() and stat.S_ISREG(path.stat().st_mode):
                return path
    except (OSError, ValueError, RuntimeError):
        pass
    return None
