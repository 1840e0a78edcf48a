"""``functools``: partial application, caches, ``wraps`` and ``reduce``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Instance, Primitive, Unknown, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

ASSIGNED = ("__module__", "__name__", "__qualname__", "__doc__")


def _is_partial(value: Value) -> bool:
    return isinstance(value, Instance) and value.cls is not None and "func" in value.attributes and "keywords" in value.attributes


@native("functools.partial.__init__")
def partial_init(machine: Machine, self: Instance, func: Value, /, *args: Value, **keywords: Value) -> None:
    """Bind leading arguments and keywords; a partial of a plain partial is flattened."""
    if _is_partial(func) and func.cls is self.cls and len(func.attributes) == 3:
        args = (*func.attributes["args"], *args)
        keywords = {**func.attributes["keywords"], **keywords}
        func = func.attributes["func"]
    self.attributes.update(func=func, args=args, keywords=keywords)


@native("functools.partial.__call__")
def partial_call(machine: Machine, self: Instance, /, *args: Value, **keywords: Value) -> Value:
    """Call with the bound arguments first."""
    bound = self.attributes
    return machine.call(bound["func"], (*bound["args"], *args), {**bound["keywords"], **keywords})


@native("functools.reduce")
def reduce(machine: Machine, function: Value, iterable: Value, initial: Value = MISSING, /) -> Value:
    """Fold the items from the left."""
    if found := first_unknown((iterable,)):
        return found
    items = machine.iterate(iterable)
    result = initial
    for item in items:
        result = item if result is MISSING else machine.call(function, (result, item))
    if result is MISSING:
        raise machine.error("TypeError", "reduce() of empty iterable with no initial value")
    return result


@native("functools.update_wrapper")
def update_wrapper(machine: Machine, wrapper: Value, wrapped: Value, assigned: Value = ASSIGNED, updated: Value = ("__dict__",)) -> Value:
    """Make ``wrapper`` look like ``wrapped``: name, documentation, attributes, and ``__wrapped__``."""
    for name in assigned:
        value = machine.get_attribute(wrapped, name, MISSING)
        if value is not MISSING:
            machine.set_attribute(wrapper, name, value)
    if updated:
        extra = getattr(wrapped, "attributes", None)
        target = getattr(wrapper, "attributes", None)
        if extra and target is not None:
            machine.touch(target)
            target.update(extra)
    machine.set_attribute(wrapper, "__wrapped__", wrapped)
    return wrapper


@native("functools.wraps")
def wraps(machine: Machine, wrapped: Value, assigned: Value = ASSIGNED, updated: Value = ("__dict__",)) -> Value:
    """The decorator that applies ``update_wrapper`` with ``wrapped``."""

    def decorate(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        return update_wrapper(machine, args[0], wrapped, assigned, updated)

    return Primitive("functools.wraps", decorate)


@native("functools._lru_cache_wrapper.__call__")
def cached_call(machine: Machine, self: Instance, /, *args: Value, **kwargs: Value) -> Value:
    """The remembered result of equal arguments, else a call; calls with unknown arguments are not remembered."""
    state = self.attributes
    function, store, maxsize = state["__wrapped__"], state["_store"], state["_maxsize"]
    if maxsize == 0 or first_unknown(args) or first_unknown(kwargs.values()):
        state["_misses"] += 1
        return machine.call(function, args, kwargs)
    key = (args, tuple(kwargs.items())) if kwargs else args
    if state["_typed"]:
        key = (key, tuple(map(type, args)), tuple(map(type, kwargs.values())))
    try:
        found = store.get(key, MISSING)
    except TypeError as error:
        raise machine.error("TypeError", str(error)) from None
    machine.touch(store)
    if found is not MISSING:
        state["_hits"] += 1
        if maxsize is not None:
            store[key] = store.pop(key)
        return found
    state["_misses"] += 1
    result = machine.call(function, args, kwargs)
    if not isinstance(result, Unknown):
        store[key] = result
        if maxsize is not None and len(store) > maxsize:
            del store[next(iter(store))]
    return result
