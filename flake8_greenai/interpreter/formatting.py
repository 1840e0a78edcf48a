"""``format``, ``str`` and ``%`` of analysed values, with bounded widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.limits import MAX_TEXT, too_wide, tree_size
from flake8_greenai.interpreter.values import MISSING, Instance, Unknown, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


def format_value(machine: Machine, value: Value, layout: Value) -> Value:
    """``format(value, layout)`` as a str, or Unknown."""
    if type(value) is Unknown or type(layout) is Unknown:
        return value if type(value) is Unknown else layout
    if isinstance(value, Instance) and value.cls is not None:
        method = value.cls.find("__format__")
        if method is not MISSING and layout:
            return machine.call(method, (value, layout))
    if layout == "" or isinstance(value, Instance):
        return machine.to_str(value)
    if too_wide(layout):
        return Unknown(f"format width in {layout!r} is too large", machine.location())
    return machine.host(format, value, layout)


def percent_format(machine: Machine, template: str | bytes, values: Value) -> Value:
    """``template % values``, or Unknown."""
    parts = values if isinstance(values, tuple) else (values,)
    for part in parts:
        if type(part) is Unknown:
            return part
    if too_wide(template if isinstance(template, str) else template.decode("latin-1")):
        return Unknown(f"format width in {template!r} is too large", machine.location())
    if isinstance(values, tuple):
        values = tuple(machine.to_str(part) if isinstance(part, Instance) else part for part in values)
    elif isinstance(values, Instance):
        values = machine.to_str(values)
    if sum(map(tree_size, values if isinstance(values, tuple) else (values,))) + sum(map(_length, parts)) > MAX_TEXT:
        return Unknown(f"text of more than {MAX_TEXT} characters", machine.location())
    try:
        result = template % values
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise machine.error(type(error).__name__, str(error)) from None
    machine.spend(result)
    return result


def _length(part: Value) -> int:
    return len(part) if isinstance(part, (str, bytes)) else 0
