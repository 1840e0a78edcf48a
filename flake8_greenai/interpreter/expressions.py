"""Expressions: each syntax node becomes a closure ``evaluate(frame) -> value``, compiled once per process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter import operators
from flake8_greenai.interpreter.compiling import Evaluate, compile_expression, compile_optional, expression
from flake8_greenai.interpreter.formatting import format_value
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.narrowing import may_be_none, narrowed, tested_name
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import MISSING, Instance, Unknown, Value


@expression(nodes.Const)
def _const(node: Any, scope: Scope) -> Evaluate:
    value = node.value
    return lambda frame: value


@expression(nodes.Name)
def _name(node: Any, scope: Scope) -> Evaluate:
    return compile_name(node.name, scope)


def compile_name(name: str, scope: Scope) -> Evaluate:
    """The closure that reads a name."""
    depth = scope.depth(name)
    if scope.kind == "class" and (depth is None or depth == 0):
        return _class_name(name, scope)
    if depth is None:
        if name == "__class__" and scope.kind != "module":
            return _enclosing_class

        def module_level(frame: Frame) -> Value:
            module = frame.module
            if name in module.settled:
                value = module.values.get(name, MISSING)
                if value is not MISSING:
                    return value
            return module.lookup(name, frame)

        return module_level
    if depth == 0:

        def local(frame: Frame) -> Value:
            try:
                return frame.locals[name]
            except KeyError:
                raise frame.machine.error("UnboundLocalError", f"cannot access local variable '{name}'") from None

        return local

    def enclosing(frame: Frame) -> Value:
        owner: Frame | None = frame
        for _ in range(depth):
            owner = owner.parent  # type: ignore[union-attr]
        try:
            return owner.locals[name]  # type: ignore[union-attr]
        except KeyError:
            raise frame.machine.error("NameError", f"cannot access free variable '{name}'") from None

    return enclosing


def _enclosing_class(frame: Frame) -> Value:
    """``__class__`` in a method: the class whose body it stands in."""
    function = frame.function
    cell = function.owner if function is not None else None
    if cell is None or cell.cls is None:
        raise frame.machine.error("NameError", "name '__class__' is not defined")
    return cell.cls


def _class_name(name: str, scope: Scope) -> Evaluate:
    """In a class body a name is looked up in the body, then where the class statement stands."""
    outer = Scope("class", scope.parent, frozenset())
    depth = outer.depth(name)

    def class_level(frame: Frame) -> Value:
        value = frame.locals.get(name, MISSING)
        if value is not MISSING:
            return value
        if depth is None:
            return frame.module.lookup(name, frame)
        owner: Frame | None = frame
        for _ in range(depth):
            owner = owner.parent  # type: ignore[union-attr]
        return owner.locals[name]  # type: ignore[union-attr]

    return class_level


@expression(nodes.Attribute)
def _attribute(node: Any, scope: Scope) -> Evaluate:
    inner = compile_expression(node.expr, scope)
    name = node.attrname

    def attribute(frame: Frame) -> Value:
        value = inner(frame)
        kind = type(value)
        if kind is Instance:
            cls = value.cls
            if cls is not None and (cls.is_plain or cls.reads_plainly):
                found = value.field(cls, name)
                if found is not MISSING:
                    return found
        elif kind is Module and name in value.settled and name in value.values:
            return value.values[name]
        frame.node = node
        return frame.machine.get_attribute(value, name)

    return attribute


@expression(nodes.BinOp)
def _binary(node: Any, scope: Scope) -> Evaluate:
    left, right = compile_expression(node.left, scope), compile_expression(node.right, scope)
    symbol = node.op
    fast = operators.FAST.get(symbol)

    def binary(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        if fast is not None:
            kind = type(a)
            if (kind is int or kind is float) and (type(b) is int or type(b) is float):
                return fast(a, b)
        frame.node = node
        return operators.binary(frame.machine, symbol, a, b)

    return binary


@expression(nodes.UnaryOp)
def _unary(node: Any, scope: Scope) -> Evaluate:
    operand = compile_expression(node.operand, scope)
    symbol = node.op
    if symbol == "not":

        def negate(frame: Frame) -> Value:
            truth = frame.machine.truth_or_unknown(operand(frame))
            if type(truth) is Unknown and truth.presumed is not None:
                return Unknown(f"not {truth.reason}", truth.location, presumed=not truth.presumed)
            return truth if type(truth) is Unknown else not truth

        return negate

    def unary(frame: Frame) -> Value:
        value = operand(frame)
        frame.node = node
        return operators.unary(frame.machine, symbol, value)

    return unary


@expression(nodes.BoolOp)
def _boolean(node: Any, scope: Scope) -> Evaluate:
    parts = [compile_expression(value, scope) for value in node.values]
    last = parts.pop()
    stops_on = node.op == "or"

    def boolean(frame: Frame) -> Value:
        pending: Unknown | None = None
        for part in parts:
            value = part(frame) if pending is None else _perhaps(frame, part, pending)
            truth = frame.machine.truth_or_unknown(value)
            if type(truth) is Unknown:
                pending = pending or truth
            elif truth is stops_on:
                # An unknown operand before decides only whether the result is this value or that operand: same truth.
                return value if pending is None else stops_on
        if pending is None:
            return last(frame)
        truth = frame.machine.truth_or_unknown(_perhaps(frame, last, pending))
        return stops_on if truth is stops_on else pending

    return boolean


def _perhaps(frame: Frame, part: Evaluate, unknown: Unknown) -> Value:
    """The value of an operand that is evaluated only if an unknown one before it does not decide."""
    context = frame.machine.context
    rest = context.begin_rest(unknown)
    try:
        return part(frame)
    finally:
        context.end_rest(rest)


@expression(nodes.Compare)
def _compare(node: Any, scope: Scope) -> Evaluate:
    first = compile_expression(node.left, scope)
    rest = [(symbol, compile_expression(operand, scope)) for symbol, operand in node.ops]
    if len(rest) == 1:
        symbol, operand = rest[0]
        if symbol == "is":
            return lambda frame: operators.identical(first(frame), operand(frame))
        if symbol == "is not":
            return lambda frame: operators.not_identical(first(frame), operand(frame))

        def compare(frame: Frame) -> Value:
            a, b = first(frame), operand(frame)
            frame.node = node
            return operators.compare(frame.machine, symbol, a, b)

        return compare

    def chain(frame: Frame) -> Value:
        left = first(frame)
        result: Value = True
        for symbol, operand in rest:
            right = operand(frame)
            frame.node = node
            result = operators.compare(frame.machine, symbol, left, right)
            truth = frame.machine.truth_or_unknown(result)
            if type(truth) is Unknown or not truth:
                return result
            left = right
        return result

    return chain


@expression(nodes.IfExp)
def _conditional(node: Any, scope: Scope) -> Evaluate:
    test = compile_expression(node.test, scope)
    body, otherwise = compile_expression(node.body, scope), compile_expression(node.orelse, scope)
    tested = tested_name(node.test) if scope.kind != "module" else None

    def conditional(frame: Frame) -> Value:
        unknown = may_be_none(frame, tested[0]) if tested is not None else None
        if tested is not None and unknown is not None:
            name, is_none = tested
            sides = narrowed(name, unknown, is_none, body), narrowed(name, unknown, not is_none, otherwise)
            return frame.machine.branches.either(frame, unknown, *sides)
        truth = frame.machine.truth_or_unknown(test(frame))
        if type(truth) is Unknown:
            return frame.machine.branches.either(frame, truth, body, otherwise)
        return body(frame) if truth else otherwise(frame)

    return conditional


@expression(nodes.Subscript)
def _subscript(node: Any, scope: Scope) -> Evaluate:
    value, index = compile_expression(node.value, scope), compile_expression(node.slice, scope)

    def subscript(frame: Frame) -> Value:
        container, key = value(frame), index(frame)
        kind = type(container)
        if (kind is list or kind is tuple) and type(key) is int and 0 <= key < len(container):
            found = container[key]
            if type(found) is not Unknown:
                return found
        frame.node = node
        return operators.get_item(frame.machine, container, key)

    return subscript


@expression(nodes.Slice)
def _slice(node: Any, scope: Scope) -> Evaluate:
    bounds = [compile_optional(bound, scope) for bound in (node.lower, node.upper, node.step)]
    return lambda frame: slice(*(None if bound is None else bound(frame) for bound in bounds))


def compile_elements(elements: list[Any], scope: Scope) -> Callable[[Frame], list[Value]]:
    """The closure of a display's elements, stars unpacked."""
    parts = [(isinstance(element, nodes.Starred), _element(element, scope)) for element in elements]
    if not any(starred for starred, _ in parts):
        plain = [part for _, part in parts]
        return lambda frame: [part(frame) for part in plain]

    def evaluate(frame: Frame) -> list[Value]:
        values: list[Value] = []
        for starred, part in parts:
            if starred:
                values.extend(frame.machine.to_list(part(frame)))
            else:
                values.append(part(frame))
        return values

    return evaluate


def _element(element: Any, scope: Scope) -> Evaluate:
    return compile_expression(element.value if isinstance(element, nodes.Starred) else element, scope)


@expression(nodes.Tuple)
def _tuple(node: Any, scope: Scope) -> Evaluate:
    elements = compile_elements(node.elts, scope)
    return lambda frame: tuple(elements(frame))


@expression(nodes.List)
def _list(node: Any, scope: Scope) -> Evaluate:
    return compile_elements(node.elts, scope)


@expression(nodes.Set)
def _set(node: Any, scope: Scope) -> Evaluate:
    elements = compile_elements(node.elts, scope)
    return lambda frame: frame.machine.host(set, elements(frame))


@expression(nodes.Dict)
def _dict(node: Any, scope: Scope) -> Evaluate:
    items = [
        (None if isinstance(key, nodes.DictUnpack) else compile_expression(key, scope), compile_expression(value, scope))
        for key, value in node.items
    ]

    def display(frame: Frame) -> Value:
        result: dict[Value, Value] = {}
        for key, value in items:
            if key is None:
                frame.machine.merge_mapping(result, value(frame))
            else:
                name = key(frame)
                operators.store_key(frame.machine, result, name, value(frame))
        return result

    return display


@expression(nodes.JoinedStr)
def _joined(node: Any, scope: Scope) -> Evaluate:
    parts = [compile_expression(part, scope) for part in node.values]

    def joined(frame: Frame) -> Value:
        pieces = [part(frame) for part in parts]
        for piece in pieces:
            if type(piece) is Unknown:
                return piece
        return "".join(pieces)

    return joined


@expression(nodes.FormattedValue)
def _formatted(node: Any, scope: Scope) -> Evaluate:
    value = compile_expression(node.value, scope)
    specification = compile_optional(node.format_spec, scope)
    conversion = node.conversion

    def formatted(frame: Frame) -> Value:
        machine = frame.machine
        result = value(frame)
        if conversion in (114, 97):
            result = machine.to_repr(result)
        elif conversion == 115:
            result = machine.to_str(result)
        layout = "" if specification is None else specification(frame)
        return format_value(machine, result, layout)

    return formatted


@expression(nodes.NamedExpr)
def _named(node: Any, scope: Scope) -> Evaluate:
    value = compile_expression(node.value, scope)
    name = node.target.name
    holder = scope
    levels = 0
    while holder.kind == "comprehension" and holder.parent is not None:
        holder = holder.parent
        levels += 1
    is_global = holder.kind == "module" or name in holder.globals

    def named(frame: Frame) -> Value:
        result = value(frame)
        owner: Frame = frame
        for _ in range(levels):
            owner = owner.parent or owner
        if is_global:
            frame.module.bind(name, result)
        else:
            owner.locals[name] = result
        return result

    return named


@expression(nodes.Starred)
def _starred(node: Any, scope: Scope) -> Evaluate:
    return lambda frame: Unknown("starred expression in an unsupported place", frame.location())


@expression(nodes.Yield)
def _yield(node: Any, scope: Scope) -> Evaluate:
    value = compile_optional(node.value, scope)

    def yield_(frame: Frame) -> Value:
        return frame.machine.yield_value(frame, None if value is None else value(frame))

    return yield_


@expression(nodes.YieldFrom)
def _yield_from(node: Any, scope: Scope) -> Evaluate:
    value = compile_expression(node.value, scope)
    return lambda frame: frame.machine.yield_from(frame, value(frame))


@expression(nodes.Await)
def _await(node: Any, scope: Scope) -> Evaluate:
    value = compile_expression(node.value, scope)
    return lambda frame: frame.machine.await_value(value(frame))
