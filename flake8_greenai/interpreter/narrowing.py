"""Tests of a name for ``None`` where data decided whether it is: each side sees the name as the test says that it is there.

A mask that is dropped when nothing is padded is ``None`` or a tensor. Behind ``if mask is not None`` it is the tensor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from astroid import nodes

from flake8_greenai.interpreter.values import Unknown, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.frames import Frame

Result = TypeVar("Result")
MOST_OPTIONS = 4
"""Values that are kept as those which an unknown one may be."""


def options_of(values: list[Value]) -> tuple[Value, ...]:
    """What a value that differs between sides may be; empty when that is not known, or too much."""
    found: list[Value] = []
    for value in values:
        if type(value) is Unknown and not value.options:
            return ()
        for option in value.options if type(value) is Unknown else (value,):
            if not any(option is other for other in found):
                found.append(option)
    return tuple(found) if len(found) <= MOST_OPTIONS else ()


def tested_name(test: nodes.NodeNG) -> tuple[str, bool] | None:
    """The name that ``name is None`` or ``name is not None`` tests, and whether for being None."""
    if not isinstance(test, nodes.Compare) or len(test.ops) != 1 or not isinstance(test.left, nodes.Name):
        return None
    operator, right = test.ops[0]
    if operator not in ("is", "is not") or not isinstance(right, nodes.Const) or right.value is not None:
        return None
    return test.left.name, operator == "is"


def may_be_none(frame: Frame, name: str) -> Unknown | None:
    """The value of a local name when it is known to be None or something known."""
    value = frame.locals.get(name)
    return value if type(value) is Unknown and any(option is None for option in value.options) and len(value.options) > 1 else None


def narrowed(name: str, unknown: Unknown, is_none: bool, side: Callable[[Frame], Result] | None) -> Callable[[Frame], Result | None]:
    """``side`` run with the name bound to what it is there."""

    def run(frame: Frame) -> Result | None:
        options = [option for option in unknown.options if option is not None]
        frame.locals[name] = None if is_none else frame.machine.branches.join_values(list(options), unknown)
        return side(frame) if side is not None else None

    return run
