"""Data files that another program of the same folder writes: what it saves under that name is what a program loads from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from flake8_greenai.interpreter.library.io import LARGEST
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import BoundReached, Raised, Unknown, UnknownIteration, Value
from flake8_greenai.source.parsing import SourceError, SourceModule

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MOST_PROGRAMS = 50
"""Programs of a folder that are looked at."""
_SHARE = 4
"""A program that writes data may take this part of the steps that are left."""
_WRITES = ("torch.save(", "np.save(", "numpy.save(")
_TRAINS = ".backward("
_open: WeakKeyDictionary[Machine, dict[str, Value]] = WeakKeyDictionary()
"""Files that a program has written by now, of machines that follow one for its files."""


@native("_greenai.note_saved")
def note_saved(machine: Machine, file: Value, value: Value) -> None:
    """A program writes a value to a file."""
    name = _name(machine, file)
    if name and machine in _open:
        _open[machine][name] = value


@native("_greenai.saved_by_a_program")
def saved_by_a_program(machine: Machine, file: Value) -> Value:
    """What the first program of the folder that writes a file of this name puts into it; None when there is none."""
    name = _name(machine, file)
    program = machine.modules.get("__main__")
    if not name or machine in _open or program is None:
        return None
    try:
        own = Path(program.path).resolve()
        writers = sorted(own.parent.glob("*.py"))[:MOST_PROGRAMS] if own.is_file() else []
    except (OSError, ValueError, RuntimeError):
        return None
    for path in writers:
        value = _written(machine, path, name) if path != own else None
        if value is not None:
            machine.context.remark(f"{name} is taken to hold what {path.name} writes to it")
            return value
    return None


def _name(machine: Machine, file: Value) -> str:
    name = file if isinstance(file, str) else machine.get_attribute(file, "name", None) if not isinstance(file, Unknown) else None
    return name.replace("\\", "/").rpartition("/")[2] if isinstance(name, str) else ""


def _written(machine: Machine, path: Path, name: str) -> Value:
    """What a program writes to the file, None when it does not, or cannot be followed."""
    try:
        text = path.read_text(encoding="utf-8") if path.stat().st_size <= LARGEST else ""
        if name not in text or _TRAINS in text or not any(write in text for write in _WRITES):
            return None
        source = SourceModule("__main__", str(path), text)
        source.syntax  # noqa: B018  a syntax error shows here
    except (OSError, ValueError, SourceError):
        return None
    context = machine.context
    mark, steps, frame, depth = context.mark(), machine.steps, machine.frame, machine.depth
    saved = _open[machine] = {}
    machine.steps = allowed = steps // _SHARE
    context.begin_alternative()
    try:
        Module(machine, "__main__", str(path), source).run()
    except (Raised, BoundReached, UnknownIteration):
        machine.frame, machine.depth = frame, depth
    finally:
        context.end_alternative()
        context.reset(mark)
        del _open[machine]
        machine.steps += steps - allowed
    return saved.get(name)
