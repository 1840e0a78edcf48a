"""Objects of stub classes made from equal plain arguments: the constructor runs once, the others are filled from its result.

Deep models are made of the same few layers many times over. The constructor of a layer of a stub depends on nothing but its
arguments and the ambient settings and changes nothing but its object; the context says of which classes that is true.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.values import Class, Function, Instance, Native, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_IMMUTABLE = frozenset({int, float, bool, str, type(None)})
_CONTAINERS = frozenset({dict, OrderedDict, set, list})
Recipe = Callable[[], Value]


class Template:
    """How to fill an object like the one that a constructor made, and how many steps that took."""

    __slots__ = ("fresh", "same", "steps")

    def __init__(self, same: dict[str, Value], fresh: list[tuple[str, Recipe]], steps: int) -> None:
        self.same = same
        self.fresh = fresh
        self.steps = steps

    def fill(self, value: Instance) -> None:
        """Give an object its attributes."""
        attributes = value.attributes
        attributes.update(self.same)
        for name, recipe in self.fresh:
            attributes[name] = recipe()


def initialize(
    machine: Machine, cls: Class, value: Instance, function: Function, args: tuple[Value, ...], kwargs: dict[str, Value]
) -> None:
    """Do what ``value.__init__(*args, **kwargs)`` does, where possible without running it again."""
    key = _key(machine, args, kwargs) if machine.watch is None and machine.journal is None else None
    if key is None:
        machine.call_function(function, (value, *args), kwargs)
        return
    template = cls.templates.get(key)
    if template is not None:
        machine.count_generator(template.steps)
        template.fill(value)
        machine.context.replicated(value)
        return
    before = machine.steps
    machine.call_function(function, (value, *args), kwargs)
    if key not in cls.templates:
        cls.templates[key] = _template(value, before - machine.steps)


def _key(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> tuple[Value, ...] | None:
    """The arguments with their types, as 1, 1.0 and True are equal to the host; None where any is not plain."""
    values = (*args, *kwargs.values())
    for value in values:
        if type(value) not in _IMMUTABLE:
            return None
    return (*values, *map(type, values), *kwargs, len(args), *machine.context.settings())


def _template(value: Instance, steps: int) -> Template | None:
    """The template that an object just made gives, None when it holds what is not to be copied: other objects, elements that are known."""
    same: dict[str, Value] = {}
    fresh: list[tuple[str, Recipe]] = []
    seen: set[int] = set()
    for name, attribute in value.attributes.items():
        if _is_immutable(attribute):
            same[name] = attribute
            continue
        recipe = _recipe(attribute, seen)
        if recipe is None:
            return None
        fresh.append((name, recipe))
    return Template(same, fresh, steps)


def _is_immutable(value: Value) -> bool:
    return type(value) in _IMMUTABLE or (type(value) is tuple and all(type(item) in _IMMUTABLE for item in value))


def _same(value: Value) -> Value:
    return value


def _recipe(value: Value, seen: set[int]) -> Recipe | None:
    if id(value) in seen:
        return None
    seen.add(id(value))
    kind = type(value)
    if kind in _CONTAINERS and not value:
        return kind
    if isinstance(value, Native):
        return value.replica()
    if kind is not dict:
        return None
    recipes: list[tuple[str, Recipe]] = []
    for name, item in value.items():
        recipe = partial(_same, item) if _is_immutable(item) else _recipe(item, seen)
        if recipe is None:
            return None
        recipes.append((name, recipe))
    return lambda: {name: recipe() for name, recipe in recipes}
