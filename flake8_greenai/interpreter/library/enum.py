"""``enum``: which names of a class body are members, and finding members by value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    Primitive,
    Property,
    StaticMethod,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_DESCRIPTORS = (Function, Property, StaticMethod, ClassMethod, Primitive, BoundMethod)


@native("enum._candidates")
def candidates(machine: Machine, class_name: str, namespace: dict[str, Value]) -> list[str]:
    """The names of a class body that become members: public, and not bound to descriptors."""
    ignored = namespace.get("_ignore_", ())
    if isinstance(ignored, str):
        ignored = ignored.replace(",", " ").split()
    private = f"_{class_name}__"
    return [
        name
        for name, value in namespace.items()
        if not name.startswith("__")
        and not (name.startswith("_") and name.endswith("_"))
        and not name.startswith(private)
        and name not in ignored
        and not _is_descriptor(value)
    ]


def _is_descriptor(value: Value) -> bool:
    if isinstance(value, Instance) and value.cls is not None:
        return value.cls.find("__get__") is not MISSING
    return isinstance(value, _DESCRIPTORS)


@native("enum._by_value")
def by_value(machine: Machine, cls: Class, value: Value) -> Value:
    """The member with that value; NotImplemented when there is none."""
    if isinstance(value, Unknown):
        return value
    if machine.class_of(value) is cls:
        return value
    try:
        found = cls.namespace["_value2member_map_"].get(value)
    except TypeError:
        found = None
    if found is not None:
        return found
    for member in cls.namespace["_member_map_"].values():
        if machine.truth_or_unknown(machine.compare("==", member.attributes["_value_"], value)) is True:
            return member
    return NotImplemented


@native("enum._custom_init")
def custom_init(machine: Machine, cls: Class) -> bool:
    """Whether members are initialised by a method of the program."""
    found = cls.find("__init__")
    return isinstance(found, Function) or (isinstance(found, Primitive) and "parameters" in found.attributes)


_ADOPTED = (
    "__repr__", "__str__", "__format__", "__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__", "__bool__",
    "__iter__", "__len__", "__contains__",
)  # fmt: skip


@native("enum._adopt")
def adopt(machine: Machine, cls: Class) -> None:
    """Let the enumeration's own methods win over those of the data type that it mixes in, as ``EnumType.__new__`` does."""
    for name in _ADOPTED:
        if not isinstance(cls.find(name), Primitive):
            continue
        for base in cls.mro:
            method = base.namespace.get(name)
            if isinstance(method, Function) and base.metaclass is cls.metaclass:
                cls.namespace[name] = method
                break
    cls.invalidate()
