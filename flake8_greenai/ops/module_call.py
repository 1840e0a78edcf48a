"""Running ``torch.nn.Module`` objects: each call opens a scope of the ledger; methods that walk the tree of modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import find, native
from flake8_greenai.interpreter.values import MISSING, Function, Instance, Primitive, Value
from flake8_greenai.ledger.events import specs

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_MODULE = "torch.nn.modules.module"


@native(f"{_MODULE}.Module.__call__")
def call_module(machine: Machine, module: Instance, /, *args: Value, **kwargs: Value) -> Value:
    """``module(*args, **kwargs)``: hooks and ``forward``, recorded as a call of the module."""
    context = machine.context
    call = context.enter(module, args, kwargs)
    token = context.begin_layer(module, args, kwargs) if context.observes else None
    result: Value = MISSING
    try:
        if not _has_no_hooks(module):
            result = machine.call(machine.get_attribute(module, "_call_impl"), args, kwargs)
        else:
            forward = module.cls.plain_method("forward") if module.cls is not None and "forward" not in module.attributes else None
            if forward is not None:
                result = machine.call(forward, (module, *args), kwargs)
            else:
                result = machine.call(machine.get_attribute(module, "forward"), args, kwargs)
    finally:
        context.leave(call)
        if token is not None:
            context.end_operation(token, result)
    call.outputs = specs(result)
    return result


def _has_no_hooks(module: Instance) -> bool:
    """Whether calling the module is nothing but calling its ``forward``."""
    attributes, cls = module.attributes, module.cls
    implementation = cls.find("_call_impl") if cls is not None and "_call_impl" not in attributes else None
    if type(implementation) is not Function or implementation.module.name != _MODULE:
        return False
    values = implementation.module.values
    return not (
        attributes.get("_forward_hooks")
        or attributes.get("_forward_pre_hooks")
        or attributes.get("_backward_hooks")
        or values.get("_global_forward_hooks")
        or values.get("_global_forward_pre_hooks")
    )


def _children(machine: Machine, module: Instance) -> Iterator[Value]:
    for child in list(module.attributes["_modules"].values()):
        machine.count_generator()
        if child is not None:
            yield child


@native(f"{_MODULE}.Module.train")
def train(machine: Machine, self: Instance, mode: Value = True) -> Value:
    """``module.train(mode)``: the mode of the module and of all below it."""
    attributes = self.attributes
    if "training" in attributes and self.cls is not None and type(self.cls.find("__setattr__")) is Primitive:
        machine.touch(attributes)
        attributes["training"] = mode
    else:
        machine.set_attribute(self, "training", mode)
    for child in _children(machine, self):
        if type(child) is Instance and _is_own(child, "train"):
            train(machine, child, mode)
        else:
            machine.call(machine.get_attribute(child, "train"), (mode,))
    return self


def _is_own(module: Instance, name: str) -> bool:
    """Whether a method of a module is the one of ``Module``."""
    return module.cls is not None and name not in module.attributes and module.cls.find(name) is find(f"{_MODULE}.Module.{name}")


@native(f"{_MODULE}.Module.apply")
def apply(machine: Machine, self: Instance, fn: Value) -> Value:
    """``module.apply(fn)``: ``fn`` of every module below, then of the module itself."""
    for child in _children(machine, self):
        if type(child) is Instance and _is_own(child, "apply"):
            apply(machine, child, fn)
        else:
            machine.call(machine.get_attribute(child, "apply"), (fn,))
    machine.call(fn, (self,))
    return self
