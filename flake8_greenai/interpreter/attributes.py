"""Attribute access by Python's data model: descriptors, properties, ``__getattr__``, metaclasses, ``super()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.code_objects import code_object
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    DataInstance,
    Function,
    Instance,
    Primitive,
    Property,
    Raised,
    StaticMethod,
    Super,
    Unknown,
    Value,
    type_name,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


def get_attribute(machine: Machine, value: Value, name: str) -> Value:
    """``value.name``, or MISSING."""
    kind = type(value)
    if kind is Instance or isinstance(value, (Instance, DataInstance)):
        return _of_object(machine, value, name)
    if kind is Module:
        return _of_module(value, name)
    if kind is Class:
        return _of_class(machine, value, name)
    if kind is Unknown:
        return Unknown(value.reason, value.location)
    if kind is Function or kind is Primitive:
        found = _of_function(machine, value, name)
        return found if found is not MISSING else _of_host(machine, value, name)
    if kind is BoundMethod:
        return _of_method(machine, value, name)
    if kind is Super:
        return _of_super(machine, value, name)
    if kind is Property:
        return _of_property(machine, value, name)
    if kind in (StaticMethod, ClassMethod) and name == "__func__":
        return value.function
    return _of_host(machine, value, name)


def missing_message(value: Value, name: str) -> str:
    """What Python says of an attribute that is not there."""
    if isinstance(value, Module):
        return f"module '{value.name}' has no attribute '{name}'"
    if isinstance(value, Class):
        return f"type object '{value.name}' has no attribute '{name}'"
    return f"'{type_name(value)}' object has no attribute '{name}'"


def _of_object(machine: Machine, value: Value, name: str) -> Value:
    cls = value.cls or machine.class_of(value)
    hook = cls.find("__getattribute__")
    if type(hook) is Function:
        return _call_hook(machine, hook, value, name)
    return object_attribute(machine, value, cls, name)


def object_attribute(machine: Machine, value: Value, cls: Class, name: str) -> Value:
    """``object.__getattribute__`` with the fall back on ``__getattr__``; or MISSING."""
    found = cls.find(name)
    attributes = value.attributes
    if found is not MISSING:
        kind = type(found)
        if kind is Property:
            return _read_property(machine, found, value, cls, name)
        if kind is Primitive and found.kind == "property":
            return found.invoke(machine, (value,), {})
        if isinstance(found, Instance) and found.cls is not None and found.cls.find("__get__") is not MISSING:
            is_data = found.cls.find("__set__") is not MISSING
            if is_data or name not in attributes:
                return machine.call(found.cls.find("__get__"), (found, value, cls))
    if name in attributes:
        return attributes[name]
    if found is not MISSING:
        return machine.bind(found, value, cls)
    if name == "__class__":
        return cls
    if name == "__dict__":
        return attributes
    hook = cls.find("__getattr__")
    if hook is not MISSING:
        return _call_hook(machine, hook, value, name)
    return _host_field(machine, value, name)


def _host_field(machine: Machine, value: Value, name: str) -> Value:
    """A documented field of a host value that an operation returned (a NamedTuple's)."""
    fields = getattr(type(value), "_fields", ())
    return getattr(value, name) if name in fields else MISSING


def _call_hook(machine: Machine, hook: Value, value: Value, name: str) -> Value:
    try:
        if type(hook) is Primitive:
            return hook.invoke(machine, (value, name), {})
        return machine.call(hook, (value, name))
    except Raised as raised:
        if machine.is_error(raised, "AttributeError"):
            machine.missing_attribute = raised
            return MISSING
        raise


def _read_property(machine: Machine, found: Property, value: Value, cls: Class, name: str) -> Value:
    if found.getter is None:
        raise machine.error("AttributeError", f"property '{name}' of '{cls.name}' object has no getter")
    try:
        return machine.call(found.getter, (value,))
    except Raised as raised:
        # Python falls back on __getattr__ when a property raises AttributeError.
        hook = cls.find("__getattr__")
        if hook is not MISSING and machine.is_error(raised, "AttributeError"):
            return _call_hook(machine, hook, value, name)
        raise


def bind(machine: Machine, found: Value, receiver: Value, cls: Class) -> Value:
    """What a class attribute becomes when read through an instance."""
    kind = type(found)
    if kind is Function:
        return BoundMethod(found, receiver)
    if kind is Primitive:
        if found.kind == "function":
            return BoundMethod(found, receiver)
        if found.kind == "class":
            return BoundMethod(found, cls)
        return found.invoke(machine, (receiver,), {}) if found.kind == "property" else found
    if kind is StaticMethod:
        return found.function
    if kind is ClassMethod:
        return bind(machine, found.function, cls, cls)
    if kind is Property:
        return machine.call(found.getter, (receiver,))
    if isinstance(found, Instance) and found.cls is not None:
        getter = found.cls.find("__get__")
        if getter is not MISSING:
            return machine.call(getter, (found, receiver, cls))
    return found


def _of_class(machine: Machine, cls: Class, name: str) -> Value:
    metaclass = cls.metaclass
    if metaclass is not None and metaclass.name != "type":
        found = metaclass.find(name)
        if type(found) is Property:
            return machine.call(found.getter, (cls,))
        hook = metaclass.find("__getattribute__")
        if type(hook) is Function:
            return _call_hook(machine, hook, cls, name)
    return class_attribute(machine, cls, name)


def class_attribute(machine: Machine, cls: Class, name: str) -> Value:
    """``type.__getattribute__`` with the fall back on the metaclass; or MISSING."""
    special = _CLASS_FIELDS.get(name)
    if special is not None:
        return special(machine, cls)
    found = cls.find(name)
    if found is not MISSING:
        return read_through_class(machine, found, cls)
    metaclass = cls.metaclass or machine.builtin("type")
    found = metaclass.find(name)
    if found is not MISSING:
        return bind(machine, found, cls, metaclass)
    hook = metaclass.find("__getattr__")
    if hook is not MISSING:
        return _call_hook(machine, hook, cls, name)
    return MISSING


def read_through_class(machine: Machine, found: Value, cls: Class) -> Value:
    """What a class attribute becomes when read through its class."""
    kind = type(found)
    if kind is ClassMethod:
        return bind(machine, found.function, cls, cls)
    if kind is StaticMethod:
        return found.function
    if kind is Primitive and found.kind == "class":
        return BoundMethod(found, cls)
    if isinstance(found, Instance) and found.cls is not None:
        getter = found.cls.find("__get__")
        if getter is not MISSING:
            return machine.call(getter, (found, None, cls))
    return found


_CLASS_FIELDS: dict[str, Callable[[Machine, Class], Value]] = {
    "__name__": lambda machine, cls: cls.name,
    "__qualname__": lambda machine, cls: cls.qualname,
    "__module__": lambda machine, cls: cls.module,
    "__mro__": lambda machine, cls: cls.mro,
    "__bases__": lambda machine, cls: cls.bases,
    "__base__": lambda machine, cls: cls.bases[0] if cls.bases else None,
    "__dict__": lambda machine, cls: cls.namespace,
    "__class__": lambda machine, cls: cls.metaclass or machine.builtin("type"),
}


def _of_module(module: Module, name: str) -> Value:
    if name == "__dict__":
        return module.values
    if name == "__class__":
        return module.machine.class_of(module)
    try:
        return module.attribute(name)
    except Raised as raised:
        # Its own __getattr__ refuses: an attribute that is missing, as with objects.
        if module.machine.is_error(raised, "AttributeError"):
            module.machine.missing_attribute = raised
            return MISSING
        raise


def _of_function(machine: Machine, function: Value, name: str) -> Value:
    if name in function.attributes:
        return function.attributes[name]
    if name in ("__dict__",):
        return function.attributes
    if name == "__name__":
        return function.name.rpartition(".")[2]
    if type(function) is Primitive:
        return {"__qualname__": function.name, "__module__": function.name.rpartition(".")[0], "__doc__": None}.get(name, MISSING)
    if name == "__get__":
        return Primitive("__get__", lambda inner, args, kwargs: function if args[0] is None else BoundMethod(function, args[0]))
    if name == "__globals__":
        return function.module.values
    if name == "__defaults__":
        return function.defaults or None
    if name == "__code__":
        return code_object(machine, function)
    return {
        "__qualname__": function.qualname,
        "__module__": function.module.name,
        "__doc__": getattr(getattr(function.code.node, "doc_node", None), "value", None),
        "__kwdefaults__": function.keyword_defaults or None,
        "__annotations__": {},
        "__type_params__": (),
        "__closure__": None,
    }.get(name, MISSING)


def _of_method(machine: Machine, method: BoundMethod, name: str) -> Value:
    if name == "__func__":
        return method.function
    if name == "__self__":
        return method.receiver
    return get_attribute(machine, method.function, name)


def _of_super(machine: Machine, value: Super, name: str) -> Value:
    receiver = value.receiver
    found = value.mro[0].find_after(value.cls_after, name)
    if found is not MISSING:
        if isinstance(receiver, Class) and receiver.mro is value.mro:
            return _super_through_class(machine, found, receiver, name)
        return bind(machine, found, receiver, machine.class_of(receiver))
    if name == "__class__":
        return machine.builtin("super")
    return MISSING


def _super_through_class(machine: Machine, found: Value, cls: Class, name: str) -> Value:
    if name == "__new__" and type(found) is Function:
        return found
    return read_through_class(machine, found, cls)


def _of_property(machine: Machine, value: Property, name: str) -> Value:
    fields = {"fget": value.getter, "fset": value.setter, "fdel": value.deleter, "__doc__": value.doc}
    if name in fields:
        return fields[name]
    copies: dict[str, Callable[[Value], Property]] = {
        "getter": lambda f: Property(f, value.setter, value.deleter, value.doc),
        "setter": lambda f: Property(value.getter, f, value.deleter, value.doc),
        "deleter": lambda f: Property(value.getter, value.setter, f, value.doc),
    }
    if name in copies:
        copy = copies[name]
        return Primitive(name, lambda inner, args, kwargs: copy(args[0]))
    # Read through its class, a property of a base is called by hand: ``Base.size.__set__(self, value)``.
    actions = {"__set__": ("setter", value.setter), "__delete__": ("deleter", value.deleter)}
    if name == "__get__":
        return Primitive(name, lambda inner, args, kwargs: value if args[0] is None else inner.call(value.getter, (args[0],)))
    if name in actions:
        what, action = actions[name]
        if action is None:
            return Primitive(name, lambda inner, args, kwargs: _refuse(inner, f"property of {type_name(args[0])!r} object has no {what}"))
        return Primitive(name, lambda inner, args, kwargs: inner.call(action, args))
    return MISSING


def _refuse(machine: Machine, message: str) -> Value:
    raise machine.error("AttributeError", message)


def _of_host(machine: Machine, value: Value, name: str) -> Value:
    cls = machine.class_of(value)
    found = cls.find(name)
    if found is not MISSING:
        return bind(machine, found, value, cls)
    if name == "__class__":
        return cls
    return _host_field(machine, value, name)


def set_attribute(machine: Machine, value: Value, name: str, new: Value) -> None:
    """``value.name = new``."""
    kind = type(value)
    if kind is Unknown:
        return
    if isinstance(value, (Instance, DataInstance)):
        cls = value.cls or machine.class_of(value)
        hook = cls.find("__setattr__")
        if type(hook) is Function:
            machine.call_function(hook, (value, name, new), {})
            return
        if type(hook) is Primitive and hook.name != "object.__setattr__":
            hook.invoke(machine, (value, name, new), {})
            return
        set_object_attribute(machine, value, cls, name, new)
    elif kind is Class:
        hook = value.metaclass.find("__setattr__") if value.metaclass is not None else MISSING
        if type(hook) is Function:
            machine.call_function(hook, (value, name, new), {})
            return
        set_class_attribute(machine, value, name, new)
    elif kind is Module:
        value.bind(name, new)
    elif kind in (Function, Primitive):
        machine.touch(value.attributes)
        value.attributes[name] = new
        if kind is Function:
            _rebind_function(value, name, new)
    elif kind is BoundMethod:
        raise machine.error("AttributeError", f"'method' object has no attribute '{name}'")
    else:
        raise machine.error("AttributeError", f"'{type_name(value)}' object has no attribute '{name}'")


def _rebind_function(function: Function, name: str, new: Value) -> None:
    """Attributes of a function that change what it does."""
    if name == "__name__" and isinstance(new, str):
        function.name = new
    elif name == "__defaults__" and (new is None or isinstance(new, tuple)):
        function.defaults = new or ()
    elif name == "__kwdefaults__" and (new is None or isinstance(new, dict)):
        function.keyword_defaults = new or {}


def set_object_attribute(machine: Machine, value: Value, cls: Class, name: str, new: Value) -> None:
    """``object.__setattr__``."""
    found = cls.find(name)
    if found is not MISSING:
        if type(found) is Property:
            if found.setter is None:
                raise machine.error("AttributeError", f"property '{name}' of '{cls.name}' object has no setter")
            machine.call(found.setter, (value, new))
            return
        if type(found) is Primitive and found.kind == "property" and found.setter is not None:
            found.setter(machine, value, new)
            return
        if isinstance(found, Instance) and found.cls is not None:
            setter = found.cls.find("__set__")
            if setter is not MISSING:
                machine.call(setter, (found, value, new))
                return
    if name == "__class__":
        value.cls = new
        return
    if name == "__dict__":
        machine.touch(value.attributes)
        value.attributes.clear()
        value.attributes.update(new)
        return
    if machine.journal is not None:
        machine.touch(value.attributes)
    value.attributes[name] = new


def set_class_attribute(machine: Machine, cls: Class, name: str, new: Value) -> None:
    """``type.__setattr__``."""
    if machine.journal is not None:
        machine.branches.remember_class(cls)
    if name == "__name__":
        cls.name = new
    elif name == "__qualname__":
        cls.qualname = new
    elif name == "__module__":
        cls.module = new
    cls.namespace[name] = new
    cls.invalidate()


def delete_attribute(machine: Machine, value: Value, name: str) -> None:
    """``del value.name``."""
    if type(value) is Unknown:
        return
    if isinstance(value, (Instance, DataInstance)):
        cls = value.cls or machine.class_of(value)
        hook = cls.find("__delattr__")
        if type(hook) is Function or (type(hook) is Primitive and hook.name != "object.__delattr__"):
            machine.call(hook, (value, name))
            return
        delete_object_attribute(machine, value, cls, name)
        return
    holder = value.namespace if isinstance(value, Class) else value.values if isinstance(value, Module) else value.attributes
    machine.touch(holder)
    if name not in holder:
        raise machine.error("AttributeError", name)
    del holder[name]
    if isinstance(value, Class):
        value.invalidate()


def delete_object_attribute(machine: Machine, value: Value, cls: Class, name: str) -> None:
    """``object.__delattr__``."""
    found = cls.find(name)
    if type(found) is Property and found.deleter is not None:
        machine.call(found.deleter, (value,))
        return
    if isinstance(found, Instance) and found.cls is not None and found.cls.find("__delete__") is not MISSING:
        machine.call(found.cls.find("__delete__"), (found, value))
        return
    if name not in value.attributes:
        raise machine.error("AttributeError", f"'{cls.name}' object has no attribute '{name}'")
    machine.touch(value.attributes)
    del value.attributes[name]
