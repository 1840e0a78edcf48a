"""Compilation of syntax nodes to closures; the tables that the modules of each syntax family fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flake8_greenai.interpreter.frames import Frame, Signal
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import BoundReached, Unknown, Value

Evaluate = Callable[[Frame], Value]
Execute = Callable[[Frame], Signal]
_EXPRESSIONS: dict[type, Callable[[Any, Scope], Evaluate]] = {}
_OBSERVED: dict[type, Callable[[Any, Scope], Evaluate]] = {}
_STATEMENTS: dict[type, Callable[[Any, Scope], Execute]] = {}
Compiler = TypeVar("Compiler", bound=Callable[..., Any])


def expression(*kinds: type) -> Callable[[Compiler], Compiler]:
    """Register the compiler of expression nodes: ``compiler(node, scope) -> evaluate(frame) -> value``."""

    def decorate(compiler: Compiler) -> Compiler:
        _EXPRESSIONS.update(dict.fromkeys(kinds, compiler))
        return compiler

    return decorate


def observed_expression(*kinds: type) -> Callable[[Compiler], Compiler]:
    """Register the compiler of expression nodes of the program under analysis itself, in place of the usual one."""

    def decorate(compiler: Compiler) -> Compiler:
        _OBSERVED.update(dict.fromkeys(kinds, compiler))
        return compiler

    return decorate


def statement(*kinds: type) -> Callable[[Compiler], Compiler]:
    """Register the compiler of statement nodes: ``compiler(node, scope) -> execute(frame) -> signal``."""

    def decorate(compiler: Compiler) -> Compiler:
        _STATEMENTS.update(dict.fromkeys(kinds, compiler))
        return compiler

    return decorate


def compile_expression(node: Any, scope: Scope) -> Evaluate:
    """The closure of an expression node."""
    kind = type(node)
    compiler = _OBSERVED.get(kind) if scope.is_observed else None
    compiler = compiler or _EXPRESSIONS.get(kind)
    if compiler is None:
        reason = f"syntax {type(node).__name__} is not supported"
        return lambda frame: Unknown(reason, frame.location())
    return compiler(node, scope)


def compile_unobserved(node: Any, scope: Scope) -> Evaluate:
    """The closure of an expression node that is not observed itself."""
    return _EXPRESSIONS[type(node)](node, scope)


def compile_optional(node: Any, scope: Scope) -> Evaluate | None:
    """The closure of an expression node, None for none."""
    return None if node is None else compile_expression(node, scope)


def compile_statement(node: Any, scope: Scope) -> Execute:
    """The closure of a statement node."""
    compiler = _STATEMENTS.get(type(node))
    if compiler is None:
        reason = f"statement {type(node).__name__} is not supported"

        def unsupported(frame: Frame) -> Signal:
            raise BoundReached(reason, frame.location())

        return unsupported
    return compiler(node, scope)


def _only(execute: Execute) -> Execute:
    """A block of one statement, as most methods of layers are."""

    def only(frame: Frame) -> Signal:
        machine = frame.machine
        machine.steps -= 1
        if machine.steps < 0:
            raise machine.bound_reached("steps")
        return execute(frame)

    return only


def compile_block(body: list[Any], scope: Scope) -> Execute:
    """The closure of a sequence of statements; counts steps."""
    statements = [compile_statement(node, scope) for node in body]
    count = len(statements)
    if count == 1:
        return _only(statements[0])

    def block(frame: Frame) -> Signal:
        machine = frame.machine
        machine.steps -= count
        if machine.steps < 0:
            raise machine.bound_reached("steps")
        for execute in statements:
            signal = execute(frame)
            if signal is not None:
                return signal
        return None

    return block
