"""Simple and compound statements except ``try``, ``with`` and ``match``."""

from __future__ import annotations

from functools import partial
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter import observing, operators
from flake8_greenai.interpreter.assignment import Assign, compile_deleter, compile_name_target, compile_target
from flake8_greenai.interpreter.calls import compile_function
from flake8_greenai.interpreter.classes import prepared_namespace
from flake8_greenai.interpreter.compiling import Evaluate, Execute, compile_block, compile_expression, compile_optional, statement
from flake8_greenai.interpreter.departures import Rest
from flake8_greenai.interpreter.frames import BREAK, CONTINUE, RETURN, ClassCell, Frame, Signal
from flake8_greenai.interpreter.narrowing import may_be_none, narrowed, tested_name
from flake8_greenai.interpreter.scopes import Declared, Scope
from flake8_greenai.interpreter.sequences import is_of_unknown_length
from flake8_greenai.interpreter.values import Class, Unknown, UnknownIteration, Value


@statement(nodes.Expr)
def _expression(node: Any, scope: Scope) -> Execute:
    value = compile_expression(node.value, scope)

    def evaluate(frame: Frame) -> Signal:
        value(frame)
        return None

    return evaluate


@statement(nodes.Assign)
def _assign(node: Any, scope: Scope) -> Execute:
    value = compile_expression(node.value, scope)
    targets = [compile_target(target, scope) for target in node.targets]
    if len(targets) == 1:
        only = targets[0]

        def assign_one(frame: Frame) -> Signal:
            only(frame, value(frame))
            return None

        return assign_one

    def assign(frame: Frame) -> Signal:
        result = value(frame)
        for target in targets:
            target(frame, result)
        return None

    return assign


@statement(nodes.AnnAssign)
def _annotated_assign(node: Any, scope: Scope) -> Execute:
    value = compile_optional(node.value, scope)
    target = compile_target(node.target, scope) if value is not None else None
    name = node.target.name if scope.kind == "class" and isinstance(node.target, nodes.AssignName) else None

    def assign(frame: Frame) -> Signal:
        if name is not None:
            frame.locals.setdefault("__annotations__", {})[name] = node.annotation.as_string()
        if value is not None and target is not None:
            target(frame, value(frame))
        return None

    return assign


@statement(nodes.AugAssign)
def _augmented_assign(node: Any, scope: Scope) -> Execute:
    symbol = node.op[:-1]
    value = compile_expression(node.value, scope)
    update = observing.in_place if scope.is_observed else _in_place
    if isinstance(node.target, nodes.Subscript):
        container = compile_expression(node.target.value, scope)
        index = compile_expression(node.target.slice, scope)

        def update_item(frame: Frame) -> Signal:
            machine, holder, key = frame.machine, container(frame), index(frame)
            old = operators.get_item(machine, holder, key)
            frame.node = node
            operators.set_item(machine, holder, key, update(frame, node, symbol, old, value(frame)))
            return None

        return update_item
    if isinstance(node.target, nodes.AssignAttr):
        owner, name = compile_expression(node.target.expr, scope), node.target.attrname

        def update_attribute(frame: Frame) -> Signal:
            machine, receiver = frame.machine, owner(frame)
            old = machine.get_attribute(receiver, name)
            frame.node = node
            machine.set_attribute(receiver, name, update(frame, node, symbol, old, value(frame)))
            return None

        return update_attribute
    read = compile_expression(_as_name(node.target), scope)
    write = compile_name_target(node.target.name, scope)

    def update_name(frame: Frame) -> Signal:
        old = read(frame)
        right = value(frame)
        frame.node = node
        write(frame, update(frame, node, symbol, old, right))
        return None

    return update_name


def _in_place(frame: Frame, node: Any, symbol: str, left: Value, right: Value) -> Value:
    return operators.in_place(frame.machine, symbol, left, right)


def _as_name(target: Any) -> Any:
    return nodes.Name(
        name=target.name,
        lineno=target.lineno,
        col_offset=target.col_offset,
        parent=target.parent,
        end_lineno=target.end_lineno,
        end_col_offset=target.end_col_offset,
    )


@statement(nodes.Return)
def _return(node: Any, scope: Scope) -> Execute:
    value = compile_optional(node.value, scope)

    def return_(frame: Frame) -> Signal:
        frame.result = None if value is None else value(frame)
        return RETURN

    return return_


@statement(nodes.Pass, nodes.Global, nodes.Nonlocal)
def _pass(node: Any, scope: Scope) -> Execute:
    return lambda frame: None


@statement(nodes.Break)
def _break(node: Any, scope: Scope) -> Execute:
    return lambda frame: BREAK


@statement(nodes.Continue)
def _continue(node: Any, scope: Scope) -> Execute:
    return lambda frame: CONTINUE


@statement(nodes.If)
def _if(node: Any, scope: Scope) -> Execute:
    body = compile_block(node.body, scope)
    otherwise = compile_block(node.orelse, scope) if node.orelse else None
    if_ = _conditional(node.test, compile_expression(node.test, scope), body, otherwise)
    # ``name is not None and rest`` is two tests: the second sees the name as the first leaves it.
    parts = node.test.values if isinstance(node.test, nodes.BoolOp) and node.test.op == "and" else [node.test]
    tested = tested_name(parts[0])
    if tested is None or scope.kind == "module":
        return if_
    name, is_none = tested
    inner = body
    if len(parts) > 1:
        for part in parts[:0:-1]:
            inner = _conditional(part, compile_expression(part, scope), inner, otherwise)

    def if_none(frame: Frame) -> Signal:
        unknown = may_be_none(frame, name)
        if unknown is None:
            return if_(frame)
        frame.node = node.test
        sides = narrowed(name, unknown, is_none, inner), narrowed(name, unknown, not is_none, otherwise)
        return frame.machine.branches.run(frame, unknown, *sides)

    return if_none


def _conditional(node: nodes.NodeNG, test: Evaluate, body: Execute, otherwise: Execute | None) -> Execute:
    def if_(frame: Frame) -> Signal:
        value = test(frame)
        truth = value if value is True or value is False else frame.machine.truth_or_unknown(value)
        if type(truth) is Unknown and truth.presumed is not None and frame.machine.context.follows_loops():
            frame.machine.context.remark(f"{truth.reason}; taken to be {truth.presumed}")
            truth = truth.presumed
        if type(truth) is Unknown:
            frame.node = node
            return frame.machine.branches.run(frame, truth, body, otherwise)
        if truth:
            return body(frame)
        return None if otherwise is None else otherwise(frame)

    return if_


@statement(nodes.Assert)
def _assert(node: Any, scope: Scope) -> Execute:
    test = compile_expression(node.test, scope)
    message = compile_optional(node.fail, scope)

    def assert_(frame: Frame) -> Signal:
        truth = frame.machine.truth_or_unknown(test(frame))
        if truth is False:
            frame.node = node
            raised = frame.machine.error_with("AssertionError", *(() if message is None else (message(frame),)))
            raised.is_explicit = True
            raise raised
        return None

    return assert_


@statement(nodes.For, nodes.AsyncFor)
def _for(node: Any, scope: Scope) -> Execute:
    iterable = compile_expression(node.iter, scope)
    assign = compile_target(node.target, scope)
    body = compile_block(node.body, scope)
    otherwise = compile_block(node.orelse, scope) if node.orelse else None

    def for_(frame: Frame) -> Signal:
        rests = frame.machine.rests
        base = len(rests)
        signal = run(frame, rests, base)
        if len(rests) > base:
            frame.machine.branches.departures.end(frame, base, BREAK, CONTINUE)
        return signal

    def run(frame: Frame, rests: list[Rest], base: int) -> Signal:
        machine = frame.machine
        source = iterable(frame)
        frame.node = node
        if machine.context.follows_loops() or is_of_unknown_length(machine, source):
            return machine.looping.over(frame, node, source, partial(assign, frame), body, otherwise)
        count = 0
        try:
            iterator = machine.iterate(source)
        except UnknownIteration as error:
            return machine.branches.loop_unknown(frame, error.unknown, partial(assign, frame, machine.unknown_item(error.unknown)), body)
        while True:
            try:
                item = next(iterator)
            except StopIteration:
                return None if otherwise is None else otherwise(frame)
            except UnknownIteration as error:
                item = machine.unknown_item(error.unknown)
                return machine.branches.loop_unknown(frame, error.unknown, partial(assign, frame, item), body)
            count += 1
            if count > machine.limits.iterations:
                return machine.branches.cut_loop(frame, node)
            machine.steps -= 1
            if type(item) is Unknown and item.many is not None:
                signal = machine.branches.loop_unknown(frame, item, partial(assign, frame, item.many[0]), body)
            else:
                assign(frame, item)
                signal = body(frame)
            if signal is BREAK:
                return None
            if signal is RETURN:
                return signal
            if len(rests) > base:
                machine.branches.departures.end(frame, base, CONTINUE)

    return for_


@statement(nodes.While)
def _while(node: Any, scope: Scope) -> Execute:
    test = compile_expression(node.test, scope)
    body = compile_block(node.body, scope)
    otherwise = compile_block(node.orelse, scope) if node.orelse else None

    def while_(frame: Frame) -> Signal:
        rests = frame.machine.rests
        base = len(rests)
        signal = run(frame, rests, base)
        if len(rests) > base:
            frame.machine.branches.departures.end(frame, base, BREAK, CONTINUE)
        return signal

    def run(frame: Frame, rests: list[Rest], base: int) -> Signal:
        machine = frame.machine
        if machine.context.follows_loops():
            frame.node = node
            return machine.looping.while_true(frame, node, test, body, otherwise)
        count = 0
        while True:
            truth = machine.truth_or_unknown(test(frame))
            if type(truth) is Unknown:
                frame.node = node.test
                return machine.branches.loop_unknown(frame, truth, lambda: None, body)
            if not truth:
                return None if otherwise is None else otherwise(frame)
            count += 1
            if count > machine.limits.iterations:
                return machine.branches.cut_loop(frame, node)
            machine.steps -= 1
            signal = body(frame)
            if signal is BREAK:
                return None
            if signal is RETURN:
                return signal
            if len(rests) > base:
                machine.branches.departures.end(frame, base, CONTINUE)

    return while_


@statement(nodes.Delete)
def _delete(node: Any, scope: Scope) -> Execute:
    deleters = [compile_deleter(target, scope) for target in node.targets]

    def delete(frame: Frame) -> Signal:
        for deleter in deleters:
            deleter(frame)
        return None

    return delete


@statement(nodes.FunctionDef, nodes.AsyncFunctionDef)
def _function(node: Any, scope: Scope) -> Execute:
    make = compile_function(node, scope)
    return _decorated(node, make, scope)


def _decorated(node: Any, make: Any, scope: Scope) -> Execute:
    bind: Assign = compile_name_target(node.name, scope)
    decorators = [compile_expression(decorator, scope) for decorator in (node.decorators.nodes if node.decorators else ())]
    if not decorators:

        def define(frame: Frame) -> Signal:
            bind(frame, make(frame))
            return None

        return define

    def define_decorated(frame: Frame) -> Signal:
        evaluated = [decorator(frame) for decorator in decorators]
        value = make(frame)
        for decorator in reversed(evaluated):
            frame.node = node
            value = frame.machine.call(decorator, (value,)) if type(decorator) is not Unknown else value
        bind(frame, value)
        return None

    return define_decorated


@statement(nodes.ClassDef)
def _class(node: Any, scope: Scope) -> Execute:
    bases = [compile_expression(base.value if isinstance(base, nodes.Starred) else base, scope) for base in node.bases]
    keywords = [(keyword.arg, compile_expression(keyword.value, scope)) for keyword in node.keywords if keyword.arg != "metaclass"]
    # astroid keeps ``metaclass=`` apart from the other keywords.
    metaclass = compile_optional(node._metaclass, scope)
    declared = Declared(node.body)
    inner = Scope("class", scope, declared.names, declared)
    body = compile_block(node.body, inner)
    name, doc = node.name, node.doc_node.value if node.doc_node else None
    is_nested_class = scope.kind == "class"

    def make(frame: Frame) -> Value:
        machine = frame.machine
        base_values = [base(frame) for base in bases]
        options = {key: value(frame) for key, value in keywords if key is not None}
        chosen = None if metaclass is None else metaclass(frame)
        own = Frame(machine, frame.module, frame.parent if is_nested_class or scope.kind == "module" else frame, None)
        own.function = frame.function
        own.caller = machine.frame
        own.class_cell = ClassCell()
        prefix = frame.locals.get("__qualname__", "") + "." if is_nested_class else _local_prefix(frame, scope)
        own.locals.update(prepared_namespace(machine, name, base_values, chosen, options))
        own.locals["__module__"] = frame.module.name
        own.locals["__qualname__"] = prefix + name
        own.locals["__doc__"] = doc
        machine.frame = own
        try:
            body(own)
        finally:
            machine.frame = own.caller
        frame.node = node
        cls = machine.build_class(name, base_values, own.locals, chosen, options)
        if isinstance(cls, Class):
            own.class_cell.cls = cls
        return cls

    return _decorated(node, make, scope)


def _local_prefix(frame: Frame, scope: Scope) -> str:
    return f"{frame.function.qualname}.<locals>." if scope.kind == "function" and frame.function is not None else ""


@statement(nodes.Import)
def _import(node: Any, scope: Scope) -> Execute:
    bindings = [(name, alias, compile_name_target(alias or name.partition(".")[0], scope)) for name, alias in node.names]
    optional = _is_optional(node)

    def import_(frame: Frame) -> Signal:
        machine = frame.machine
        frame.node = node
        for name, alias, bind in bindings:
            module = machine.import_name(name, optional=optional)
            root = name.partition(".")[0]
            bind(frame, module if alias or name == root or type(module) is Unknown else machine.import_name(root, optional=optional))
        return None

    return import_


@statement(nodes.ImportFrom)
def _import_from(node: Any, scope: Scope) -> Execute:
    optional = _is_optional(node)
    if node.names[0][0] == "*":

        def import_star(frame: Frame) -> Signal:
            frame.node = node
            frame.module.import_star(frame.machine.resolve_import(frame.module, node.modname, node.level), optional=optional)
            return None

        return import_star
    bindings = [(name, compile_name_target(alias or name, scope)) for name, alias in node.names]

    def import_from(frame: Frame) -> Signal:
        machine = frame.machine
        frame.node = node
        target = machine.resolve_import(frame.module, node.modname, node.level)
        for name, bind in bindings:
            bind(frame, machine.import_from(target, name, optional=optional))
        return None

    return import_from


def _is_optional(node: Any) -> bool:
    """Whether a failing import is expected: it stands in a ``try`` or in a function."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.Module):
        if isinstance(parent, (nodes.Try, nodes.FunctionDef)):
            return True
        parent = parent.parent
    return False
