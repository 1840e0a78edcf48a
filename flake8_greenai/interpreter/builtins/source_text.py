"""``exec`` and ``eval`` of texts that the analysis knows: they are interpreted like the rest of the program, never executed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.compiling import compile_expression
from flake8_greenai.interpreter.modules import MODULE_SCOPE, Module
from flake8_greenai.interpreter.values import MISSING, Unknown, Value
from flake8_greenai.source.parsing import SourceError, SourceModule

if TYPE_CHECKING:
    from flake8_greenai.interpreter.frames import Frame
    from flake8_greenai.interpreter.machine import Machine

MAX_NESTED_TEXTS = 3
"""Texts that run one another: a program that runs its own text would do so without end."""
CHARACTERS_PER_STEP = 50
"""Characters of a text that take as long to parse as a statement takes to run."""


def carry_out(machine: Machine, source: Value, variables: Value = None, local: Value = None) -> Value:
    """``exec(source)``: its statements run in the namespace of the caller; those of a function are not written back, as in Python."""
    module = _module(machine, "exec", source, variables, local)
    if isinstance(module, Unknown):
        return module
    try:
        module.run()
    except SourceError as error:
        raise machine.error("SyntaxError", str(error)) from None
    return None


def evaluate(machine: Machine, source: Value, variables: Value = None, local: Value = None) -> Value:
    """``eval(source)``: the value of an expression in the namespace of the caller."""
    module = _module(machine, "eval", source.strip() if isinstance(source, str) else source, variables, local)
    if isinstance(module, Unknown):
        return module
    assert module.source is not None
    try:
        body = module.source.syntax.body
    except SourceError as error:
        raise machine.error("SyntaxError", str(error)) from None
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        raise machine.error("SyntaxError", "invalid syntax")
    frame, outer = module.frame, machine.frame
    frame.caller = outer
    machine.frame = frame
    try:
        return compile_expression(module.source.rebuild(body[0].value), MODULE_SCOPE)(frame)
    finally:
        machine.frame = outer


def _module(machine: Machine, function: str, source: Value, variables: Value, local: Value) -> Module | Unknown:
    """A module of the text that sees the names which the text would see."""
    frame = machine.frame
    if not isinstance(source, str) or frame is None or not all(value is None or type(value) is dict for value in (variables, local)):
        reason = source.reason if isinstance(source, Unknown) else f"{function}() is not carried out by the analysis"
        return Unknown(reason, machine.location())
    if _nesting(frame) >= MAX_NESTED_TEXTS:
        return Unknown(f"{function}() in texts that were run by {MAX_NESTED_TEXTS} others is not carried out", machine.location())
    machine.count_generator(len(source) // CHARACTERS_PER_STEP)
    caller = frame.module
    module = Module(machine, caller.name, f"<{function} at {machine.location()}>", SourceModule(caller.name, f"<{function}>", source))
    if variables is None and frame.locals is not caller.values:
        module.values.update(_visible(caller, frame.locals, module))
    else:
        shared = caller.values if variables is None else variables
        if local is not None and local is not shared:
            shared = {**shared, **local}
        module.values = module.frame.locals = shared
    return module


def _nesting(frame: Frame | None) -> int:
    """How many texts are being run inside one another."""
    running: set[int] = set()
    while frame is not None:
        if frame.module.path.startswith(("<exec at", "<eval at")):
            running.add(id(frame.module))
        frame = frame.caller
    return len(running)


def _visible(caller: Module, local: dict[str, Value], module: Module) -> dict[str, Value]:
    """What a text in a function sees: names of the module that it mentions, evaluated now, and the function's own."""
    assert module.source is not None
    try:
        names = {node.id for node in ast.walk(module.source.syntax) if isinstance(node, ast.Name)}
    except SourceError:
        return {}
    found = {name: caller.get(name) for name in names if name not in local}
    return {name: value for name, value in found.items() if value is not MISSING} | local
