"""``importlib``: modules by computed name, through the machine's own import system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown, unknown
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Unknown, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_NORMALISED = re.compile(r"[-_.]+")


def absolute_name(name: str, package: Value) -> str:
    """``name`` relative to ``package`` when it starts with dots."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = str(package or "").split(".")
    return ".".join([*parts[: len(parts) - level + 1], *([name[level:]] if name[level:] else [])])


@native("importlib.import_module")
def import_module(machine: Machine, name: Value, package: Value = None) -> Value:
    """The module, or ModuleNotFoundError."""
    return first_unknown((name, package)) or machine.import_module(absolute_name(name, package))


@native("importlib.__import__")
def import_top(machine: Machine, name: Value, *args: Value, **kwargs: Value) -> Value:
    """``__import__``: the top-level package."""
    return first_unknown((name,)) or machine.import_module(name.partition(".")[0])


@native("importlib.util._absolute")
def absolute(machine: Machine, name: Value, package: Value) -> Value:
    """The absolute name."""
    return first_unknown((name, package)) or absolute_name(name, package)


@native("importlib.util._exists")
def exists(machine: Machine, name: Value, package: Value = None) -> Value:
    """Whether the source of a module is found."""
    if found := first_unknown((name, package)):
        return found
    full = absolute_name(name, package)
    return (full in machine.modules and isinstance(machine.modules[full], Module)) or machine.resolver.find(full) is not None


@native("importlib.metadata._version")
def version(machine: Machine, distribution: Value) -> Value:
    """``__version__`` of the module named like the distribution; None when there is no such module."""
    if found := first_unknown((distribution,)):
        return found
    name = _NORMALISED.sub("_", distribution)
    if machine.resolver.find(name) is None:
        return None
    module = machine.import_name(name, missing_ok=True)
    text = machine.get_attribute(module, "__version__", MISSING)
    if isinstance(text, (str, Unknown)):
        return text
    return unknown(machine, f"version of {distribution}")
