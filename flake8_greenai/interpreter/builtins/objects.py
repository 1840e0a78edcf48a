"""Methods of ``object`` and ``type``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter import attributes, classes
from flake8_greenai.interpreter.values import DATA_INSTANCES, MISSING, Class, Instance, Primitive, Unknown, Value, type_name

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_Args = tuple[Value, ...]
_Kwargs = dict[str, Value]


def _new(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    cls = args[0]
    if not isinstance(cls, Class):
        return Unknown("object.__new__ of something that is not a class", machine.location())
    if cls.host in DATA_INSTANCES:
        return classes.data_instance(cls, cls.host, cls.host())
    value = Instance(cls)
    if machine.track_creation:
        value.created = machine.location()
    return value


def _nothing(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return None


def _equal(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return True if args[0] is args[1] else NotImplemented


def _not_equal(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return NotImplemented


def _hash(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return id(args[0]) >> 4 if isinstance(args[0], Instance) else machine.host(hash, args[0])


def _repr(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return f"<{type_name(args[0])} object>"


def _str(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return machine.to_repr(args[0])


def _get_attribute(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    value, name = args
    cls = machine.class_of(value)
    if type(value) is Instance:
        found = value.field(cls, name)
        if found is not MISSING:
            return found
    found = (
        attributes.class_attribute(machine, value, name)
        if isinstance(value, Class)
        else attributes.object_attribute(machine, value, cls, name)
    )
    if found is MISSING:
        raise machine.error("AttributeError", f"'{cls.name}' object has no attribute '{name}'")
    return found


def _set_attribute(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    value, name, new = args
    if isinstance(value, Class):
        attributes.set_class_attribute(machine, value, name, new)
    else:
        attributes.set_object_attribute(machine, value, machine.class_of(value), name, new)


def _delete_attribute(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    attributes.delete_object_attribute(machine, args[0], machine.class_of(args[0]), args[1])


def _dir(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    names = dict.fromkeys(getattr(args[0], "attributes", {}))
    for cls in machine.class_of(args[0]).mro:
        names.update(dict.fromkeys(cls.namespace))
    return sorted(name for name in names if isinstance(name, str))


def _init_subclass(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    if kwargs:
        raise machine.error("TypeError", f"{args[0].name}.__init_subclass__() takes no keyword arguments")


def _format(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return machine.to_str(args[0])


def _reduce(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return Unknown("__reduce_ex__ is not modelled", machine.location())


def object_methods() -> dict[str, Value]:
    """What ``object`` defines."""
    table = {
        "__init__": _nothing,
        "__eq__": _equal,
        "__ne__": _not_equal,
        "__hash__": _hash,
        "__repr__": _repr,
        "__str__": _str,
        "__getattribute__": _get_attribute,
        "__setattr__": _set_attribute,
        "__delattr__": _delete_attribute,
        "__dir__": _dir,
        "__format__": _format,
        "__reduce_ex__": _reduce,
    }
    methods: dict[str, Value] = {name: Primitive(f"object.{name}", function) for name, function in table.items()}
    methods["__new__"] = Primitive("object.__new__", _new, "static")
    methods["__init_subclass__"] = Primitive("object.__init_subclass__", _init_subclass, "class")
    methods["__subclasshook__"] = Primitive("object.__subclasshook__", lambda machine, args, kwargs: NotImplemented, "class")
    methods["__doc__"] = None
    return methods


def _type_new(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    if len(args) == 2 and args[0] is machine.builtin("type"):
        return machine.class_of(args[1]) if type(args[1]) is not Unknown else Unknown(args[1].reason, args[1].location)
    metaclass, name, bases, namespace = args
    real = tuple(base for base in bases if isinstance(base, Class)) or (machine.builtin("object"),)
    copied = dict(namespace)
    copied.setdefault("__module__", machine.frame.module.name if machine.frame is not None else "builtins")
    return classes.new_class(machine, metaclass, name, real, copied, kwargs)


def _type_call(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return classes.instantiate(machine, args[0], args[1:], kwargs)


def _type_repr(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return f"<class '{args[0].qualified_name.removeprefix('builtins.')}'>"


def _mro(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return list(args[0].mro)


def _subclasses(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return list(args[0].subclasses)


def _instance_check(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return machine.class_of(args[1]).is_subclass(args[0])


def _subclass_check(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return isinstance(args[1], Class) and args[1].is_subclass(args[0])


def _prepare(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return {}


def type_methods() -> dict[str, Value]:
    """What ``type`` defines."""
    table = {
        "__call__": _type_call,
        "__init__": _nothing,
        "__repr__": _type_repr,
        "mro": _mro,
        "__subclasses__": _subclasses,
        "__instancecheck__": _instance_check,
        "__subclasscheck__": _subclass_check,
        "__setattr__": _set_attribute,
        "__getattribute__": _get_attribute,
    }
    methods: dict[str, Value] = {name: Primitive(f"type.{name}", function) for name, function in table.items()}
    methods["__new__"] = Primitive("type.__new__", _type_new, "static")
    methods["__prepare__"] = Primitive("type.__prepare__", _prepare, "class")
    return methods
