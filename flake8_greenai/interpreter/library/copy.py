"""``copy``: shallow and deep copies of host containers and interpreted objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import BoundMethod, DataInstance, Function, Instance, Native, Primitive, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_greenai.interpreter.machine import Machine


@native("copy.copy")
def shallow(machine: Machine, x: Value) -> Value:
    """A new object with the same contents; ``__copy__`` decides where the class has one."""
    if first_unknown((x,)):
        return x
    method = _method(machine, x, "__copy__")
    if method is not None:
        return machine.call(method, (x,))
    if isinstance(x, DataInstance):
        return _data_copy(x, lambda value: value, {})
    if isinstance(x, (list, dict, set)):
        return type(x)(x)
    if isinstance(x, bytearray):
        return bytearray(x)
    if isinstance(x, Native) or not isinstance(x, Instance) or x.cls is None:
        return x
    result = machine.new_instance(x.cls)
    result.attributes.update(x.attributes)
    return result


@native("copy.replace")
def replace(machine: Machine, obj: Value, /, **changes: Value) -> Value:
    """``obj.__replace__(**changes)``."""
    return machine.call(machine.get_attribute(obj, "__replace__"), (), changes)


@native("copy.deepcopy")
def deep(machine: Machine, x: Value, memo: Value = None) -> Value:
    """A copy of the whole object graph; ``__deepcopy__`` decides where a class has one, other host values are shared."""
    return _Deep(machine, {} if memo is None else memo).copy(x)


class _Deep:
    """One deep copy: ``memo`` maps the identity of each original to its copy."""

    def __init__(self, machine: Machine, memo: dict[Any, Value]) -> None:
        self.machine = machine
        self.memo = memo
        self.alive: list[Value] = memo.setdefault("alive", [])

    def copy(self, x: Value) -> Value:
        kind = type(x)
        if kind in _ATOMIC or x is None:
            return x
        key = id(x)
        if key in self.memo:
            return self.memo[key]
        self.machine.count_generator()
        if kind is list:
            copied: Value = []
            self._remember(x, copied)
            copied.extend(map(self.copy, x))
            return copied
        if kind is dict:
            copied = {}
            self._remember(x, copied)
            for name, value in x.items():
                copied[self.copy(name)] = self.copy(value)
            return copied
        return self._remember(x, self._other(x, kind))

    def _remember(self, original: Value, copied: Value) -> Value:
        self.memo[id(original)] = copied
        self.alive.append(original)
        return copied

    def _other(self, x: Value, kind: type) -> Value:
        if kind is tuple:
            items = tuple(map(self.copy, x))
            return x if all(new is old for new, old in zip(items, x, strict=True)) else items
        if kind in (set, frozenset):
            return kind(map(self.copy, x))
        if kind is bytearray:
            return bytearray(x)
        if isinstance(x, BoundMethod):
            return BoundMethod(x.function, self.copy(x.receiver))
        if not isinstance(x, (Instance, DataInstance)):
            return x
        method = _method(self.machine, x, "__deepcopy__")
        if method is not None:
            return self.machine.call(method, (x, self.memo))
        if isinstance(x, Native) or x.cls is None:
            return x
        if isinstance(x, DataInstance):
            return _data_copy(x, self.copy, self.memo)
        result = self.machine.new_instance(x.cls)
        self._remember(x, result)
        for name, value in list(x.attributes.items()):
            result.attributes[name] = self.copy(value)
        return result


_ATOMIC = frozenset({int, float, str, bool, bytes, complex, type(None), type(Ellipsis), type(NotImplemented), range, Function, Primitive})


def _data_copy(x: Any, copy: Callable[[Any], Any], memo: dict[Any, Value]) -> Value:
    """A copy of an object with host data, by its host type's own constructor."""
    kind: Any = type(x)
    if issubclass(kind, (list, dict, set)):
        result = kind.__new__(kind)
        result.cls = x.cls
        result.attributes = {}
        memo[id(x)] = result
        if isinstance(x, dict):
            dict.update(result, {copy(name): copy(value) for name, value in dict.items(x)})
        elif isinstance(x, list):
            list.extend(result, map(copy, list(x)))
        else:
            set.update(result, map(copy, list(x)))
    else:
        result = kind.__new__(kind, tuple(map(copy, x)) if isinstance(x, tuple) else x)
        result.cls = x.cls
        result.attributes = {}
    result.attributes.update({name: copy(value) for name, value in x.attributes.items()})
    return result


def _method(machine: Machine, x: Value, name: str) -> Value | None:
    if isinstance(x, (Instance, DataInstance)):
        return machine.class_of(x).lookup(name)
    return None
