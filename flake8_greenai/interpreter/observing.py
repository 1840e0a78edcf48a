"""Expressions of the program under analysis itself: what they call, with what, and what comes out is shown to the context.

Libraries and stubs are compiled without this. Only what concerns values of the domain (arrays) or leaves the program is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter import operators
from flake8_greenai.interpreter.calls import call, compile_arguments, compile_call, is_super
from flake8_greenai.interpreter.compiling import Evaluate, compile_expression, compile_unobserved, observed_expression
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import MISSING, Instance, Native, Unknown, Value


def concerns(value: Value) -> bool:
    """Whether a value is of the domain: an array, or an object of a stub that is nothing but one."""
    if type(value) is Instance:
        return value.cls is not None and value.cls.is_stub and value.cls.find("_greenai_is_value") is True
    return isinstance(value, Native)


def observe(
    frame: Frame, node: Any, name: str, callee: Value, args: tuple[Value, ...], kwargs: dict[str, Value], run: Callable[[], Value]
) -> Value:
    """The value of ``run``, with the context told before and after."""
    context = frame.machine.context
    token = context.begin_operation(name, callee, args, kwargs, node)
    if token is None:
        return run()
    result: Value = MISSING
    try:
        result = run()
    finally:
        context.end_operation(token, result)
    return result


@observed_expression(nodes.Call)
def _call(node: Any, scope: Scope) -> Evaluate:
    if is_super(node) or (isinstance(node.func, nodes.Attribute) and is_super(node.func.expr)):
        return compile_call(node, scope)
    is_method = isinstance(node.func, nodes.Attribute)
    function = compile_unobserved(node.func, scope) if is_method else compile_expression(node.func, scope)
    arguments = compile_arguments(node, scope)

    def observed_call(frame: Frame) -> Value:
        machine = frame.machine
        callee = function(frame)
        found = arguments(frame)
        if type(found) is Unknown:
            return machine.unknown_call(callee, found)
        args, kwargs = found
        frame.node = node
        return observe(frame, node, "", callee, args, kwargs, lambda: call(machine, callee, args, kwargs))

    return observed_call


@observed_expression(nodes.Attribute)
def _attribute(node: Any, scope: Scope) -> Evaluate:
    inner, name = compile_expression(node.expr, scope), node.attrname

    def observed_attribute(frame: Frame) -> Value:
        value = inner(frame)
        frame.node = node
        if concerns(value):
            return observe(frame, node, f".{name}", None, (value,), {}, lambda: frame.machine.get_attribute(value, name))
        return frame.machine.get_attribute(value, name)

    return observed_attribute


@observed_expression(nodes.BinOp)
def _binary(node: Any, scope: Scope) -> Evaluate:
    left, right = compile_expression(node.left, scope), compile_expression(node.right, scope)
    symbol = node.op

    def observed_binary(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        frame.node = node
        if concerns(a) or concerns(b):
            return observe(frame, node, symbol, None, (a, b), {}, lambda: operators.binary(frame.machine, symbol, a, b))
        return operators.binary(frame.machine, symbol, a, b)

    return observed_binary


@observed_expression(nodes.UnaryOp)
def _unary(node: Any, scope: Scope) -> Evaluate:
    if node.op == "not":
        return compile_unobserved(node, scope)
    operand, symbol = compile_expression(node.operand, scope), node.op

    def observed_unary(frame: Frame) -> Value:
        value = operand(frame)
        frame.node = node
        if concerns(value):
            return observe(frame, node, symbol, None, (value,), {}, lambda: operators.unary(frame.machine, symbol, value))
        return operators.unary(frame.machine, symbol, value)

    return observed_unary


@observed_expression(nodes.Compare)
def _compare(node: Any, scope: Scope) -> Evaluate:
    symbol = node.ops[0][0]
    if len(node.ops) > 1 or symbol in ("is", "is not"):
        return compile_unobserved(node, scope)
    left, right = compile_expression(node.left, scope), compile_expression(node.ops[0][1], scope)

    def observed_compare(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        frame.node = node
        if concerns(a) or concerns(b):
            return observe(frame, node, symbol, None, (a, b), {}, lambda: operators.compare(frame.machine, symbol, a, b))
        return operators.compare(frame.machine, symbol, a, b)

    return observed_compare


@observed_expression(nodes.Subscript)
def _subscript(node: Any, scope: Scope) -> Evaluate:
    value, index = compile_expression(node.value, scope), compile_expression(node.slice, scope)

    def observed_subscript(frame: Frame) -> Value:
        container, key = value(frame), index(frame)
        frame.node = node
        if concerns(container):
            return observe(frame, node, "[]", None, (container, key), {}, lambda: operators.get_item(frame.machine, container, key))
        return operators.get_item(frame.machine, container, key)

    return observed_subscript


def in_place(frame: Frame, node: Any, symbol: str, left: Value, right: Value) -> Value:
    """``left symbol= right``, shown to the context."""
    if concerns(left) or concerns(right):
        return observe(frame, node, f"{symbol}=", None, (left, right), {}, lambda: operators.in_place(frame.machine, symbol, left, right))
    return operators.in_place(frame.machine, symbol, left, right)


def assign_attribute(frame: Frame, node: Any, receiver: Value, name: str, value: Value) -> None:
    """``receiver.name = value``, shown to the context."""
    frame.node = node
    if concerns(receiver):
        run = partial(frame.machine.set_attribute, receiver, name, value)
        observe(frame, node, f".{name}=", None, (receiver, value), {}, run)
    else:
        frame.machine.set_attribute(receiver, name, value)


def assign_item(frame: Frame, node: Any, container: Value, key: Value, value: Value) -> None:
    """``container[key] = value``, shown to the context."""
    frame.node = node
    if concerns(container):
        run = partial(operators.set_item, frame.machine, container, key, value)
        observe(frame, node, "[]=", None, (container, key, value), {}, run)
    else:
        operators.set_item(frame.machine, container, key, value)
