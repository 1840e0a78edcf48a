"""Assignment targets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter import observing, operators
from flake8_greenai.interpreter.compiling import compile_expression
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import Unknown, Value

Assign = Callable[[Frame, Value], None]


def compile_target(node: Any, scope: Scope) -> Assign:
    """The closure ``assign(frame, value)`` of an assignment target."""
    if isinstance(node, (nodes.AssignName, nodes.DelName, nodes.Name)):
        return compile_name_target(node.name, scope)
    if isinstance(node, (nodes.AssignAttr, nodes.Attribute)):
        owner = compile_expression(node.expr, scope)
        name = node.attrname
        if scope.is_observed:
            return lambda frame, value: observing.assign_attribute(frame, node, owner(frame), name, value)

        def assign_attribute(frame: Frame, value: Value) -> None:
            receiver = owner(frame)
            frame.node = node
            frame.machine.set_attribute(receiver, name, value)

        return assign_attribute
    if isinstance(node, nodes.Subscript):
        container, index = compile_expression(node.value, scope), compile_expression(node.slice, scope)
        if scope.is_observed:
            return lambda frame, value: observing.assign_item(frame, node, container(frame), index(frame), value)

        def assign_item(frame: Frame, value: Value) -> None:
            holder, key = container(frame), index(frame)
            frame.node = node
            operators.set_item(frame.machine, holder, key, value)

        return assign_item
    if isinstance(node, nodes.Starred):
        return compile_target(node.value, scope)
    return _unpack(node, scope)


def compile_name_target(name: str, scope: Scope) -> Assign:
    """The closure that binds a name."""
    if scope.kind == "module" or name in scope.globals:
        return lambda frame, value: frame.module.bind(name, value)
    if name in scope.nonlocals:
        depth = scope.depth(name) or 0

        def assign_enclosing(frame: Frame, value: Value) -> None:
            owner: Frame = frame
            for _ in range(depth):
                owner = owner.parent or owner
            frame.machine.touch(owner.locals)
            owner.locals[name] = value

        return assign_enclosing

    def assign_local(frame: Frame, value: Value) -> None:
        frame.locals[name] = value

    return assign_local


def compile_deleter(target: Any, scope: Scope) -> Callable[[Frame], object]:
    """The closure ``delete(frame)`` of a ``del`` target."""
    if isinstance(target, nodes.DelAttr):
        owner = compile_expression(target.expr, scope)
        return lambda frame: frame.machine.delete_attribute(owner(frame), target.attrname)
    if isinstance(target, nodes.Subscript):
        container, index = compile_expression(target.value, scope), compile_expression(target.slice, scope)
        return lambda frame: operators.delete_item(frame.machine, container(frame), index(frame))
    if isinstance(target, (nodes.Tuple, nodes.List)):
        inner = [compile_deleter(element, scope) for element in target.elts]
        return lambda frame: [deleter(frame) for deleter in inner]
    name = target.name
    if scope.kind == "module" or name in scope.globals:
        return lambda frame: frame.module.values.pop(name, None)
    return lambda frame: frame.locals.pop(name, None)


def _unpack(node: Any, scope: Scope) -> Assign:
    targets = [compile_target(element, scope) for element in node.elts]
    stars = [index for index, element in enumerate(node.elts) if isinstance(element, nodes.Starred)]
    star = stars[0] if stars else None
    count = len(targets)

    def unpack(frame: Frame, value: Value) -> None:
        if type(value) is Unknown:
            for target in targets:
                target(frame, value)
            return
        machine = frame.machine
        values = value if type(value) in (tuple, list) else machine.to_list(value, count + 1 if star is None else None)
        if star is None:
            if len(values) != count:
                if len(values) > count:
                    raise machine.error("ValueError", f"too many values to unpack (expected {count})")
                raise machine.error("ValueError", f"not enough values to unpack (expected {count}, got {len(values)})")
            for target, item in zip(targets, values):  # noqa: B905  lengths are equal
                target(frame, item)
            return
        after = count - star - 1
        if len(values) < count - 1:
            raise machine.error("ValueError", f"not enough values to unpack (expected at least {count - 1}, got {len(values)})")
        middle = len(values) - after
        parts = [*values[:star], list(values[star:middle]), *values[middle:]]
        for target, item in zip(targets, parts):  # noqa: B905
            target(frame, item)

    return unpack
