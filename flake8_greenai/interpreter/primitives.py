"""The table of host functions and constants that stubs and analysed programs reach by qualified name.

A primitive is found where a stub module or stub class has no attribute of that name: ``torch.relu`` is the primitive
registered as ``torch.relu``, ``x.relu()`` the one registered as ``torch.Tensor.relu``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from flake8_greenai.interpreter.values import MISSING, Primitive, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_TABLE: dict[str, Value] = {}
HostFunction = TypeVar("HostFunction", bound=Callable[..., Value])


def register(name: str, value: Value) -> None:
    """Put ``value`` (a Primitive or a constant) under the qualified ``name``.

    Raises:
        ValueError: when the name is taken.
    """
    if name in _TABLE:
        raise ValueError(f"primitive {name!r} is registered twice: {_TABLE[name]!r} and {value!r}")
    _TABLE[name] = value


def find(name: str) -> Value:
    """The primitive called ``name``, or MISSING."""
    return _TABLE.get(name, MISSING)


def names() -> frozenset[str]:
    """All registered names."""
    return frozenset(_TABLE)


def native(*qualified_names: str, kind: str = "function") -> Callable[[HostFunction], HostFunction]:
    """Register a host function that takes the machine first: ``function(machine, *args, **kwargs)``.

    For what stubs need from the host beyond tensor operations (grad mode, module scopes). Its Python signature binds the
    arguments of the call; a TypeError of the binding becomes a TypeError of the analysed program.
    """

    def decorate(function: HostFunction) -> HostFunction:
        def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
            return function(machine, *args, **kwargs)

        for name in qualified_names:
            register(name, Primitive(name, invoke, kind, function=partial(function, None)))
        return function

    return decorate
