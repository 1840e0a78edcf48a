"""Built-in exception classes, with Python's own hierarchy."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.values import Class, Instance, Primitive, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_FIELDS = {"StopIteration": ("value",), "SystemExit": ("code",), "ImportError": ("msg",), "AttributeError": ()}


def _new(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    cls = args[0]
    value = Instance(cls)
    value.attributes["args"] = args[1:]
    _init(machine, (value, *args[1:]), kwargs)
    return value


def _init(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    value = args[0]
    initialise_exception(value, args[1:])
    value.attributes.update(kwargs)
    return None


def initialise_exception(value: Instance, args: tuple[Value, ...]) -> None:
    """Set ``args`` and the fields that some built-in exceptions take from them."""
    value.attributes["args"] = args
    for cls in value.cls.mro if value.cls is not None else ():
        for position, field in enumerate(_FIELDS.get(cls.name, ())):
            value.attributes[field] = args[position] if len(args) > position else None


def _with_traceback(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    return args[0]


def exception_classes(machine: Machine) -> dict[str, Class]:
    """All built-in exception classes by name."""
    made: dict[str, Class] = {}

    def make(host: type) -> Class:
        if host.__name__ in made:
            return made[host.__name__]
        bases = tuple(make(base) if issubclass(base, BaseException) else machine.classes["object"] for base in host.__bases__)
        namespace: dict[str, Value] = {"__module__": "builtins", "__doc__": None}
        if host is BaseException:
            namespace["__new__"] = Primitive("BaseException.__new__", _new, "static")
            namespace["__init__"] = Primitive("BaseException.__init__", _init)
            namespace["with_traceback"] = Primitive("BaseException.with_traceback", _with_traceback)
            namespace["add_note"] = Primitive("BaseException.add_note", lambda machine, args, kwargs: None)
        made[host.__name__] = Class(machine, host.__name__, bases, namespace, metaclass=machine.classes["type"])
        return made[host.__name__]

    for name, value in vars(builtins).items():
        if isinstance(value, type) and issubclass(value, BaseException):
            cls = make(value)
            made.setdefault(name, cls)
    made.setdefault("ExceptionGroup", made["Exception"])
    return made
