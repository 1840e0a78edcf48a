"""``format``, ``str`` and ``%`` of analysed values, with bounded widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.limits import MAX_ELEMENTS, MAX_TEXT, is_nested, too_wide, too_wide_by_values, tree_size
from flake8_greenai.interpreter.values import MISSING, Class, DataInstance, Function, Instance, Primitive, Unknown, Value
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


def format_value(machine: Machine, value: Value, layout: Value) -> Value:
    """``format(value, layout)`` as a str, or Unknown."""
    if type(value) is Unknown or type(layout) is Unknown:
        return value if type(value) is Unknown else layout
    if isinstance(value, (Instance, DataInstance)) and value.cls is not None:
        method = value.cls.find("__format__")
        if type(method) is Function or (layout and isinstance(value, Instance) and method is not MISSING):
            return machine.call(method, (value, layout))
    if layout == "" or isinstance(value, Instance):
        return machine.to_str(value)
    if too_wide(layout):
        return Unknown(f"format width in {layout!r} is too large", machine.location())
    return machine.host(format, value, layout)


class UnknownText(Exception):
    """Formatting met an object whose text is unknown."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.reason)
        self.unknown = unknown


class _Shown:
    """An interpreted object among the values that the host formats: its texts, attributes and items are the program's."""

    __slots__ = ("_machine", "_value")

    def __init__(self, machine: Machine, value: Value) -> None:
        self._machine = machine
        self._value = value

    def __str__(self) -> str:
        machine, value = _parts(self)
        return _known(machine.to_str(value))

    def __repr__(self) -> str:
        machine, value = _parts(self)
        return _known(machine.to_repr(value))

    def __format__(self, layout: str) -> str:
        machine, value = _parts(self)
        return _known(format_value(machine, value, layout))

    def __getattribute__(self, name: str) -> Value:
        machine, value = _parts(self)
        return shown(machine, machine.get_attribute(value, name))

    def __getitem__(self, key: Value) -> Value:
        machine, value = _parts(self)
        return shown(machine, machine.get_item(value, key))


def _parts(wrapped: _Shown) -> tuple[Machine, Value]:
    return object.__getattribute__(wrapped, "_machine"), object.__getattribute__(wrapped, "_value")


def _known(value: Value) -> str:
    if isinstance(value, Unknown):
        raise UnknownText(value)
    return str(value)


def shown(machine: Machine, value: Value) -> Value:
    """What the host may format in place of the value: plain data as it is, anything else behind its own texts."""
    if value is None or type(value) in (str, int, float, bool, bytes, complex):
        return value
    return _Shown(machine, value)


def template_format(machine: Machine, template: str, values: tuple[Value, ...], named: dict[str, Value]) -> Value:
    """``template.format(*values, **named)``, or Unknown."""
    try:
        result = template.format(
            *[shown(machine, value) for value in values], **{key: shown(machine, value) for key, value in named.items()}
        )
    except UnknownText as error:
        return error.unknown
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError) as error:
        raise machine.error(type(error).__name__, str(error.args[0]) if error.args else "") from None
    machine.spend(result)
    return result


def _shown_in_percent(machine: Machine, value: Value) -> Value:
    """Subclasses of numbers stay numbers for ``%d``."""
    return value if isinstance(value, (int, float)) else shown(machine, value)


def percent_format(machine: Machine, template: str | bytes, values: Value) -> Value:
    """``template % values``, or Unknown."""
    parts = values if isinstance(values, tuple) else (values,)
    for part in parts:
        if type(part) is Unknown:
            return part
        if isinstance(part, Expression):
            return Unknown("a text that holds a symbolic number", machine.location())
    layout = template if isinstance(template, str) else template.decode("latin-1")
    if too_wide(layout) or too_wide_by_values(layout, parts):
        return Unknown(f"format width in {template!r} is too large", machine.location())
    if isinstance(values, tuple):
        values = tuple(_shown_in_percent(machine, part) for part in values)
    elif not isinstance(values, dict):
        values = _shown_in_percent(machine, values)
    if sum(map(tree_size, values if isinstance(values, tuple) else (values,))) + sum(map(_length, parts)) > MAX_TEXT:
        return Unknown(f"text of more than {MAX_TEXT} characters", machine.location())
    try:
        result = template % values
    except UnknownText as error:
        return error.unknown
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        if isinstance(error, TypeError) and any(isinstance(part, Instance) for part in parts):
            return Unknown(f"{template!r} of an object that is not a text", machine.location())
        raise machine.error(type(error).__name__, str(error)) from None
    machine.spend(result)
    return result


def _length(part: Value) -> int:
    return len(part) if isinstance(part, (str, bytes)) else 0


def text(machine: Machine, value: Value) -> Value:
    """``str(value)``: a str, or Unknown."""
    if type(value) is Unknown:
        return value
    if isinstance(value, (Instance, DataInstance)):
        cls = machine.class_of(value)
        method = cls.find("__str__")
        if type(method) is Function or (type(method) is Primitive and method.name not in ("object.__str__", "str.__str__")):
            return machine.call(method, (value,))
        if machine.classes["BaseException"] in cls.mro:
            args = value.attributes.get("args", ())
            if len(args) == 1:
                return machine.to_repr(args[0]) if machine.classes["KeyError"] in cls.mro else machine.to_str(args[0])
            return machine.to_repr(args) if args else ""
    return str(value) if isinstance(value, str) else machine.to_repr(value)


def representation(machine: Machine, value: Value) -> Value:
    """``repr(value)``: a str, or Unknown."""
    if type(value) is Unknown:
        return value
    if isinstance(value, (Instance, DataInstance)):
        cls = machine.class_of(value)
        method = cls.find("__repr__")
        if type(method) is Function or (type(method) is Primitive and method.name != "object.__repr__"):
            return machine.call(method, (value,))
        if machine.classes["BaseException"] in cls.mro:
            arguments = _joined(machine, value.attributes.get("args", ()))
            return f"{cls.name}{arguments}" if isinstance(arguments, str) else arguments
    if isinstance(value, Class) and value.metaclass is not None:
        method = value.metaclass.find("__repr__")
        if type(method) is Function:
            return machine.call(method, (value,))
    if not machine.shown and is_nested(value) and tree_size(value) > MAX_ELEMENTS:
        return Unknown("the text of a container nested too often", machine.location())
    if type(value) in (list, tuple, dict, set, frozenset):
        return container_text(machine, value)
    return machine.host(repr, value)


def _joined(machine: Machine, args: tuple[Value, ...]) -> Value:
    shown = machine.to_repr(args)
    return shown[:-2] + ")" if isinstance(shown, str) and len(args) == 1 else shown


_PLAIN = frozenset({int, float, str, bool, bytes, complex, type(None)})


def container_text(machine: Machine, value: Value) -> Value:
    """``repr`` of a host container that may hold interpreted objects: a str, or Unknown."""
    items = value.items() if isinstance(value, dict) else value
    parts = value if not isinstance(value, dict) else (*value, *value.values())
    if all(type(item) in _PLAIN for item in parts):
        if sum(map(_length, parts)) > MAX_TEXT:
            return Unknown(f"text of more than {MAX_TEXT} characters", machine.location())
        return machine.host(repr, value)
    key = id(value)
    if key in machine.shown:
        return "{...}" if isinstance(value, (dict, set)) else "[...]"
    machine.shown.add(key)
    machine.count_generator()
    try:
        texts: list[Value] = []
        for item in items:
            pieces = [machine.to_repr(part) for part in item] if isinstance(value, dict) else [machine.to_repr(item)]
            for piece in pieces:
                if type(piece) is Unknown:
                    return piece
            texts.append(": ".join(pieces))
    finally:
        machine.shown.discard(key)
    text = ", ".join(texts)
    machine.spend(text)
    if isinstance(value, tuple):
        return f"({text}{',' if len(texts) == 1 else ''})"
    if isinstance(value, list):
        return f"[{text}]"
    return f"frozenset({{{text}}})" if isinstance(value, frozenset) else f"{{{text}}}"
