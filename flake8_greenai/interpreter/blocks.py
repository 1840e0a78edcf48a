"""``try``, ``with`` and ``raise``."""

from __future__ import annotations

from functools import partial
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter.assignment import compile_deleter, compile_target
from flake8_greenai.interpreter.compiling import Execute, compile_block, compile_expression, compile_optional, statement
from flake8_greenai.interpreter.frames import Frame, Signal
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import Class, Instance, Raised, Unknown, Value


@statement(nodes.Raise)
def _raise(node: Any, scope: Scope) -> Execute:
    exception = compile_optional(node.exc, scope)
    cause = compile_optional(node.cause, scope)

    def raise_(frame: Frame) -> Signal:
        machine = frame.machine
        if exception is None:
            owner: Frame | None = frame
            while owner is not None and owner.handled is None:
                owner = owner.caller
            if owner is None:
                raise machine.error("RuntimeError", "No active exception to reraise")
            raise owner.handled
        value = exception(frame)
        frame.node = node
        if isinstance(value, Class):
            value = machine.call(value, ())
        if type(value) is Unknown:
            value = machine.exception("Exception", f"unknown exception: {value!r}")
        elif not isinstance(value, Instance) or machine.builtin("BaseException") not in machine.class_of(value).mro:
            raise machine.error("TypeError", "exceptions must derive from BaseException")
        if cause is not None:
            value.attributes["__cause__"] = cause(frame)
        raise Raised(value, frame.location(), is_explicit=True)

    return raise_


@statement(nodes.Try)
def _try(node: Any, scope: Scope) -> Execute:
    body = compile_block(node.body, scope)
    handlers = [
        (
            compile_optional(handler.type, scope),
            compile_target(handler.name, scope) if handler.name is not None else None,
            compile_block(handler.body, scope),
            compile_deleter(handler.name, scope) if handler.name is not None else None,
        )
        for handler in node.handlers
    ]
    otherwise = compile_block(node.orelse, scope) if node.orelse else None
    final = compile_block(node.finalbody, scope) if node.finalbody else None

    def catches(frame: Frame, value: Instance) -> bool:
        return any(kind is None or _matches(frame, value, kind(frame)) for kind, *_ in handlers)

    def guarded(frame: Frame) -> Signal:
        waiting = frame.machine.handlers
        waiting.append(partial(catches, frame))
        try:
            signal = body(frame)
        except Raised as raised:
            waiting.pop()
            waiting = []
            raised.value.attributes.setdefault("__traceback__", None)
            for kind, bind, handler, forget in handlers:
                if kind is None or _matches(frame, raised.value, kind(frame)):
                    return _handle(frame, raised, bind, handler, forget)
            raise
        finally:
            del waiting[-1:]
        if signal is None and otherwise is not None:
            return otherwise(frame)
        return signal

    if final is None:
        return guarded

    def try_finally(frame: Frame) -> Signal:
        try:
            signal = guarded(frame)
        except Raised:
            result = frame.result
            override = final(frame)
            if override is not None:
                return override
            frame.result = result
            raise
        result = frame.result
        override = final(frame)
        if override is not None:
            return override
        frame.result = result
        return signal

    return try_finally


def _handle(frame: Frame, raised: Raised, bind: Any, handler: Execute, forget: Any) -> Signal:
    outer = frame.handled
    frame.handled = raised
    if bind is not None:
        bind(frame, raised.value)
    try:
        return handler(frame)
    except Raised as error:
        if error is not raised:
            error.value.attributes.setdefault("__context__", raised.value)
        raise
    finally:
        frame.handled = outer
        if forget is not None:
            forget(frame)


def _matches(frame: Frame, value: Instance, kind: Value) -> bool:
    if isinstance(kind, tuple):
        return any(_matches(frame, value, one) for one in kind)
    if isinstance(kind, Class):
        return value.cls is not None and value.cls.is_subclass(kind)
    # An exception class of a library that is not there cannot be what was raised.
    return False


@statement(nodes.With, nodes.AsyncWith)
def _with(node: Any, scope: Scope) -> Execute:
    execute = compile_block(node.body, scope)
    for context, target in reversed(node.items):
        execute = _one_item(context, target, execute, scope)
    return execute


def _one_item(context: Any, target: Any, body: Execute, scope: Scope) -> Execute:
    manager = compile_expression(context, scope)
    assign = compile_target(target, scope) if target is not None else None

    def with_(frame: Frame) -> Signal:
        machine = frame.machine
        value = manager(frame)
        frame.node = context
        if type(value) is Unknown:
            if assign is not None:
                assign(frame, value)
            return body(frame)
        leave = machine.class_attribute(value, "__exit__")
        entered = machine.call(machine.class_attribute(value, "__enter__"), ())
        if assign is not None:
            assign(frame, entered)
        try:
            signal = body(frame)
        except Raised as raised:
            swallowed = machine.call(leave, (raised.value.cls, raised.value, None))
            if machine.truth_or_unknown(swallowed) is True:
                return None
            raise
        result = frame.result
        machine.call(leave, (None, None, None))
        frame.result = result
        return signal

    return with_
