"""Built-in functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flake8_greenai.interpreter import operators, primitives
from flake8_greenai.interpreter.builtins.methods import sort_values
from flake8_greenai.interpreter.builtins.source_text import carry_out, evaluate
from flake8_greenai.interpreter.formatting import format_value
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.sequences import Indexed, enumerated, is_of_unknown_length, is_open, many, sequence_of, zipped
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    DataInstance,
    Function,
    Instance,
    Primitive,
    Raised,
    StaticMethod,
    Unknown,
    Value,
)
from flake8_greenai.symbolic import Expression, Undecided, maximum, minimum

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


def _len(machine: Machine, value: Value) -> Value:
    return machine.length(value)


def _isinstance(machine: Machine, value: Value, cls: Value) -> Value:
    return machine.is_instance(value, cls)


def _issubclass(machine: Machine, cls: Value, other: Value) -> Value:
    return machine.is_subclass(cls, other)


def _getattr(machine: Machine, value: Value, name: Value, default: Value = MISSING) -> Value:
    if type(name) is Unknown:
        return name
    return machine.get_attribute(value, name) if default is MISSING else machine.get_attribute(value, name, default)


def _setattr(machine: Machine, value: Value, name: Value, new: Value) -> None:
    if type(name) is not Unknown:
        machine.set_attribute(value, name, new)


def _delattr(machine: Machine, value: Value, name: Value) -> None:
    machine.delete_attribute(value, name)


def _hasattr(machine: Machine, value: Value, name: Value) -> Value:
    if type(value) is Unknown or type(name) is Unknown:
        return value if type(value) is Unknown else name
    try:
        return machine.get_attribute(value, name, MISSING) is not MISSING
    except Raised as raised:
        if machine.is_error(raised, "AttributeError"):
            return False
        raise


def _callable(machine: Machine, value: Value) -> Value:
    if type(value) is Unknown:
        return value
    if isinstance(value, (Function, BoundMethod, Primitive, Class, StaticMethod, ClassMethod)):
        return True
    return isinstance(value, (Instance, DataInstance)) and machine.class_of(value).find("__call__") is not MISSING


def _iter(machine: Machine, value: Value, sentinel: Value = MISSING) -> Value:
    if type(value) is Unknown:
        return value
    if sentinel is not MISSING:
        return _until(machine, value, sentinel)
    if isinstance(value, Instance) and machine.class_of(value).find("__next__") is not MISSING:
        return (
            machine.call(machine.class_attribute(value, "__iter__"), ())
            if machine.class_of(value).find("__iter__") is not MISSING
            else value
        )
    return machine.iterate(value)


def _until(machine: Machine, function: Value, sentinel: Value) -> Iterator[Value]:
    while True:
        machine.count_generator()
        value = machine.call(function)
        if machine.truth(operators.compare(machine, "==", value, sentinel)):
            return
        yield value


def _next(machine: Machine, value: Value, default: Value = MISSING) -> Value:
    if type(value) is Unknown:
        return value
    if isinstance(value, Instance):
        try:
            return machine.call(machine.class_attribute(value, "__next__"))
        except Raised as raised:
            if default is not MISSING and machine.is_error(raised, "StopIteration"):
                return default
            raise
    if machine.watch is not None:
        machine.watch.check_iterator(value)
    try:
        return value.take() if type(value) is Indexed else next(value)
    except StopIteration as stop:
        if default is not MISSING:
            return default
        raise machine.error_with("StopIteration", *(() if stop.value is None else (stop.value,))) from None
    except TypeError as error:
        raise machine.error("TypeError", str(error)) from None


def _enumerate(machine: Machine, iterable: Value, start: Value = 0) -> Value:
    if machine.context.follows_loops() or is_open(iterable) or is_of_unknown_length(machine, iterable):
        sequence = sequence_of(machine, iterable)
        if sequence is not None:
            return enumerated(sequence, start)
    return iterable if type(iterable) is Unknown else enumerate(machine.iterate(iterable), start)


def _zip(machine: Machine, *iterables: Value, strict: Value = False) -> Value:
    if iterables and (
        machine.context.follows_loops() or any(is_open(iterable) or is_of_unknown_length(machine, iterable) for iterable in iterables)
    ):
        sequences = [sequence for sequence in (sequence_of(machine, iterable) for iterable in iterables) if sequence is not None]
        if len(sequences) == len(iterables) and any(sequence.length is not None for sequence in sequences):
            return zipped(sequences)
    for iterable in iterables:
        if type(iterable) is Unknown:
            return iterable
    iterators = [machine.iterate(iterable) for iterable in iterables]
    return _zip_strictly(machine, iterators) if strict else zip(*iterators)  # noqa: B905  the program says that it need not be strict


def _zip_strictly(machine: Machine, iterators: list[Iterator[Value]]) -> Iterator[Value]:
    zipped = zip(*iterators, strict=True)
    while True:
        try:
            item = next(zipped)
        except StopIteration:
            return
        except ValueError as error:
            raise machine.error("ValueError", str(error)) from None
        yield item


def _map(machine: Machine, function: Value, *iterables: Value) -> Value:
    for iterable in iterables:
        if type(iterable) is Unknown:
            return iterable
    sources = [machine.iterate(iterable) for iterable in iterables]
    return (_mapped(machine, function, values) for values in zip(*sources))  # noqa: B905  map stops at the shortest


def _mapped(machine: Machine, function: Value, values: tuple[Value, ...]) -> Value:
    if not is_open(values):
        return machine.call(function, values)
    counts = [value.many[1] for value in values if type(value) is Unknown and value.many is not None]
    each = tuple([value.many[0] if type(value) is Unknown and value.many is not None else value for value in values])
    return many(machine.call(function, each), counts[0])


def _filter(machine: Machine, function: Value, iterable: Value) -> Value:
    if type(iterable) is Unknown:
        return iterable
    source = machine.iterate(iterable)
    return (value for value in source if machine.truth(value if function is None else machine.call(function, (value,))))


def _reversed(machine: Machine, value: Value) -> Value:
    if type(value) is Unknown:
        return value
    if isinstance(value, (Instance, DataInstance)):
        method = machine.class_of(value).find("__reversed__")
        if type(method) is Function:
            return machine.call(method, (value,))
        if isinstance(value, Instance):
            size = machine.length(value)
            return (operators.get_item(machine, value, index) for index in range(size - 1, -1, -1))
    return machine.host(reversed, value)


def _sorted(machine: Machine, iterable: Value, *, key: Value = None, reverse: Value = False) -> Value:
    return sort_values(machine, machine.to_list(iterable), {"key": key, "reverse": reverse})


def _sum(machine: Machine, iterable: Value, start: Value = 0) -> Value:
    total = start
    if isinstance(iterable, range) and isinstance(start, int):
        return start + len(iterable) * (iterable[0] + iterable[-1]) // 2 if len(iterable) else start
    for value in machine.iterate(iterable):
        machine.count_generator()
        # What is not known stays so, but the rest is gone through: a generator computes as it is consumed.
        if type(total) is not Unknown:
            is_many = type(value) is Unknown and value.many is not None
            total = _plus_many(machine, total, value) if is_many else operators.binary(machine, "+", total, value)
    return total


def _plus_many(machine: Machine, total: Value, items: Unknown) -> Value:
    """The sum with as many items more as ``items`` stands for."""
    assert items.many is not None
    item, count = items.many
    if type(item) is int:
        return operators.binary(machine, "+", total, item * count)
    machine.context.begin_repetition()
    try:
        return operators.binary(machine, "+", total, item)
    finally:
        machine.context.end_repetition(items)


def _extreme(name: str, symbol: str) -> object:
    symbolic = maximum if name == "max" else minimum

    def extreme(machine: Machine, *args: Value, key: Value = None, default: Value = MISSING) -> Value:
        values = list(args) if len(args) > 1 else _bounded_list(machine, args[0], name)
        if not values:
            if default is not MISSING:
                return default
            raise machine.error("ValueError", f"{name}() iterable argument is empty")
        if any(isinstance(value, Expression) for value in values) and key is None:
            return _symbolic_extreme(machine, values, symbolic)
        keys = values if key is None else [machine.call(key, (value,)) for value in values]
        best = 0
        for index in range(len(keys)):
            if type(keys[index]) is Unknown:
                return keys[index]
            if not index:
                continue
            truth = machine.truth_or_unknown(operators.compare(machine, symbol, keys[index], keys[best]))
            if type(truth) is Unknown and key is None:
                number = machine.context.some_number(values, truth)
                if number is not None:
                    return number
            if machine.truth(truth):
                best = index
        return values[best]

    return extreme


def _bounded_list(machine: Machine, value: Value, name: str) -> list[Value]:
    if isinstance(value, range) and len(value):
        return [value[0], value[-1]]
    return machine.to_list(value)


def _symbolic_extreme(machine: Machine, values: list[Value], function: object) -> Value:
    result = values[0]
    for value in values[1:]:
        try:
            result = function(result, value)  # type: ignore[operator]
        except (Undecided, TypeError) as error:
            return Unknown(str(error), machine.location())
    return result


def _quantifier(stop_on: bool) -> object:
    def quantifier(machine: Machine, iterable: Value) -> Value:
        pending: Unknown | None = None
        for value in machine.iterate(iterable):
            machine.count_generator()
            truth = machine.truth_or_unknown(value)
            if type(truth) is Unknown:
                pending = pending or truth
            elif truth is stop_on:
                return stop_on
        return (not stop_on) if pending is None else pending

    return quantifier


def _abs(machine: Machine, value: Value) -> Value:
    if isinstance(value, Instance):
        return machine.call(machine.get_attribute(value, "__abs__"))
    if isinstance(value, Expression):
        return maximum(value, -value)
    return value if type(value) is Unknown else machine.host(abs, value)


def _round(machine: Machine, value: Value, digits: Value = None) -> Value:
    if type(value) is Unknown or isinstance(value, Expression):
        return value
    if isinstance(value, Instance):
        return machine.call(machine.get_attribute(value, "__round__"), () if digits is None else (digits,))
    if isinstance(digits, int) and abs(digits) > MAX_DIGITS:
        return Unknown(f"a number rounded to {digits} digits", machine.location())
    return machine.host(round, value) if digits is None else machine.host(round, value, digits)


def _divmod(machine: Machine, left: Value, right: Value) -> Value:
    if isinstance(left, Instance) or isinstance(right, Instance):
        result = operators.by_methods(machine, "__divmod__", "__rdivmod__", left, right)
        if result is not NotImplemented:
            return result
    return (operators.binary(machine, "//", left, right), operators.binary(machine, "%", left, right))


MAX_DIGITS = 1_000
"""Digits that a number is rounded to."""
MAX_MODULAR_BITS = 2_048
"""Bits of the numbers of a power with a modulus, whose cost grows with their third power."""


def _pow(machine: Machine, base: Value, exponent: Value, modulus: Value = None) -> Value:
    if modulus is None:
        return operators.binary(machine, "**", base, exponent)
    bits = [number.bit_length() for number in (base, exponent, modulus) if isinstance(number, int)]
    if bits and max(bits) > MAX_MODULAR_BITS:
        return Unknown(f"pow of numbers of more than {MAX_MODULAR_BITS} bits", machine.location())
    return machine.host(pow, base, exponent, modulus)


def _repr(machine: Machine, value: Value) -> Value:
    return machine.to_repr(value)


def _format(machine: Machine, value: Value, layout: Value = "") -> Value:
    return format_value(machine, value, layout)


def _id(machine: Machine, value: Value) -> Value:
    return id(value)


def _hash(machine: Machine, value: Value) -> Value:
    return value if type(value) is Unknown else machine.host(hash, value)


def _vars(machine: Machine, value: Value = MISSING) -> Value:
    if value is MISSING:
        return _locals(machine)
    return machine.get_attribute(value, "__dict__")


def _locals(machine: Machine) -> Value:
    return machine.frame.locals if machine.frame is not None else {}


def _globals(machine: Machine) -> Value:
    return machine.frame.module.values if machine.frame is not None else {}


def _dir(machine: Machine, value: Value = MISSING) -> Value:
    if value is MISSING:
        return sorted(_locals(machine))
    if isinstance(value, Module):
        return sorted({*value.visible_names(), *_host_names(value)})
    if isinstance(value, Class):
        return sorted({name for cls in value.mro for name in cls.namespace if isinstance(name, str)})
    if type(value) is Unknown:
        return value
    return machine.call(machine.class_attribute(value, "__dir__"))


def _host_names(module: Module) -> Iterator[str]:
    """Names of a stub module that the table of primitives answers for."""
    if module.is_stub:
        prefix = f"{module.name}."
        rests = (name[len(prefix) :] for name in primitives.names() if name.startswith(prefix))
        yield from (rest for rest in rests if "." not in rest)


def _print(machine: Machine, *args: Value, **kwargs: Value) -> None:
    return None


def _input(machine: Machine, prompt: Value = "") -> Value:
    return Unknown("input() is read when the program runs", machine.location())


def _refused(name: str) -> object:
    def refused(machine: Machine, *args: Value, **kwargs: Value) -> Value:
        return Unknown(f"{name}() is not carried out by the analysis", machine.location())

    return refused


def _open(machine: Machine, *args: Value, **kwargs: Value) -> Value:
    return machine.call(machine.get_attribute(machine.import_name("io"), "open"), args, kwargs)


def _import(machine: Machine, name: Value, *args: Value, **kwargs: Value) -> Value:
    return name if type(name) is Unknown else machine.import_module(name.partition(".")[0])


def _chr(machine: Machine, value: Value) -> Value:
    return value if type(value) is Unknown else machine.host(chr, value)


def _ord(machine: Machine, value: Value) -> Value:
    return value if type(value) is Unknown else machine.host(ord, value)


def _number_text(function: object) -> object:
    def convert(machine: Machine, value: Value) -> Value:
        return value if type(value) is Unknown else machine.host(function, value)  # type: ignore[arg-type]

    return convert


_FUNCTIONS: dict[str, object] = {
    "len": _len, "isinstance": _isinstance, "issubclass": _issubclass, "getattr": _getattr, "setattr": _setattr, "delattr": _delattr,
    "hasattr": _hasattr, "callable": _callable, "iter": _iter, "next": _next, "enumerate": _enumerate, "zip": _zip, "map": _map,
    "filter": _filter, "reversed": _reversed, "sorted": _sorted, "sum": _sum, "max": _extreme("max", ">"), "min": _extreme("min", "<"),
    "any": _quantifier(True), "all": _quantifier(False), "abs": _abs, "round": _round, "divmod": _divmod, "pow": _pow, "repr": _repr,
    "ascii": _repr, "format": _format, "id": _id, "hash": _hash, "vars": _vars, "locals": _locals, "globals": _globals, "dir": _dir,
    "print": _print, "input": _input, "exec": carry_out, "eval": evaluate, "compile": _refused("compile"),
    "open": _open, "breakpoint": _print, "exit": _refused("exit"), "quit": _refused("quit"), "__import__": _import, "chr": _chr,
    "ord": _ord, "hex": _number_text(hex), "bin": _number_text(bin), "oct": _number_text(oct), "aiter": _iter, "anext": _next,
}  # fmt: skip


def _wrap(function: object) -> object:
    return lambda machine, args, kwargs: function(machine, *args, **kwargs)  # type: ignore[operator]


def functions() -> dict[str, Value]:
    """All built-in functions and constants by name."""
    table: dict[str, Value] = {name: Primitive(name, _wrap(function)) for name, function in _FUNCTIONS.items()}  # type: ignore[arg-type]
    table.update({"NotImplemented": NotImplemented, "Ellipsis": ..., "__debug__": True, "__builtins__": {}})
    return table
