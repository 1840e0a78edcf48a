"""Constructors of built-in classes: ``__new__(cls, ...)`` with bounded results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.classes import data_instance
from flake8_greenai.interpreter.code_objects import described_by
from flake8_greenai.interpreter.limits import MAX_ELEMENTS
from flake8_greenai.interpreter.sequences import open_range, symbolic_range
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    Property,
    StaticMethod,
    Super,
    Unknown,
    Value,
)
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_Constructor = Callable[["Machine", tuple[Value, ...], dict[str, Value]], Value]


def _result(cls: Class, host: type, payload: Value) -> Value:
    if type(payload) is Unknown or (cls.name == host.__name__ and cls.module == "builtins"):
        return payload
    return data_instance(cls, host, payload)


def _number(host: type, special: tuple[str, ...]) -> _Constructor:
    def construct(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        cls, *rest = args
        if not rest:
            return _result(cls, host, host())
        value = rest[0]
        if type(value) is Unknown:
            return Unknown(value.reason, value.location, is_number=host is int, is_float=host is float)
        if isinstance(value, Expression):
            return value if host is int else Unknown(f"{host.__name__} of the symbolic size {value}", machine.location())
        if isinstance(value, Instance):
            for name in special:
                method = machine.get_attribute(value, name, MISSING)
                if method is not MISSING:
                    converted = machine.call(method, ())
                    return converted if type(converted) is Unknown else _result(cls, host, machine.host(host, converted))
        if isinstance(value, str) and len(value) > 4000:
            return Unknown(f"number of {len(value)} digits", machine.location())
        return _result(cls, host, machine.host(host, *rest, **kwargs))

    return construct


def _boolean(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return machine.truth_or_unknown(args[1]) if len(args) > 1 else False


def _text(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    cls, *rest = args
    if not rest:
        return _result(cls, str, "")
    if isinstance(rest[0], bytes):
        return _result(cls, str, machine.host(str, *rest, **kwargs))
    return _result(cls, str, machine.to_str(rest[0]))


def _bytes(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    cls, *rest = args
    if rest and isinstance(rest[0], int) and rest[0] > MAX_ELEMENTS:
        return Unknown(f"{rest[0]} bytes", machine.location())
    if rest and not isinstance(rest[0], (int, str, bytes, bytearray)):
        rest[0] = machine.to_list(rest[0])
    return _result(cls, bytes, machine.host(bytes, *rest, **kwargs))


def _sequence(host: type) -> _Constructor:
    def construct(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        cls, *rest = args
        is_plain = cls.module == "builtins" and cls.name == host.__name__
        if not is_plain and host in (list, set):
            # Filled by __init__, which a subclass may override.
            return data_instance(cls, host, ())
        if not rest:
            return _result(cls, host, host())
        if type(rest[0]) is Unknown:
            return rest[0]
        if isinstance(rest[0], range) and len(rest[0]) > MAX_ELEMENTS:
            return Unknown(f"{len(rest[0])} elements", machine.location())
        return _result(cls, host, machine.host(host, machine.to_list(rest[0])))

    return construct


def _dict(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    cls, *rest = args
    if not (cls.module == "builtins" and cls.name == "dict"):
        return data_instance(cls, dict, ())
    result: dict[Value, Value] = {}
    if rest:
        source = rest[0]
        if type(source) is Unknown:
            return source
        if isinstance(source, dict) or machine.get_attribute(source, "keys", MISSING) is not MISSING:
            machine.merge_mapping(result, source)
        else:
            for pair in machine.iterate(source):
                key, value = machine.to_list(pair, 3)
                result[key] = value
    result.update(kwargs)
    return result


def _range(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    bounds = []
    for bound in args[1:]:
        if type(bound) is Unknown:
            if len(args) == 2 and machine.context.follows_loops():
                return symbolic_range([machine.looping.number(bound)])
            return bound
        if isinstance(bound, Instance):
            bound = machine.call(machine.get_attribute(bound, "__index__"), ())  # noqa: PLW2901
            if type(bound) is Unknown:
                return bound
        bounds.append(bound)
    if any(isinstance(bound, Expression) for bound in bounds):
        if machine.context.follows_loops():
            return symbolic_range(bounds)
        return open_range(bounds)
    return machine.host(range, *bounds)


def _slice(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return machine.host(slice, *args[1:])


def _complex(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return machine.host(complex, *args[1:], **kwargs)


def _property(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    _cls, *rest = args
    names = dict(zip(("fget", "fset", "fdel", "doc"), rest))  # noqa: B905
    names.update(kwargs)
    return Property(names.get("fget"), names.get("fset"), names.get("fdel"), names.get("doc"))


def _static_method(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return StaticMethod(args[1])


def _class_method(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return ClassMethod(args[1])


def _super(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    if len(args) == 1:
        frame = machine.frame
        while frame is not None and (frame.function is None or frame.function.owner is None):
            frame = frame.parent
        if frame is None or frame.function is None:
            raise machine.error("RuntimeError", "super(): no arguments")
        function = frame.function
        cls = function.owner.cls
        while frame.parent is not None and frame.parent.function is not None and frame.parent.function.owner is frame.function.owner:
            frame = frame.parent
        code = function.code
        receiver = frame.locals[code.positional[0]] if code.positional else frame.locals[code.vararg][0]
    else:
        cls = args[1]
        receiver = args[2] if len(args) > 2 else None
    if type(cls) is Unknown or cls is None:
        return Unknown("super() of an unknown class", machine.location())
    if isinstance(receiver, Class) and receiver.is_subclass(cls):
        return Super(cls, receiver, receiver.mro)
    owner = machine.class_of(receiver)
    if not owner.is_subclass(cls):
        raise machine.error("TypeError", "super(type, obj): obj must be an instance or subtype of type")
    return Super(cls, receiver, owner.mro)


def _function(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """``types.FunctionType(code, globals, name, argdefs, closure)``: another function of the same body."""
    arguments = dict(zip(("code", "globals", "name", "argdefs", "closure"), args[1:], strict=False)) | kwargs
    origin = described_by(arguments.get("code"))
    if origin is None:
        raise machine.error("TypeError", "function() argument 'code' must be code")
    defaults = arguments.get("argdefs")
    copy = Function(
        origin.code, origin.module, origin.closure, tuple(defaults or ()), dict(origin.keyword_defaults), origin.qualname, origin.owner
    )
    copy.name = arguments.get("name") or origin.name
    return copy


def _method(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    if len(args) != 3:
        raise machine.error("TypeError", f"method expected 2 arguments, got {len(args) - 1}")
    return BoundMethod(args[1], args[2])


CONSTRUCTORS: dict[str, _Constructor] = {
    "int": _number(int, ("__int__", "__index__", "__trunc__")),
    "float": _number(float, ("__float__", "__index__")),
    "complex": _complex,
    "bool": _boolean,
    "str": _text,
    "bytes": _bytes,
    "bytearray": _bytes,
    "list": _sequence(list),
    "tuple": _sequence(tuple),
    "set": _sequence(set),
    "frozenset": _sequence(frozenset),
    "dict": _dict,
    "range": _range,
    "slice": _slice,
    "function": _function,
    "method": _method,
    "property": _property,
    "staticmethod": _static_method,
    "classmethod": _class_method,
    "super": _super,
}
