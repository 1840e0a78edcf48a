"""How pure host functions are lent to analysed programs: unknowns pass through, sizes are bounded, errors are translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import register
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    BoundReached,
    Class,
    DataInstance,
    Function,
    Instance,
    Primitive,
    Property,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

Guard = Callable[..., str | None]
"""Given the arguments of a call: why it must not be made, or None."""

HOST_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
MAX_ITEMS = 1_000_000
"""Items that an iterator without end, or without a reasonable one, yields before the analysis gives up."""


def unknown(machine: Machine, reason: str) -> Unknown:
    """An unknown value that arises where the program is now."""
    return Unknown(reason, machine.location())


def first_unknown(values: Iterable[Value]) -> Unknown | None:
    """The first unknown among the values."""
    for value in values:
        if isinstance(value, Unknown):
            return value
    return None


def translated(machine: Machine, error: BaseException) -> Exception:
    """The exception of the analysed program for one that a host function raised."""
    message = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return machine.error(type(error).__name__, message)


def lend(name: str, function: Callable[..., Value], guard: Guard | None = None, kind: str = "function") -> None:
    """Register a pure host function of concrete values under ``name``.

    An unknown or symbolic argument makes the result unknown; so does a ``guard`` that returns a reason.
    """

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        found = first_unknown(args) or first_unknown(kwargs.values())
        if found is not None:
            return found
        for value in (*args, *kwargs.values()):
            if is_opaque(value):
                return unknown(machine, f"{name} of a {describe(value)}")
        try:
            reason = guard(*args, **kwargs) if guard is not None else None
            if reason is not None:
                return unknown(machine, f"{name}: {reason}")
            result = function(*args, **kwargs)
        except HOST_ERRORS as error:
            raise translated(machine, error) from None
        machine.spend(result)
        return result

    register(name, Primitive(name, invoke, kind))


def lend_all(module: str, source: Any, names: Iterable[str], guard: Guard | None = None) -> None:
    """Register functions or constants of a host module under ``module.name``, those that this Python has."""
    for name in names:
        value = getattr(source, name, MISSING)
        if value is MISSING:
            continue
        if callable(value):
            lend(f"{module}.{name}", value, guard)
        else:
            register(f"{module}.{name}", value)


def effects(module: str, names: Iterable[str], result: Value = MISSING) -> None:
    """Register functions whose effect lies outside the analysis: they do nothing and return ``result`` or an unknown."""
    for name in names:
        qualified = f"{module}.{name}"
        register(qualified, Primitive(qualified, _effect(qualified, result)))


def _effect(name: str, result: Value) -> Callable[[Machine, tuple[Value, ...], dict[str, Value]], Value]:
    if result is MISSING:
        return lambda machine, args, kwargs: unknown(machine, f"{name} depends on the world outside the program")
    return lambda machine, args, kwargs: result


def is_opaque(value: Value) -> bool:
    """Whether host functions cannot look into the value: interpreted objects without host data, and symbolic amounts."""
    if isinstance(value, (str, int, float, list, dict, tuple, bytes)) or value is None:
        return False
    return isinstance(value, (Instance, Function, Class, BoundMethod, Primitive, Property)) or is_symbolic(value)


def is_symbolic(value: Value) -> bool:
    """Whether the value is an integer expression over symbols."""
    return type(value).__module__.startswith("flake8_greenai.symbolic")


def is_plain(value: Value) -> bool:
    """Whether the value is host data of a built-in type, in containers too."""
    if isinstance(value, (str, bytes, int, float, complex, type(None))):
        return True
    if isinstance(value, dict):
        return all(is_plain(key) and is_plain(item) for key, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(map(is_plain, value))
    return False


def describe(value: Value) -> str:
    """What kind of value this is, for a reason."""
    if is_symbolic(value):
        return f"symbolic amount {value}"
    return f"value of class {type(value).__name__ if not isinstance(value, (Instance, DataInstance)) else _class_name(value)}"


def _class_name(value: Any) -> str:
    return str(value.cls.name if value.cls is not None else value.class_name)


class Endless:
    """An iterator that may have no end; its items count, and it stops the analysis after MAX_ITEMS of them."""

    __slots__ = ("_items", "_machine", "taken")

    def __init__(self, machine: Machine, items: Iterator[Value]) -> None:
        self._items = items
        self._machine = machine
        self.taken = 0

    def __iter__(self) -> Iterator[Value]:
        return self

    def __next__(self) -> Value:
        self.taken += 1
        if self.taken > MAX_ITEMS:
            raise BoundReached(f"{MAX_ITEMS} items of an endless iterator")
        self._machine.count_generator()
        item = next(self._items)
        self._machine.spend(item)
        return item
