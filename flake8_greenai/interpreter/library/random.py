"""``random``: draws are unknown; their number is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import effects, first_unknown, unknown
from flake8_greenai.interpreter.limits import MAX_ELEMENTS
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_DRAWS = """random uniform randint randrange getrandbits gauss normalvariate lognormvariate expovariate triangular betavariate
 gammavariate vonmisesvariate paretovariate weibullvariate randbytes getstate binomialvariate""".split()
effects("random", ("seed", "setstate"), None)
for _name in _DRAWS:

    def _draw(machine: Machine, *args: Value, _drawn: str = _name, **kwargs: Value) -> Value:
        return unknown(machine, f"random.{_drawn} draws at random")

    native(f"random.{_name}")(_draw)


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
    return items[0] if _all_same(items) else unknown(machine, "random.choice draws at random")


@native("random.choices")
def choices(machine: Machine, population: Value, weights: Value = None, *, cum_weights: Value = None, k: Value = 1) -> Value:
    """``k`` items drawn with replacement."""
    if found := first_unknown((population, k)):
        return found
    if k > MAX_ELEMENTS:
        return unknown(machine, f"random.choices of more than {MAX_ELEMENTS} items")
    return [unknown(machine, "random.choices draws at random") for _ in range(k)]


@native("random.sample")
def sample(machine: Machine, population: Value, k: Value, *, counts: Value = None) -> Value:
    """``k`` items drawn without replacement."""
    if found := first_unknown((population, k)):
        return found
    if k > MAX_ELEMENTS:
        return unknown(machine, f"random.sample of more than {MAX_ELEMENTS} items")
    return [unknown(machine, "random.sample draws at random") for _ in range(k)]


@native("random.shuffle")
def shuffle(machine: Machine, x: Value) -> None:
    """Forget which item is where, unless all are the same."""
    if isinstance(x, list) and x and not _all_same(x):
        machine.touch(x)
        mark = unknown(machine, "random.shuffle orders at random")
        x[:] = [mark] * len(x)
