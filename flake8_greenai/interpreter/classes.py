"""Making classes and their instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter import templates
from flake8_greenai.interpreter.attributes import bind
from flake8_greenai.interpreter.values import (
    DATA_INSTANCES,
    MISSING,
    Class,
    ClassMethod,
    Function,
    Instance,
    Primitive,
    StaticMethod,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_IMPLICIT_CLASS_METHODS = ("__init_subclass__", "__class_getitem__")


def build_class(
    machine: Machine, name: str, bases: list[Value], namespace: dict[str, Value], metaclass: Value, options: dict[str, Value]
) -> Value:
    """What a ``class`` statement makes of its evaluated parts."""
    real_bases = _resolve_bases(machine, bases, namespace)
    unknown = next((base for base in real_bases if type(base) is Unknown), None)
    if unknown is not None:
        return Unknown(f"class {name} inherits an unknown class: {unknown.reason}", unknown.location or machine.location())
    real_bases = [base for base in real_bases if isinstance(base, Class)] or [machine.builtin("object")]
    chosen = metaclass_of(machine, metaclass, real_bases)
    if metaclass is not None and not isinstance(metaclass, (Class, Unknown)):
        return machine.call(metaclass, (name, tuple(real_bases), namespace), options)
    if chosen is machine.builtin("type"):
        return new_class(machine, chosen, name, tuple(real_bases), namespace, options)
    return machine.call(chosen, (name, tuple(real_bases), namespace), options)


def metaclass_of(machine: Machine, metaclass: Value, bases: list[Value]) -> Class:
    """The most derived of the given metaclass and those of the bases."""
    chosen = metaclass if isinstance(metaclass, Class) else machine.builtin("type")
    for base in bases:
        candidate = base.metaclass if isinstance(base, Class) else None
        if candidate is not None and candidate is not chosen and candidate.is_subclass(chosen):
            chosen = candidate
    return chosen


def prepared_namespace(machine: Machine, name: str, bases: list[Value], metaclass: Value, options: dict[str, Value]) -> dict[str, Value]:
    """What the metaclass' own ``__prepare__`` puts into a class body before it runs."""
    chosen = metaclass_of(machine, metaclass, bases)
    if chosen is machine.builtin("type"):
        return {}
    hook = chosen.find("__prepare__")
    if type(hook) is Primitive and hook.name == "type.__prepare__":
        return {}
    found = machine.call(machine.get_attribute(chosen, "__prepare__"), (name, tuple(bases)), options)
    return dict(found) if isinstance(found, dict) else {}


def _resolve_bases(machine: Machine, bases: list[Value], namespace: dict[str, Value]) -> list[Value]:
    resolved: list[Value] = []
    for base in bases:
        if isinstance(base, (Class, Unknown)):
            resolved.append(base)
            continue
        entries = machine.get_attribute(base, "__mro_entries__", MISSING)
        if entries is not MISSING:
            namespace.setdefault("__orig_bases__", tuple(bases))
            for entry in machine.call(entries, (tuple(bases),)):
                if entry not in resolved:
                    resolved.append(entry)
        else:
            resolved.append(Unknown(f"base {machine.to_repr(base)} is not a class", machine.location()))
    return resolved


def new_class(
    machine: Machine, metaclass: Class, name: str, bases: tuple[Class, ...], namespace: dict[str, Value], options: dict[str, Value]
) -> Class:
    """``type.__new__(metaclass, name, bases, namespace, **options)``."""
    for method in _IMPLICIT_CLASS_METHODS:
        if type(namespace.get(method)) is Function:
            namespace[method] = ClassMethod(namespace[method])
    if type(namespace.get("__new__")) is Function:
        namespace["__new__"] = StaticMethod(namespace["__new__"])
    try:
        cls = Class(
            machine,
            name,
            bases,
            namespace,
            module=namespace.get("__module__", "builtins"),
            metaclass=metaclass,
            host=next((base.host for base in bases if base.host is not None and base.host is not object), None),
            is_stub=machine.frame is not None and machine.frame.module.is_stub,
            location=machine.frame.location() if machine.frame is not None else None,
        )
    except TypeError as error:
        raise machine.error("TypeError", str(error)) from None
    for key, value in list(namespace.items()):
        if isinstance(value, Instance) and value.cls is not None:
            hook = value.cls.find("__set_name__")
            if hook is not MISSING:
                machine.call(hook, (value, cls, key))
    for base in cls.mro[1:]:
        hook = base.own("__init_subclass__")
        if hook is not MISSING:
            machine.call(bind(machine, hook, cls, cls), (), options)
            break
    return cls


def instantiate(machine: Machine, cls: Class, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """``type.__call__``: ``__new__`` then ``__init__``."""
    new = cls.find("__new__")
    if type(new) is Primitive and new.name == "object.__new__":
        value: Value = Instance(cls)
        if machine.track_creation:
            value.created = machine.location()
        initialize = cls.find("__init__")
        if type(initialize) is Function:
            if cls.is_stub and machine.context.replicates(cls):
                templates.initialize(machine, cls, value, initialize, args, kwargs)
            else:
                machine.call_function(initialize, (value, *args), kwargs)
            return value
    else:
        maker = new.function if type(new) is StaticMethod else new
        value = machine.call(maker, (cls, *args), kwargs)
        owner = value.metaclass if isinstance(value, Class) else getattr(value, "cls", None)
        if len(args) == 1 and cls is machine.builtin("type"):
            return value
        if not (isinstance(owner, Class) and owner.is_subclass(cls)):
            return value
        initialize = owner.find("__init__")
    if type(initialize) is Primitive:
        if initialize.name == "object.__init__":
            if (args or kwargs) and type(new) is Primitive and new.name == "object.__new__":
                raise machine.error("TypeError", f"{cls.name}() takes no arguments")
            return value
        initialize.invoke(machine, (value, *args), kwargs)
    elif initialize is not MISSING and initialize is not None:
        machine.call(bind(machine, initialize, value, cls), args, kwargs)
    return value


def class_item(machine: Machine, cls: Class, key: Value) -> Value:
    """``cls[key]``: the metaclass' ``__getitem__``, ``__class_getitem__``, or a generic alias, which is the class itself."""
    if cls.metaclass is not None and cls.metaclass.name != "type":
        method = cls.metaclass.find("__getitem__")
        if method is not MISSING:
            return machine.call(bind(machine, method, cls, cls.metaclass), (key,))
    method = cls.find("__class_getitem__")
    if method is not MISSING:
        return machine.call(bind(machine, method, cls, cls), (key,))
    return cls


def data_instance(cls: Class, host: type, payload: Value) -> Value:
    """An object of a class that inherits the built-in data type ``host``, holding ``payload``."""
    value = DATA_INSTANCES[host](payload)
    value.cls = cls
    value.attributes = {}
    return value
