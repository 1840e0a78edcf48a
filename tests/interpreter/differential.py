"""Runs a snippet by interpretation and by Python itself and compares what it leaves in ``result``.

The snippets are those of the tests in this folder, so that running them is safe.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from flake8_greenai.interpreter import library
from flake8_greenai.interpreter.machine import Machine
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.values import Raised, Unknown
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
    return plain(module.get("result"), machine.to_repr)


def execute(code: str, *, name: str = "snippet") -> Any:
    """``result`` after running the snippet."""
    module = sys.modules[name] = ModuleType(name)
    try:
        exec(compile(textwrap.dedent(code), f"{name}.py", "exec"), module.__dict__)
        return plain(module.__dict__["result"])
    finally:
        del sys.modules[name]


def plain(value: Any, show: Callable[[Any], Any] = repr) -> Any:
    """A value as data of built-in types; anything else by its repr, without addresses."""
    if isinstance(value, Unknown):
        return value
    for host in (bool, int, float, complex, str, bytes):
        if isinstance(value, host):
            return host(value)
    if isinstance(value, dict):
        return {plain(key, show): plain(item, show) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item, show) for item in value]
    if isinstance(value, tuple):
        return tuple(plain(item, show) for item in value)
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item, show) for item in value), key=repr)
    return value if value is None else show(value)


def check(code: str) -> None:
    """Both ways agree on ``result``, in type as well as value."""
    found, expected = interpret(code), execute(code)
    pairs = zip(found, expected, strict=False) if isinstance(expected, list) and isinstance(found, list) else [(found, expected)]
    for index, (left, right) in enumerate(pairs):
        assert repr(left) == repr(right), f"item {index}: interpreted {left!r}, Python {right!r}"
    assert repr(found) == repr(expected)
