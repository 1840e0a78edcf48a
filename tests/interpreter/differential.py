"""Runs a snippet by interpretation and by Python itself and compares what it leaves in ``result``.

The snippets are those of the tests in this folder, so that running them is safe.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from flake8_greenai.interpreter import library
from flake8_greenai.interpreter.machine import Machine
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.values import Class, DataInstance, Instance, Raised, Unknown
from flake8_greenai.source.parsing import SourceModule
from flake8_greenai.source.resolver import Resolver

STDLIB = str(Path(library.__file__).parents[1] / "stdlib")


def interpret(code: str, *, name: str = "snippet", folders: tuple[str, ...] = ()) -> Any:
    """``result`` after interpreting the snippet."""
    machine = Machine(Resolver((STDLIB,), folders, environment=False))
    module = Module(machine, name, f"{name}.py", SourceModule(name, f"{name}.py", textwrap.dedent(code)))
    machine.modules[name] = module
    try:
        module.run()
    except Raised as raised:
        shown = machine.to_str(raised.value)
        raise AssertionError(f"interpreted: {raised.value.cls.name}: {shown} at {raised.location}") from raised
    return plain(machine, module.get("result"))


def execute(code: str, *, name: str = "snippet") -> Any:
    """``result`` after running the snippet."""
    names: dict[str, Any] = {"__name__": name}
    exec(compile(textwrap.dedent(code), f"{name}.py", "exec"), names)  # noqa: S102  our own snippets
    return names["result"]


def plain(machine: Machine, value: Any) -> Any:
    """An interpreted value as host data; what has no host counterpart is shown by its repr."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, dict):
        return {plain(machine, key): plain(machine, item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [plain(machine, item) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, (set, frozenset)):
        return {plain(machine, item) for item in value}
    for host in (bool, int, float, str, bytes):
        if isinstance(value, DataInstance) and isinstance(value, host):
            return host(value)
    if isinstance(value, (Instance, Class)):
        return machine.to_repr(value)
    return value


def check(code: str) -> None:
    """Both ways agree on ``result``, in type as well as value."""
    expected = execute(code)
    found = interpret(code)
    assert repr(found) == repr(expected), f"interpreted {found!r}, Python {expected!r}"
