"""Variables of Keras layers, and what tensors are made of: arrays and variables among the arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Class, Instance, Unknown, Value
from flake8_greenai.ops.arguments import dtype_of
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Tensor
from flake8_greenai.tensors.whole_numbers import whole_number

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_PLAIN = frozenset({int, float, bool, str, type(None), Tensor})
_CONTAINERS = frozenset({tuple, list, dict})
_OWN = frozenset({"_modules", "_parameters", "_buffers", "_inbound_nodes", "_nodes", "_inputs", "_outputs", "_layers"})


def as_tensors(value: Value) -> Value:
    """A value with the arrays in it replaced by the tensors that they hold."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return kind(as_tensors(item) for item in value)
    if kind is dict:
        return {key: as_tensors(item) for key, item in value.items()}
    if kind is Instance and value.cls is not None and value.cls.qualified_name == "numpy.ndarray":
        return value.attributes.get("_t", value)
    return value


@native("keras._layer.new_variable")
def new_variable(machine: Machine, cls: Class, shape: Value, dtype: Value, trainable: bool, requires_grad: bool) -> Value:
    """A weight of a layer: memory that is there from now on, and no work."""
    if not isinstance(shape, (tuple, list)):
        shape = (shape,)
    shape = [whole_number(dim) if isinstance(dim, Tensor) else dim for dim in shape]
    unknown = next((dim for dim in shape if type(dim) is Unknown), None)
    if unknown is not None:
        return Unknown(f"the shape of a weight is not known: {unknown.reason}", unknown.location)
    if any(dim is None for dim in shape):
        raise machine.error("ValueError", f"a weight needs a fully defined shape, got {tuple(shape)}")
    tensor = Tensor(tuple(shape), dtype_of(dtype, DTYPES["float32"]), requires_grad=requires_grad)
    tensor.cls = cls
    tensor.attributes["_is_trainable"] = trainable
    if machine.context.follows:
        machine.context.allocate(tensor.storage)
    return tensor


def take_in(machine: Machine, layer: Value) -> None:
    """Count the memory of weights that were made while nothing was recorded."""
    context = machine.context
    if not context.follows or not isinstance(layer, Instance):
        return
    for module in modules_below(layer):
        for weight in module.attributes.get("_parameters", {}).values():
            if isinstance(weight, Tensor) and weight.storage.meter is None:
                context.allocate(weight.storage)


def modules_below(layer: Instance) -> list[Instance]:
    """A layer and all layers in it, each once, in depth-first order."""
    found: dict[int, Instance] = {}
    pending = [layer]
    while pending:
        current = pending.pop()
        if id(current) in found:
            continue
        found[id(current)] = current
        track(current)
        children = [child for child in current.attributes.get("_modules", {}).values() if isinstance(child, Instance)]
        pending.extend(reversed(children))
    return list(found.values())


def track(layer: Instance) -> None:
    """Register the layers and weights that stand in lists, tuples and dicts of a layer."""
    attributes = layer.attributes
    if layer.cls is None or "_modules" not in attributes:
        return
    known: set[int] | None = None
    for name, value in list(attributes.items()):
        if type(value) not in _CONTAINERS or not value or name in _OWN:
            continue
        if known is None:
            known = {id(each) for registry in ("_modules", "_parameters") for each in attributes[registry].values()}
        _register(attributes, name, value, known, 4)


def _register(attributes: dict[str, Any], name: str, value: Any, known: set[int], depth: int) -> None:
    if type(value) in _CONTAINERS:
        items = value.items() if type(value) is dict else enumerate(value)
        for key, item in list(items) if depth else ():
            if type(item) not in _PLAIN or type(item) is Tensor:
                _register(attributes, f"{name}.{key}", item, known, depth - 1)
    elif isinstance(value, Instance) and value.cls is not None and id(value) not in known:
        registry = {"module": "_modules", "parameter": "_parameters"}.get(value.cls.find("_greenai_kind"))
        if registry is not None:
            known.add(id(value))
            attributes[registry][name] = value


@native("keras._layer.below")
def below(machine: Machine, layer: Instance) -> list[Value]:
    """A layer and all layers in it."""
    return list(modules_below(layer))


@native("keras._layer.weights_of")
def weights_of(machine: Machine, layer: Instance, trainable: bool | None) -> list[Value]:
    """The weights of a layer and of all in it, each once: those that are trained, those that are not, or all (None)."""
    found: dict[int, Value] = {}
    for module in modules_below(layer):
        for weight in module.attributes.get("_parameters", {}).values():
            if isinstance(weight, Tensor) and (trainable is None or weight.requires_grad is trainable):
                found.setdefault(id(weight), weight)
    return list(found.values())


@native("keras._layer.set_trainable")
def set_trainable(machine: Machine, layer: Instance, value: Value) -> None:
    """``layer.trainable = value``: for the layer and all in it."""
    if type(value) is Unknown:
        machine.context.assume(f"layers are trained: {value.reason}")
        return
    trains = machine.truth(value)
    for module in modules_below(layer):
        machine.touch(module.attributes)
        module.attributes["_trainable"] = trains
        for weight in module.attributes.get("_parameters", {}).values():
            if isinstance(weight, Tensor):
                machine.touch(weight)
                weight.requires_grad = trains and weight.attributes.get("_is_trainable", True)
