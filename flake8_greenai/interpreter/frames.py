"""Activation records and modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Class, Function, Location, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.interpreter.modules import Module

RETURN, BREAK, CONTINUE = "return", "break", "continue"
Signal = str | None
"""How a statement ended: None runs on; RETURN leaves its value in ``frame.result``."""


class ClassCell:
    """What ``__class__`` and zero-argument ``super()`` of the methods of one class body refer to."""

    __slots__ = ("cls",)

    def __init__(self) -> None:
        self.cls: Class | None = None


class Frame:
    """The activation of a function, class body, comprehension or module.

    ``parent`` is the frame of the lexically enclosing function (class bodies are skipped, as in Python); ``node`` is the
    call being evaluated, which gives positions to events and errors.
    """

    __slots__ = (
        "caller",
        "class_cell",
        "function",
        "generator",
        "handled",
        "locals",
        "machine",
        "module",
        "node",
        "parent",
        "pending",
        "result",
    )

    def __init__(self, machine: Machine, module: Module, parent: Frame | None, function: Function | None) -> None:
        self.machine = machine
        self.module = module
        self.parent = parent
        self.function = function
        self.locals: dict[str, Value] = {}
        self.node: Any = None
        self.caller: Frame | None = None
        self.result: Value = None
        self.class_cell: ClassCell | None = None
        self.generator: Any = None
        self.handled: Any = None
        self.pending: Any = None

    def location(self) -> Location:
        """Where the frame is now."""
        return location_of(self.module, self.node)


def location_of(module: Module, node: Any) -> Location:
    """The place of a syntax node of a module, with its column in characters."""
    if node is None:
        return Location(module.path, 1, 0)
    line = node.fromlineno or 1
    source = module.source
    offset = node.col_offset or 0
    return Location(module.path, line, source.column(line, offset) if source is not None else offset)
