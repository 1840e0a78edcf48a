"""``random``: draws are unknown; their number is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import effects, first_unknown, unknown
from flake8_greenai.interpreter.limits import MAX_ELEMENTS
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value
from flake8_greenai.symbolic import Expression, less, symbol

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_DRAWS = """random uniform getrandbits gauss normalvariate lognormvariate expovariate triangular betavariate
 gammavariate vonmisesvariate paretovariate weibullvariate binomialvariate""".split()
_STATES = ("randbytes", "getstate")
_WHOLE = (*_STATES, "getrandbits", "binomialvariate")
effects("random", ("seed", "setstate"), None)
for _name in (*_DRAWS, *_STATES):

    def _draw(machine: Machine, *args: Value, _drawn: str = _name, **kwargs: Value) -> Value:
        return Unknown(
            f"random.{_drawn} draws at random", machine.location(), is_number=_drawn not in _STATES, is_float=_drawn not in _WHOLE
        )

    native(f"random.{_name}")(_draw)


@native("random.randint")
def randint(machine: Machine, a: Value, b: Value) -> Value:
    """A whole number from ``a`` to ``b``, both included, as a symbol."""
    return _whole(machine, "randint", a, b)


@native("random.randrange")
def randrange(machine: Machine, start: Value, stop: Value = None, step: Value = 1) -> Value:
    """A number of a range, as a symbol."""
    low, high = (0, start) if stop is None else (start, stop)
    return _whole(machine, "randrange", low, high if type(high) is Unknown else high - 1)


def _whole(machine: Machine, name: str, low: Value, high: Value) -> Value:
    least = low.bounds()[0] if type(low) is Expression else low
    if type(least) is not int or type(high) not in (int, Expression):
        return Unknown(f"random.{name} draws at random", machine.location(), is_number=True)
    if less(high, low):
        raise machine.error("ValueError", f"empty range for {name}()")
    return symbol(minimum=least, maximum=high)


def _all_same(items: list[Value]) -> bool:
    return all(item is items[0] for item in items)


@native("random.choice")
def choice(machine: Machine, seq: Value) -> Value:
    """One of the items; known when they are all the same object."""
    if found := first_unknown((seq,)):
        return found
    items = list(machine.iterate(seq))
    if not items:
        raise machine.error("IndexError", "Cannot choose from an empty sequence")
    return _one_of(machine, "choice", items)


@native("random.choices")
def choices(machine: Machine, population: Value, weights: Value = None, *, cum_weights: Value = None, k: Value = 1) -> Value:
    """``k`` items drawn with replacement."""
    if found := first_unknown((population, k)):
        return found
    if k > MAX_ELEMENTS:
        return unknown(machine, f"random.choices of more than {MAX_ELEMENTS} items")
    items = list(machine.iterate(population))
    return [_one_of(machine, "choices", items) for _ in range(k)]


@native("random.sample")
def sample(machine: Machine, population: Value, k: Value, *, counts: Value = None) -> Value:
    """``k`` items drawn without replacement."""
    if found := first_unknown((population, k)):
        return found
    if k > MAX_ELEMENTS:
        return unknown(machine, f"random.sample of more than {MAX_ELEMENTS} items")
    items = list(machine.iterate(population))
    return [_one_of(machine, "sample", items) for _ in range(k)]


def _one_of(machine: Machine, name: str, items: list[Value]) -> Value:
    reason = Unknown(f"random.{name} draws at random", machine.location())
    return machine.branches.one_of(items, reason) if items else reason


@native("random.shuffle")
def shuffle(machine: Machine, x: Value) -> None:
    """Forget which item is where, unless all are the same."""
    if isinstance(x, list) and x and not _all_same(x):
        machine.touch(x)
        mark = _one_of(machine, "shuffle", list(x))
        x[:] = [mark] * len(x)
