"""``heapq`` and ``bisect`` compare with the program's own ordering through the host's rich comparison."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import HOST_ERRORS, first_unknown, translated
from flake8_greenai.interpreter.primitives import register
from flake8_greenai.interpreter.values import Primitive, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_greenai.interpreter.machine import Machine


def changing(name: str, function: Callable[..., Value]) -> None:
    """Register a host function that changes the list it is given first."""

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        found = first_unknown(args) or (first_unknown(args[0]) if args and isinstance(args[0], list) else None)
        if found is not None:
            return found
        if args and isinstance(args[0], list):
            machine.touch(args[0])
        if (key := kwargs.get("key")) is not None:
            kwargs = {**kwargs, "key": lambda item: machine.call(key, (item,))}
        try:
            return function(*args, **kwargs)
        except HOST_ERRORS as error:
            raise translated(machine, error) from None

    register(name, Primitive(name, invoke))


for _name in ("heapify", "heappop", "heappush", "heappushpop", "heapreplace", "nlargest", "nsmallest"):
    changing(f"heapq.{_name}", getattr(heapq, _name))
