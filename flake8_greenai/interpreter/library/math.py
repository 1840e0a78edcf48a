"""``math``: the host's functions on concrete numbers; integer functions also on symbolic amounts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import HOST_ERRORS, first_unknown, is_symbolic, translated, unknown
from flake8_greenai.interpreter.limits import MAX_BITS, MAX_ELEMENTS
from flake8_greenai.interpreter.primitives import native, register
from flake8_greenai.interpreter.values import MISSING, Instance, Primitive, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

FLOATING = """acos acosh asin asinh atan atan2 atanh cbrt copysign cos cosh degrees dist erf erfc exp exp2 expm1 fabs fmod
 frexp fsum gamma gcd hypot isclose isfinite isinf isnan isqrt ldexp lgamma log log10 log1p log2 modf nextafter pow
 radians remainder sin sinh sqrt sumprod tan tanh ulp fma""".split()
MAX_FACTORIAL = 1_500


def _number(machine: Machine, value: Value) -> Value:
    """An object with ``__float__`` or ``__index__`` as a host number."""
    if isinstance(value, Instance) and not isinstance(value, (int, float)):
        for name in ("__float__", "__index__"):
            method = machine.get_attribute(value, name, MISSING)
            if method is not MISSING:
                return machine.call(method)
    return value


def _lend(name: str, function: Callable[..., Value]) -> None:
    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        if any(type(value) is range and len(value) > MAX_ELEMENTS for value in args):
            return unknown(machine, f"math.{name} of more than {MAX_ELEMENTS} numbers")
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            args = tuple(_number(machine, value) for value in args)
            found = first_unknown(args)
            if found is not None:
                return found
            if any(is_symbolic(value) for value in args):
                return unknown(machine, f"math.{name} of a symbolic amount")
            try:
                return function(*args, **kwargs)
            except HOST_ERRORS:
                raise translated(machine, error) from None
        except HOST_ERRORS as error:
            raise translated(machine, error) from None

    register(f"math.{name}", Primitive(f"math.{name}", invoke))


def _factorial(n: int) -> int:
    if n > MAX_FACTORIAL:
        raise OverflowError(f"factorial of more than {MAX_FACTORIAL}")
    return math.factorial(n)


def _chosen(function: Callable[..., int]) -> Callable[..., int]:
    def choose(n: int, k: int | None = None) -> int:
        if n > MAX_FACTORIAL and (k is None or min(k, n - k) > 64):
            raise OverflowError(f"combinations of more than {MAX_FACTORIAL}")
        return function(n) if k is None else function(n, k)

    return choose


def _lcm(*integers: int) -> int:
    result = 1
    for number in integers:
        result = math.lcm(result, number)
        if result.bit_length() > MAX_BITS:
            raise OverflowError(f"a common multiple of more than {MAX_BITS} bits")
    return result


_lend("lcm", _lcm)


@native("math.prod")
def product(machine: Machine, iterable: Value, *, start: Value = 1) -> Value:
    """The product of the items, which may be symbolic."""
    if found := first_unknown((iterable, start)):
        return found
    result = start
    for item in machine.iterate(iterable):
        if type(result) is int and type(item) is int:
            result = result * item
            if result.bit_length() > MAX_BITS:
                return unknown(machine, f"math.prod exceeds {MAX_BITS} bits")
        else:
            result = machine.binary("*", result, item)
    return result


def _rounding(name: str, function: Callable[[Value], Value]) -> None:
    dunder = f"__{name}__"

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        if len(args) != 1 or kwargs:
            raise machine.error("TypeError", f"math.{name}() takes exactly one argument ({len(args) + len(kwargs)} given)")
        value = args[0]
        if (found := first_unknown(args)) is not None:
            return found
        if isinstance(value, Instance):
            method = machine.get_attribute(value, dunder, MISSING)
            value = _number(machine, value) if method is MISSING else machine.call(method)
            if method is not MISSING or first_unknown((value,)) is not None:
                return value
        try:
            return function(value)
        except TypeError as error:
            if is_symbolic(value):
                return unknown(machine, f"math.{name} of {value}")
            raise translated(machine, error) from None
        except HOST_ERRORS as error:
            raise translated(machine, error) from None

    register(f"math.{name}", Primitive(f"math.{name}", invoke))


for _name in FLOATING:
    if hasattr(math, _name):
        _lend(_name, getattr(math, _name))
for _name, _function in (("floor", math.floor), ("ceil", math.ceil), ("trunc", math.trunc)):
    _rounding(_name, _function)
_lend("factorial", _factorial)
_lend("comb", _chosen(math.comb))
_lend("perm", _chosen(math.perm))
for _name in ("pi", "e", "tau", "inf", "nan"):
    register(f"math.{_name}", getattr(math, _name))
