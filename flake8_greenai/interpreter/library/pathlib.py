"""``pathlib``: the arithmetic of POSIX paths on their texts."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown, translated
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("pathlib._joined")
def joined(machine: Machine, *parts: Value) -> Value:
    """The text of the path made of all parts."""
    texts = []
    for part in parts:
        if found := first_unknown((part,)):
            return found
        if not isinstance(part, str):
            method = machine.get_attribute(part, "__fspath__", MISSING)
            if method is MISSING:
                raise machine.error("TypeError", "argument should be a str or an os.PathLike object")
            text = machine.call(method)
            if found := first_unknown((text,)):
                return found
            texts.append(text)
        else:
            texts.append(part)
    return str(PurePosixPath(*texts))


@native("pathlib._part")
def part(machine: Machine, text: Value, name: str) -> Value:
    """A text or list of texts that ``PurePath`` has as the property ``name``."""
    if found := first_unknown((text,)):
        return found
    value = getattr(PurePosixPath(text), name)
    if name == "parents":
        return [str(parent) for parent in value]
    if name == "suffixes":
        return list(value)
    return value if isinstance(value, tuple) else str(value)


@native("pathlib._method")
def method(machine: Machine, text: Value, name: str, *args: Value) -> Value:
    """The result of a pure method, paths as texts."""
    if found := first_unknown((text, *args)):
        return found
    try:
        result = getattr(PurePosixPath(text), name)(*args)
    except (ValueError, TypeError, NotImplementedError) as error:
        raise translated(machine, error) from None
    return str(result) if isinstance(result, PurePosixPath) else result
