"""Built-in classes: constructors, methods, and which class a host value belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.builtins.construction import CONSTRUCTORS
from flake8_greenai.interpreter.builtins.methods import host_methods
from flake8_greenai.interpreter.builtins.objects import object_methods, type_methods
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.values import (
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    GeneratorObject,
    Primitive,
    Property,
    StaticMethod,
    Super,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_HOSTS: dict[str, type] = {
    "int": int, "bool": bool, "float": float, "complex": complex, "str": str, "bytes": bytes, "bytearray": bytearray, "list": list,
    "tuple": tuple, "dict": dict, "set": set, "frozenset": frozenset, "range": range, "slice": slice, "memoryview": memoryview,
}  # fmt: skip
_NAMES: dict[type, str] = {
    **{host: name for name, host in _HOSTS.items()},
    type(None): "NoneType",
    type(NotImplemented): "NotImplementedType",
    type(...): "ellipsis",
    Function: "function",
    BoundMethod: "method",
    Primitive: "builtin_function_or_method",
    Module: "module",
    GeneratorObject: "generator",
    Property: "property",
    StaticMethod: "staticmethod",
    ClassMethod: "classmethod",
    Super: "super",
    Unknown: "object",
}
_PLAIN = (
    "NoneType", "NotImplementedType", "ellipsis", "function", "method", "builtin_function_or_method", "module", "generator", "iterator",
    "property", "staticmethod", "classmethod", "super",
)  # fmt: skip
_VIEWS = {type({}.keys()): "dict_keys", type({}.values()): "dict_values", type({}.items()): "dict_items"}


def host_class_name(value: object) -> str:
    """The name of the built-in class of a host value."""
    kind = type(value)
    name = _NAMES.get(kind) or _VIEWS.get(kind)  # type: ignore[arg-type]
    if name is not None:
        return name
    for base in kind.__mro__[1:]:
        if base in _NAMES:
            return _NAMES[base]
    return "iterator"


def builtin_classes(machine: Machine) -> dict[str, Class]:
    """All built-in classes by name, those without a public name included."""
    made: dict[str, Class] = {}
    root = made["object"] = Class(machine, "object", (), {"__module__": "builtins"}, host=object)
    kind = made["type"] = Class(machine, "type", (root,), {"__module__": "builtins"})
    root.metaclass = kind.metaclass = kind
    root.namespace.update(object_methods())
    kind.namespace.update(type_methods())

    def make(name: str, base: Class, host: type | None) -> None:
        namespace: dict[str, Value] = {"__module__": "builtins", "__doc__": None}
        if host is not None:
            namespace.update(host_methods(host))
        constructor = CONSTRUCTORS.get(name)
        if constructor is not None:
            namespace["__new__"] = Primitive(f"{name}.__new__", constructor, "static")
            namespace["__init__"] = Primitive(f"{name}.__init__", _ignore)
        made[name] = Class(machine, name, (base,), namespace, metaclass=kind, host=host)

    for name, host in _HOSTS.items():
        make(name, made["int"] if name == "bool" else root, host)
    for name in (*_PLAIN, *_VIEWS.values()):
        make(name, root, None)
    for view in _VIEWS:
        made[_VIEWS[view]].namespace.update(host_methods(view))
    made["iterator"].namespace.update(_iterator_methods())
    made["generator"].namespace.update(_iterator_methods())
    made["list"].namespace["__init__"] = Primitive("list.__init__", _fill_list)
    made["dict"].namespace["__init__"] = Primitive("dict.__init__", _fill_dict)
    made["set"].namespace["__init__"] = Primitive("set.__init__", _fill_set)
    return made


def _ignore(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return None


def _fill_list(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    if type(args[0]) is not list and len(args) > 1:
        args[0][:] = machine.to_list(args[1])


def _fill_dict(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    if type(args[0]) is dict:
        return
    from flake8_greenai.interpreter.builtins.methods import update_mapping  # noqa: PLC0415  shared with dict.update

    update_mapping(machine, args, kwargs)


def _fill_set(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    if type(args[0]) is not set and len(args) > 1:
        args[0].update(machine.to_list(args[1]))


def _iterator_methods() -> dict[str, Value]:
    def step(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        try:
            return next(args[0])
        except StopIteration as stop:
            raise machine.error_with("StopIteration", *(() if stop.value is None else (stop.value,))) from None

    def send(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        try:
            return args[0].resume(args[1])
        except StopIteration as stop:
            raise machine.error_with("StopIteration", *(() if stop.value is None else (stop.value,))) from None

    def throw(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        from flake8_greenai.interpreter.values import Raised  # noqa: PLC0415

        error: Any = args[1]
        if isinstance(error, Class):
            error = machine.call(error, args[2:3])
        try:
            return args[0].throw(Raised(error, machine.location()))
        except StopIteration as stop:
            raise machine.error_with("StopIteration", *(() if stop.value is None else (stop.value,))) from None

    def close(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        args[0].close()

    def itself(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        return args[0]

    table = {"__next__": step, "send": send, "throw": throw, "close": close, "__iter__": itself}
    return {name: Primitive(f"iterator.{name}", function) for name, function in table.items()}
