"""Calls and function definitions: argument evaluation, binding, activation, generators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from astroid import nodes

from flake8_greenai.interpreter.compiling import Evaluate, Execute, compile_block, compile_expression, expression
from flake8_greenai.interpreter.frames import RETURN, Frame, Signal
from flake8_greenai.interpreter.generators import make_generator
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.scopes import Declared, Scope, contains_yield, parameter_names
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    BoundReached,
    Class,
    Function,
    Instance,
    Primitive,
    Raised,
    Super,
    Unknown,
    UnknownIteration,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@expression(nodes.Call)
def compile_call(node: Any, scope: Scope) -> Evaluate:
    """The closure of a call."""
    function = compile_expression(node.func, scope)
    arguments = [compile_expression(argument, scope) for argument in node.args if not isinstance(argument, nodes.Starred)]
    keywords = [(keyword.arg, compile_expression(keyword.value, scope)) for keyword in node.keywords]
    if len(arguments) < len(node.args) or any(name is None for name, _ in keywords):
        return _starred_call(node, function, scope)
    if not keywords and is_super(node):
        return _super_call(node, function)
    if not keywords and isinstance(node.func, nodes.Attribute) and is_super(node.func.expr):
        return _super_method_call(node, arguments, function, scope)
    if not keywords and isinstance(node.func, nodes.Attribute):
        return _method_call(node, _evaluate_all(arguments), scope)
    if not keywords:
        evaluate = _evaluate_all(arguments)

        def call_positional(frame: Frame) -> Value:
            callee = function(frame)
            args = evaluate(frame)
            frame.node = node
            return call(frame.machine, callee, args, {})

        return call_positional

    def call_with_keywords(frame: Frame) -> Value:
        callee = function(frame)
        args = tuple([argument(frame) for argument in arguments])
        kwargs = {name: value(frame) for name, value in keywords}
        frame.node = node
        return call(frame.machine, callee, args, kwargs)

    return call_with_keywords


_HOST = frozenset({dict, list, str, set, tuple})


def _method_call(node: Any, evaluate: Callable[[Frame], tuple[Value, ...]], scope: Scope) -> Evaluate:
    """``value.method(...)``, which makes no object of the method where that is plain: the function is called with the receiver."""
    inner = compile_expression(node.func.expr, scope)
    name = node.func.attrname

    def call_method(frame: Frame) -> Value:
        machine = frame.machine
        receiver = inner(frame)
        kind = type(receiver)
        callee: Value = MISSING
        if kind is Module:
            if name in receiver.settled:
                callee = receiver.values.get(name, MISSING)
        elif isinstance(receiver, Instance):
            cls = receiver.cls or machine.class_of(receiver)
            method = cls.plain_method(name)
            if method is not None and name not in receiver.attributes:
                args = (receiver, *evaluate(frame))
                frame.node = node
                if type(method) is Function:
                    return call_function(machine, method, args, {})
                return _call_primitive(machine, method, args, {})
            if kind is Instance:
                callee = receiver.plain(name)
        elif kind in _HOST:
            method = machine.classes[kind.__name__].plain_method(name)
            if method is not None:
                args = (receiver, *evaluate(frame))
                frame.node = node
                return _call_primitive(machine, method, args, {})
        if callee is MISSING:
            frame.node = node.func
            callee = machine.get_attribute(receiver, name)
        args = evaluate(frame)
        frame.node = node
        return call(machine, callee, args, {})

    return call_method


def _evaluate_all(arguments: list[Evaluate]) -> Callable[[Frame], tuple[Value, ...]]:
    """The arguments of a call; most calls have none, one or two."""
    if not arguments:
        return lambda frame: ()
    if len(arguments) == 1:
        (only,) = arguments
        return lambda frame: (only(frame),)
    if len(arguments) == 2:
        first, second = arguments
        return lambda frame: (first(frame), second(frame))
    return lambda frame: tuple([argument(frame) for argument in arguments])


def is_super(node: Any) -> bool:
    """Whether this is ``super()``, if the name still means that."""
    is_bare = isinstance(node, nodes.Call) and not (node.args or node.keywords)
    return is_bare and isinstance(node.func, nodes.Name) and node.func.name == "super"


def _receiver_of_super(frame: Frame) -> tuple[Class, Class, Instance] | None:
    """What ``super()`` stands for in a method that is called on an object: the method's class, the object's, the object; else None."""
    caller, parent = frame.function, frame.parent
    if caller is None or caller.owner is None or not caller.code.positional or (parent is not None and parent.function is not None):
        return None
    receiver: Value = frame.locals.get(caller.code.positional[0])
    if type(receiver) is not Instance or receiver.cls is None or caller.owner.cls not in receiver.cls.mro:
        return None
    return caller.owner.cls, receiver.cls, receiver


def _super_call(node: Any, function: Evaluate) -> Evaluate:
    """``super()``: in a method of a class statement its class and receiver are at hand."""

    def super_call(frame: Frame) -> Value:
        callee = function(frame)
        frame.node = node
        found = _receiver_of_super(frame) if callee is frame.machine.classes["super"] else None
        if found is not None:
            cls, owner, receiver = found
            return Super(cls, receiver, owner.mro)
        return call(frame.machine, callee, (), {})

    return super_call


def _super_method_call(node: Any, arguments: list[Evaluate], function: Evaluate, scope: Scope) -> Evaluate:
    """``super().method(...)``, which makes no object of ``super`` and of the method where both are plain."""
    name = node.func.attrname
    named = compile_expression(node.func.expr.func, scope)
    reads = name == "__getattribute__"

    def super_method_call(frame: Frame) -> Value:
        machine = frame.machine
        found = _receiver_of_super(frame) if named(frame) is machine.classes["super"] else None
        if found is not None:
            cls, owner, receiver = found
            method = owner.find_after(cls, name)
            kind = type(method)
            if kind is Function or (kind is Primitive and method.kind == "function"):
                args = (receiver, *[argument(frame) for argument in arguments])
                if reads and kind is Primitive and len(args) == 2 and type(args[1]) is str:
                    field = receiver.field(owner, args[1])
                    if field is not MISSING:
                        return field
                frame.node = node
                return call(machine, method, args, {})
        callee = function(frame)
        args = tuple([argument(frame) for argument in arguments])
        frame.node = node
        return call(machine, callee, args, {})

    return super_method_call


def _starred_call(node: Any, function: Evaluate, scope: Scope) -> Evaluate:
    arguments = compile_arguments(node, scope)

    def starred_call(frame: Frame) -> Value:
        callee = function(frame)
        found = arguments(frame)
        if type(found) is Unknown:
            return frame.machine.unknown_call(callee, found)
        frame.node = node
        return call(frame.machine, callee, *found)

    return starred_call


def compile_arguments(node: Any, scope: Scope) -> Callable[[Frame], Any]:
    """The closure of the arguments of any call: a pair of positional and named ones, or the Unknown that was to be unpacked."""
    positional = [
        (
            isinstance(argument, nodes.Starred),
            compile_expression(argument.value if isinstance(argument, nodes.Starred) else argument, scope),
        )
        for argument in node.args
    ]
    keywords = [(keyword.arg, compile_expression(keyword.value, scope)) for keyword in node.keywords]

    def evaluate(frame: Frame) -> Value:
        machine = frame.machine
        args: list[Value] = []
        for starred, argument in positional:
            value = argument(frame)
            if not starred:
                args.append(value)
            elif type(value) is Unknown:
                return value
            else:
                args.extend(machine.to_list(value))
        kwargs: dict[str, Value] = {}
        for name, argument in keywords:
            value = argument(frame)
            if name is not None:
                kwargs[name] = value
            elif type(value) is Unknown:
                return value
            else:
                machine.merge_mapping(kwargs, value)
        return tuple(args), kwargs

    return evaluate


def call(machine: Machine, callee: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """Call any value."""
    while type(callee) is BoundMethod:
        args = (callee.receiver, *args)
        callee = callee.function
    kind = type(callee)
    if kind is Function:
        return call_function(machine, callee, args, kwargs)
    if kind is Primitive:
        return _call_primitive(machine, callee, args, kwargs)
    if kind is Instance:
        hook = callee.cls.find("__call__")
        if type(hook) is Primitive and hook.kind == "function":
            return _call_primitive(machine, hook, (callee, *args), kwargs)
    return machine.call_other(callee, args, kwargs)


def _call_primitive(machine: Machine, primitive: Primitive, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    try:
        result = primitive.invoke(machine, args, kwargs)
        if machine.watch is not None and hasattr(type(result), "__next__"):
            machine.watch.note(result)
        return result
    except UnknownIteration as error:
        return machine.context.unknown_call(primitive.name, error.unknown)
    except (Raised, BoundReached, StopIteration, RecursionError, MemoryError):
        raise
    except TypeError as error:
        if _is_binding_error(error):
            raise machine.error("TypeError", str(error)) from None
        return _not_followed(machine, primitive, error)
    except Exception as error:
        return _not_followed(machine, primitive, error)


def _is_binding_error(error: TypeError) -> bool:
    """Whether the arguments did not fit the host function's own signature, rather than something inside it."""
    traceback = error.__traceback__.tb_next if error.__traceback__ is not None else None
    return traceback is not None and (traceback.tb_next is None or ("argument" in str(error) and "()" in str(error)))


def _not_followed(machine: Machine, primitive: Primitive, error: Exception) -> Value:
    reason = f"{primitive.name} cannot be followed here: {type(error).__name__}: {error}"
    return machine.context.unknown_call(primitive.name, Unknown(reason, machine.location()))


class Code:
    """What is shared by all functions made from one definition."""

    __slots__ = (
        "body", "is_async", "is_generator", "keyword_only", "kwarg", "name", "node", "parameters", "positional", "positional_only",
        "vararg",
    )  # fmt: skip

    def __init__(self, node: Any, name: str, arguments: Any, body: Execute, *, is_generator: bool, is_async: bool) -> None:
        self.node = node
        self.name = name
        positional_only = [argument.name for argument in arguments.posonlyargs or ()]
        self.positional_only = len(positional_only)
        self.positional = tuple(positional_only + [argument.name for argument in arguments.args or ()])
        self.keyword_only = tuple(argument.name for argument in arguments.kwonlyargs or ())
        self.parameters = frozenset(self.positional[self.positional_only :] + self.keyword_only)
        self.vararg: str | None = arguments.vararg
        self.kwarg: str | None = arguments.kwarg
        self.body = body
        self.is_generator = is_generator
        self.is_async = is_async


@expression(nodes.Lambda)
def compile_lambda(node: Any, scope: Scope) -> Evaluate:
    """The closure of a lambda expression."""
    inner = Scope("function", scope, frozenset(parameter_names(node.args)), Declared([node.body]))
    inner.names |= Declared([node.body]).names
    value = compile_expression(node.body, inner)

    def body(frame: Frame) -> Signal:
        frame.machine.count_generator()
        frame.result = value(frame)
        return RETURN

    return _maker(node, "<lambda>", body, scope, is_generator=contains_yield([node.body]))


def compile_function(node: Any, scope: Scope) -> Evaluate:
    """The closure that makes the function of a ``def``, without its decorators; its body is compiled at the first call."""
    return _maker(node, node.name, _lazy_body(node, scope), scope, is_generator=None, is_async=isinstance(node, nodes.AsyncFunctionDef))


def _lazy_body(node: Any, scope: Scope) -> Execute:
    """The body of a function, which takes its own place in the code once it is compiled."""

    def body(frame: Frame) -> Signal:
        declared = Declared(node.body)
        names = frozenset(parameter_names(node.args)) | declared.names
        compiled = compile_block(node.body, Scope("function", scope, names, declared))
        assert frame.function is not None
        frame.function.code.body = compiled
        return compiled(frame)

    return body


def _maker(node: Any, name: str, body: Execute, scope: Scope, *, is_generator: bool | None, is_async: bool = False) -> Evaluate:
    arguments = node.args
    defaults = [compile_expression(default, scope) for default in arguments.defaults or ()]
    keyword_defaults = [
        (argument.name, compile_expression(default, scope))
        for argument, default in zip(arguments.kwonlyargs or (), arguments.kw_defaults or (), strict=False)
        if default is not None
    ]
    if is_generator is None:
        is_generator = contains_yield(node.body)
    code = Code(node, name, arguments, body, is_generator=is_generator, is_async=is_async)
    in_class = scope.kind == "class"

    def make(frame: Frame) -> Function:
        outer = frame.function.qualname + ".<locals>." if frame.function is not None and not in_class else ""
        prefix = frame.locals.get("__qualname__", "") + "." if in_class else outer
        return Function(
            code,
            frame.module,
            frame.parent if in_class else (None if scope.kind == "module" else frame),
            tuple([default(frame) for default in defaults]),
            {key: default(frame) for key, default in keyword_defaults},
            prefix + name,
            frame.class_cell if in_class else _enclosing_cell(frame),
        )

    return make


def _enclosing_cell(frame: Frame) -> Any:
    return frame.function.owner if frame.function is not None else None


def call_function(machine: Machine, function: Function, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """Call an interpreted function."""
    code = function.code
    frame = Frame(machine, function.module, function.closure, function)
    _bind(machine, function, code, args, kwargs, frame.locals)
    if code.is_generator:
        generator = make_generator(machine, frame, code)
        if machine.watch is not None:
            machine.watch.note(generator)
        return generator
    machine.depth += 1
    if machine.depth > machine.limits.depth:
        machine.depth = 0
        raise BoundReached(f"call depth {machine.limits.depth}", machine.location())
    frame.caller = caller = machine.frame
    machine.frame = frame
    try:
        code.body(frame)
    except UnknownIteration as error:
        return machine.context.unknown_call(function.qualname, error.unknown)
    finally:
        machine.frame = caller
        machine.depth -= 1
        if machine.rests:
            machine.branches.departures.leave(frame)
    if frame.pending is not None:
        return machine.branches.finish(frame)
    return frame.result


def _bind(
    machine: Machine, function: Function, code: Code, args: tuple[Value, ...], kwargs: dict[str, Value], names: dict[str, Value]
) -> None:
    positional = code.positional
    given, wanted = len(args), len(positional)
    if given == wanted and not kwargs and not code.keyword_only:
        names.update(zip(positional, args))  # noqa: B905  lengths are equal
        if code.vararg:
            names[code.vararg] = ()
        if code.kwarg:
            names[code.kwarg] = {}
        return
    if given > wanted:
        if code.vararg is None:
            raise machine.error("TypeError", f"{function.name}() takes {wanted} positional arguments but {given} were given")
        names[code.vararg] = args[wanted:]
    elif code.vararg is not None:
        names[code.vararg] = ()
    names.update(zip(positional, args))  # noqa: B905  extra ones went to the vararg
    extra: dict[str, Value] = {}
    for name, value in kwargs.items():
        if name in code.parameters:
            if name in names:
                raise machine.error("TypeError", f"{function.name}() got multiple values for argument '{name}'")
            names[name] = value
        elif code.kwarg is not None:
            extra[name] = value
        else:
            raise machine.error("TypeError", f"{function.name}() got an unexpected keyword argument '{name}'")
    if code.kwarg is not None:
        names[code.kwarg] = extra
    _fill_defaults(machine, function, code, names)


def _fill_defaults(machine: Machine, function: Function, code: Code, names: dict[str, Value]) -> None:
    positional, defaults = code.positional, function.defaults
    first_default = len(positional) - len(defaults)
    for index, name in enumerate(positional):
        if name not in names:
            if index < first_default:
                raise machine.error("TypeError", f"{function.name}() missing 1 required positional argument: '{name}'")
            names[name] = defaults[index - first_default]
    for name in code.keyword_only:
        if name not in names:
            value = function.keyword_defaults.get(name, MISSING)
            if value is MISSING:
                raise machine.error("TypeError", f"{function.name}() missing 1 required keyword-only argument: '{name}'")
            names[name] = value
