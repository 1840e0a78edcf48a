"""``json``: text to data and back; data of files is unknown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown, unknown
from flake8_greenai.interpreter.limits import MAX_ELEMENTS, MAX_TEXT, tree_size
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MAX_INDENT = 64


class _Contains(Exception):
    def __init__(self, value: Unknown) -> None:
        super().__init__(value)
        self.value = value


@native("json.loads")
def loads(machine: Machine, s: Value, **options: Value) -> Value:
    """The data of a JSON text."""
    if found := first_unknown((s,)):
        return found
    if not isinstance(s, (str, bytes, bytearray)):
        raise machine.error("TypeError", f"the JSON object must be str, bytes or bytearray, not {machine.class_of(s).name}")
    if options:
        return unknown(machine, "json.loads with hooks")
    try:
        return json.loads(s)
    except (ValueError, RecursionError) as error:
        failure = machine.get_attribute(machine.import_module("json"), "_fail")
        return machine.call(failure, (str(error),))


@native("json.dumps")
def dumps(machine: Machine, obj: Value, *, indent: Value = None, default: Value = None, cls: Value = None, **options: Value) -> Value:
    """The JSON text of data."""

    def convert(value: Value) -> Value:
        if isinstance(value, Unknown):
            raise _Contains(value)
        if default is not None:
            return machine.call(default, (value,))
        if cls is not None:
            return machine.call(machine.get_attribute(cls, "default"), (machine.call(cls), value))
        raise machine.error("TypeError", f"Object of type {machine.class_of(value).name} is not JSON serializable")

    if isinstance(indent, int) and indent > MAX_INDENT:
        return unknown(machine, f"json.dumps with an indent of {indent}")
    if tree_size(obj) > MAX_ELEMENTS:
        return unknown(machine, f"json.dumps of more than {MAX_ELEMENTS} elements")
    try:
        text = json.dumps(obj, indent=indent, default=convert, **options)
    except _Contains as found:
        return found.value
    except (ValueError, TypeError, RecursionError) as error:
        raise machine.error("TypeError" if isinstance(error, TypeError) else "ValueError", str(error)) from None
    return text if len(text) <= MAX_TEXT else unknown(machine, f"JSON text of more than {MAX_TEXT} characters")
