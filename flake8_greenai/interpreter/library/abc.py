"""``abc``: abstract methods, registration, and which host types belong to the classes of ``collections.abc``."""

from __future__ import annotations

import collections.abc
from typing import TYPE_CHECKING

from flake8_greenai.interpreter import classes
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import (
    MISSING,
    Class,
    ClassMethod,
    Function,
    Instance,
    Property,
    StaticMethod,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

REGISTRY = "_abc_registry"
COLLECTIONS = "_collections_abc"
CALLABLES = frozenset({"function", "method", "builtin_function_or_method", "type"})
ITERATORS = frozenset({"iterator", "generator"})
PROTOCOLS: dict[str, tuple[str, ...]] = {
    "Hashable": ("__hash__",),
    "Awaitable": ("__await__",),
    "Coroutine": ("__await__", "send", "throw", "close"),
    "AsyncIterable": ("__aiter__",),
    "AsyncIterator": ("__anext__", "__aiter__"),
    "AsyncGenerator": ("__aiter__", "__anext__", "asend", "athrow", "aclose"),
    "Iterable": ("__iter__",),
    "Iterator": ("__iter__", "__next__"),
    "Generator": ("__iter__", "__next__", "send", "throw", "close"),
    "Reversible": ("__reversed__", "__iter__"),
    "Sized": ("__len__",),
    "Container": ("__contains__",),
    "Collection": ("__len__", "__iter__", "__contains__"),
    "Callable": ("__call__",),
    "Buffer": ("__buffer__",),
}
"""Methods whose presence alone makes a class belong, as in ``collections.abc``."""


def is_abstract(value: Value) -> bool:
    """Whether a class attribute is marked by ``abstractmethod``."""
    if isinstance(value, Function):
        return value.attributes.get("__isabstractmethod__") is True
    if isinstance(value, Property):
        return any(is_abstract(part) for part in (value.getter, value.setter, value.deleter))
    if isinstance(value, (StaticMethod, ClassMethod)):
        return is_abstract(value.function)
    return isinstance(value, Instance) and value.attributes.get("__isabstractmethod__") is True


@native("abc._find_abstract")
def find_abstract(machine: Machine, cls: Class) -> None:
    """Set ``cls.__abstractmethods__``: own abstract attributes and inherited ones that are not overridden."""
    names = {name for name, value in cls.namespace.items() if is_abstract(value)}
    for base in cls.bases:
        for name in base.lookup("__abstractmethods__") or ():
            if is_abstract(cls.find(name)):
                names.add(name)
    cls.namespace["__abstractmethods__"] = frozenset(names)
    cls.cache.pop("__abstractmethods__", None)


@native("abc.ABCMeta.__call__")
def instantiate(machine: Machine, cls: Class, /, *args: Value, **kwargs: Value) -> Value:
    """``cls(...)``, refused while abstract methods remain."""
    names = sorted(cls.lookup("__abstractmethods__") or ())
    if names:
        noun = "method" if len(names) == 1 else "methods"
        raise machine.error("TypeError", f"Can't instantiate abstract class {cls.name} with abstract {noun} {', '.join(names)}")
    return classes.instantiate(machine, cls, args, kwargs)


@native("abc.ABCMeta.register")
def register(machine: Machine, cls: Class, subclass: Value) -> Value:
    """Make ``subclass`` a virtual subclass."""
    if not isinstance(subclass, Class):
        raise machine.error("TypeError", "Can only register classes")
    registry = cls.namespace.setdefault(REGISTRY, [])
    machine.touch(registry)
    registry.append(subclass)
    return subclass


@native("abc.ABCMeta.__instancecheck__")
def instance_check(machine: Machine, cls: Class, instance: Value) -> Value:
    """``isinstance(instance, cls)``."""
    return subclass_check(machine, cls, machine.class_of(instance))


@native("abc.ABCMeta.__subclasscheck__")
def subclass_check(machine: Machine, cls: Class, subclass: Value) -> Value:
    """``issubclass(subclass, cls)``: by inheritance, by protocol, by hook, by registration."""
    if not isinstance(subclass, Class):
        raise machine.error("TypeError", "issubclass() arg 1 must be a class")
    if subclass.is_subclass(cls):
        return True
    if cls.module == COLLECTIONS and _of_collections(cls.name, subclass):
        return True
    hook = cls.find("__subclasshook__")
    if isinstance(hook, ClassMethod):
        answer = machine.call(hook.function, (cls, subclass))
        if answer is not NotImplemented:
            return machine.truth_or_unknown(answer)
    return _registered(machine, cls, subclass)


def _registered(machine: Machine, cls: Class, subclass: Class) -> bool:
    for one in cls.namespace.get(REGISTRY, ()):
        if subclass.is_subclass(one) or (REGISTRY in one.namespace and subclass_check(machine, one, subclass) is True):
            return True
    return any(_registered(machine, child, subclass) for child in cls.subclasses)


def _of_collections(name: str, subclass: Class) -> bool:
    host_abc = getattr(collections.abc, name, None)
    methods = PROTOCOLS.get(name, ())
    for base in subclass.mro:
        if name == "Hashable" and "__hash__" in base.namespace and base.host is not object:
            return base.namespace["__hash__"] is not None and (base.host is None or base.host.__hash__ is not None)
        if base.host is not None and base.host is not object and host_abc is not None and issubclass(base.host, host_abc):
            return True
        if base.module == "builtins" and _of_plain(name, base.name):
            return True
    return bool(methods) and all(subclass.find(method) not in (MISSING, None) for method in methods)


def _of_plain(name: str, builtin: str) -> bool:
    """Built-in classes that have no host type."""
    if builtin in CALLABLES:
        return name == "Callable"
    if builtin in ITERATORS:
        return name in ("Iterable", "Iterator") or (name == "Generator" and builtin == "generator")
    if builtin.startswith("dict_"):
        views = {"dict_keys": "KeysView", "dict_items": "ItemsView", "dict_values": "ValuesView"}
        if name in ("Iterable", "Sized", "Collection", "MappingView", "Reversible", "Container", views.get(builtin, "")):
            return True
        return name == "Set" and builtin != "dict_values"
    return False
