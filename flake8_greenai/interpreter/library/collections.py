"""``collections``: named tuples and the ordering methods of ``OrderedDict``."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.classes import data_instance, new_class
from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Class, Primitive, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("collections.OrderedDict.move_to_end")
def move_to_end(machine: Machine, self: Value, key: Value, last: Value = True) -> None:
    """Move a key to the end, or to the front."""
    if key not in self:
        raise machine.error_with("KeyError", key)
    machine.touch(self)
    value = dict.pop(self, key)
    if last:
        dict.__setitem__(self, key, value)
    else:
        rest = dict(self)
        dict.clear(self)
        dict.update(self, {key: value})
        dict.update(self, rest)


@native("collections.OrderedDict.popitem")
def popitem(machine: Machine, self: Value, last: Value = True) -> Value:
    """Remove and return the last pair, or the first."""
    if not self:
        raise machine.error("KeyError", "dictionary is empty")
    machine.touch(self)
    key = next(reversed(self)) if last else next(iter(self))
    return key, dict.pop(self, key)


@native("collections._same_order")
def same_order(machine: Machine, left: Value, right: Value) -> bool:
    """Equality of two ordered dictionaries, order included."""
    return list(left.items()) == list(right.items())


@native("collections._namedtuple")
def namedtuple(machine: Machine, typename: str, fields: list[str], rename: Value, defaults: Value, module: Value) -> Value:
    """The class of a named tuple."""
    if found := first_unknown((typename, *fields, defaults)):
        return found
    names = tuple(map(str, fields))
    if rename:
        names = _renamed(names)
    for name in (typename, *names):
        if not name.isidentifier() or keyword.iskeyword(name):
            raise machine.error("ValueError", f"Type names and field names must be valid identifiers: {name!r}")
    for index, name in enumerate(names):
        if name.startswith("_") and not rename:
            raise machine.error("ValueError", f"Field names cannot start with an underscore: {name!r}")
        if name in names[:index]:
            raise machine.error("ValueError", f"Encountered duplicate field name: {name!r}")
    values = tuple(machine.iterate(defaults)) if defaults is not None else ()
    if len(values) > len(names):
        raise machine.error("TypeError", "Got more default values than field names")
    location = machine.location()
    caller = machine.frame.caller if machine.frame is not None else None
    owner = module if isinstance(module, str) else caller.module.name if caller is not None else "builtins"
    cls = make_class(machine, typename, names, dict(zip(names[len(names) - len(values) :], values, strict=True)), owner)
    cls.is_stub = False
    cls.location = location
    return cls


def _renamed(names: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    result = []
    for index, name in enumerate(names):
        good = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_") and name not in seen
        result.append(name if good else f"_{index}")
        seen.add(name)
    return tuple(result)


def _bound(
    machine: Machine,
    typename: str,
    names: tuple[str, ...],
    defaults: dict[str, Value],
    args: tuple[Value, ...],
    kwargs: dict[str, Value],
) -> tuple[Value, ...]:
    """The items of a named tuple, in the order of its fields."""
    if len(args) == len(names) and not kwargs:
        return args
    if len(args) > len(names):
        raise machine.error("TypeError", f"{typename}.__new__() takes {len(names) + 1} positional arguments but {len(args) + 1} were given")
    values = list(args)
    remaining = dict(kwargs)
    for name in names[len(args) :]:
        value = remaining.pop(name, defaults.get(name, MISSING))
        if value is MISSING:
            raise machine.error("TypeError", f"{typename}.__new__() missing 1 required positional argument: '{name}'")
        values.append(value)
    if remaining:
        raise machine.error("TypeError", f"{typename}.__new__() got an unexpected keyword argument '{next(iter(remaining))}'")
    return tuple(values)


def make_class(machine: Machine, typename: str, names: tuple[str, ...], defaults: dict[str, Value], module: str) -> Class:
    """A subclass of ``tuple`` with named fields."""

    def new(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        return data_instance(args[0], tuple, _bound(machine, typename, names, defaults, args[1:], kwargs))

    def make(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        items = tuple(machine.iterate(args[1]))
        if len(items) != len(names):
            raise machine.error("TypeError", f"Expected {len(names)} arguments, got {len(items)}")
        return data_instance(args[0], tuple, items)

    def replace(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        extra = [name for name in kwargs if name not in names]
        if extra:
            raise machine.error("ValueError", f"Got unexpected field names: {extra!r}")
        return data_instance(args[0].cls, tuple, tuple(kwargs.get(name, item) for name, item in zip(names, args[0], strict=True)))

    def represent(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        texts = [machine.to_repr(item) for item in args[0]]
        if found := first_unknown(texts):
            return found
        return f"{args[0].cls.name}({', '.join(f'{name}={text}' for name, text in zip(names, texts, strict=True))})"

    def item(index: int) -> Primitive:
        return Primitive(f"{typename}.{names[index]}", lambda machine, args, kwargs: args[0][index], "property")

    creator = Primitive(f"{typename}.__new__", new, "static")
    creator.attributes["parameters"] = [(name, defaults.get(name, MISSING)) for name in names]
    namespace: dict[str, Value] = {
        "__module__": module,
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "__match_args__": names,
        "_fields": names,
        "_field_defaults": dict(defaults),
        "__new__": creator,
        "_make": Primitive(f"{typename}._make", make, "class"),
        "_replace": Primitive(f"{typename}._replace", replace),
        "__replace__": Primitive(f"{typename}.__replace__", replace),
        "_asdict": Primitive(f"{typename}._asdict", lambda machine, args, kwargs: dict(zip(names, args[0], strict=True))),
        "__repr__": Primitive(f"{typename}.__repr__", represent),
        "__getnewargs__": Primitive(f"{typename}.__getnewargs__", lambda machine, args, kwargs: tuple(args[0])),
        **{name: item(index) for index, name in enumerate(names)},
    }
    return new_class(machine, machine.builtin("type"), typename, (machine.builtin("tuple"),), namespace, {})
