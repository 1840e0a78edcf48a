"""Which scope a name belongs to, decided once per function when it is compiled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from astroid import nodes

FUNCTIONS = (nodes.FunctionDef, nodes.AsyncFunctionDef, nodes.Lambda)
COMPREHENSIONS = (nodes.ListComp, nodes.SetComp, nodes.DictComp, nodes.GeneratorExp)
OWN_SCOPE = (*FUNCTIONS, nodes.ClassDef, *COMPREHENSIONS)


class Scope:
    """A lexical scope: ``kind`` is ``module``, ``class``, ``function`` or ``comprehension``."""

    __slots__ = ("globals", "is_observed", "kind", "names", "nonlocals", "parent")

    def __init__(
        self, kind: str, parent: Scope | None, names: frozenset[str], declared: Declared | None = None, *, is_observed: bool = False
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.is_observed: bool = is_observed or (parent is not None and parent.is_observed)
        """Whether what its expressions do is shown to the context, see :mod:`flake8_greenai.interpreter.observing`."""
        self.globals = declared.globals if declared else frozenset()
        self.nonlocals = declared.nonlocals if declared else frozenset()
        self.names = names - self.globals - self.nonlocals

    def depth(self, name: str) -> int | None:
        """How many frames up the chain of functions the name lives: 0 is here, None is global or built-in."""
        if name in self.globals or self.kind == "module":
            return None
        depth = 0
        scope: Scope | None = self
        while scope is not None and scope.kind != "module":
            if (scope.kind != "class" or scope is self) and name in scope.names:
                return depth
            if scope is not self and name in scope.globals:
                return None
            if scope.kind != "class" or scope is self:
                depth += 1
            scope = scope.parent
        return None


class Declared:
    """Names bound or declared by the statements of one scope."""

    __slots__ = ("globals", "names", "nonlocals")

    def __init__(self, body: list[Any]) -> None:
        bound: set[str] = set()
        global_names: set[str] = set()
        nonlocal_names: set[str] = set()
        for node in _walk(body):
            if isinstance(node, (nodes.AssignName, nodes.DelName, nodes.FunctionDef, nodes.ClassDef)):
                bound.add(node.name)
            elif isinstance(node, nodes.Import):
                bound.update(alias or name.partition(".")[0] for name, alias in node.names)
            elif isinstance(node, nodes.ImportFrom):
                bound.update(alias or name for name, alias in node.names)
            elif isinstance(node, nodes.Global):
                global_names.update(node.names)
            elif isinstance(node, nodes.Nonlocal):
                nonlocal_names.update(node.names)
        self.names = frozenset(bound)
        self.globals = frozenset(global_names)
        self.nonlocals = frozenset(nonlocal_names)


def _walk(body: list[Any]) -> Iterator[Any]:
    """All nodes of one scope: inner functions and classes are yielded but not entered; of comprehensions only walrus targets count."""
    stack = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, COMPREHENSIONS):
            for inner in node.nodes_of_class(nodes.NamedExpr):
                yield inner.target
            stack.append(node.generators[0].iter)
            continue
        yield node
        if isinstance(node, (nodes.FunctionDef, nodes.ClassDef)):
            stack.extend(_evaluated_outside(node))
        elif not isinstance(node, nodes.Lambda):
            stack.extend(node.get_children())


def _evaluated_outside(node: Any) -> Iterator[Any]:
    """The parts of an inner definition that are evaluated in the enclosing scope and may hold a walrus."""
    if node.decorators is not None:
        yield node.decorators


def comprehension_names(node: Any) -> frozenset[str]:
    """The loop variables of a comprehension."""
    names: set[str] = set()
    for generator in node.generators:
        names.update(target.name for target in generator.target.nodes_of_class(nodes.AssignName))
    return frozenset(names)


def parameter_names(arguments: Any) -> list[str]:
    """All parameters of a function."""
    names = [argument.name for argument in (*(arguments.posonlyargs or ()), *(arguments.args or ()), *(arguments.kwonlyargs or ()))]
    names += [name for name in (arguments.vararg, arguments.kwarg) if name]
    return names


def contains_yield(body: list[Any]) -> bool:
    """Whether a function body makes its function a generator."""
    return any(isinstance(node, (nodes.Yield, nodes.YieldFrom)) for node in _walk(body))
