"""Calls of ``torch.nn.Module`` objects: each opens a scope of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Instance, Value
from flake8_greenai.ledger.events import specs

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("torch.nn.modules.module._call_module")
def call_module(machine: Machine, module: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """``module(*args, **kwargs)``: hooks and ``forward``, recorded as a call of the module."""
    context = machine.context
    call = context.enter(module, args, kwargs)
    try:
        result = machine.call(machine.get_attribute(module, "_call_impl"), args, kwargs)
    finally:
        context.leave(call)
    call.outputs = specs(result)
    return result
