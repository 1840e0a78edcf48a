"""Modules that only pass their arguments on to another one: data parallel, compiled."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.interpreter.values import Function, Instance


def children(model: Instance) -> Iterator[Instance]:
    """The modules that a module holds directly."""
    return (child for child in list(model.attributes.get("_modules", {}).values()) if isinstance(child, Instance))


def unwrapped(model: Instance) -> Instance:
    """The model in a wrapper that passes any arguments on to its only child, however often it is wrapped; or the model itself."""
    while True:
        forward = model.cls.find("forward") if model.cls is not None else None
        inner = list(children(model))
        if not isinstance(forward, Function) or len(forward.code.positional) != 1 or forward.code.vararg is None or len(inner) != 1:
            return model
        model = inner[0]
