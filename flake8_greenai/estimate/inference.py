"""Inputs of a model that nothing calls, inferred from the layers that consume them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flake8_greenai.estimate.requests import Failure, guarded, run
from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.estimate.session import Session
from flake8_greenai.estimate.specs import Spec
from flake8_greenai.interpreter.values import MISSING, Class, Function, Instance, Value
from flake8_greenai.ledger.events import tensors_of
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.tensor import Tensor

SIZES = {1: (28, 32, 224, 64, 128), 3: (224, 32, 64, 96, 299, 128, 256)}
"""Sides of images that models are made for, by channels, the most usual first."""
OTHER_SIZES = (32, 64, 28, 224, 16, 8, 4, 1)
LENGTHS = (128, 1024, 16)
TRIALS = 24


@dataclass(frozen=True, slots=True)
class Inferred:
    """Inputs that the model accepts, and the layer that they were read off."""

    inputs: Mapping[str, Spec]
    origin: str


def infer_inputs(session: Session, model: Instance) -> Inferred | None:
    """Inputs for one sample that the model runs on, or None.

    The first layer with weights says how many channels or features it wants; the sides of images and the length of sequences
    are free for many models (then the most usual is assumed) and fixed for others (then the first that fits is found).
    """
    declared = _declared(session, model)
    if declared is not None:
        return declared
    if _required_parameters(model) != 1:
        return None
    tried = 0
    for origin, spec in _candidates(model):
        tried += 1
        if tried > TRIALS:
            return None
        try:
            guarded(session, lambda spec=spec: run(session, model, {"*0": spec}, training=False))
        except Failure:
            continue
        return Inferred({"*0": spec}, origin)
    return None


def _declared(session: Session, model: Instance) -> Inferred | None:
    """What a model that declares its inputs takes, for one sample; sizes that it leaves open are the most usual ones."""
    if model.cls is None or model.cls.find("_greenai_inputs") is MISSING:
        return None
    machine = session.machine
    declared = machine.call(machine.get_attribute(model, "_greenai_inputs"))
    return Inferred({"*0": _spec(declared)}, "its inputs") if tensors_of(declared, objects=False) else None


def _spec(declared: Value) -> Spec:
    if isinstance(declared, Tensor):
        free = sum(type(dim) is Expression for dim in declared.shape[1:])
        usual = SIZES[3][0] if free > 1 else LENGTHS[0]
        sizes = [1 if place == 0 else usual for place in range(declared.ndim)]
        shape = (size if type(dim) is Expression else dim for dim, size in zip(declared.shape, sizes, strict=True))
        return TensorSpec(tuple(shape), declared.dtype.name)
    if isinstance(declared, dict):
        return {key: _spec(item) for key, item in declared.items()}
    return [_spec(item) for item in declared]


def _required_parameters(model: Instance) -> int:
    forward = model.cls.find("forward") if isinstance(model.cls, Class) else None
    if not isinstance(forward, Function):
        return 1
    code = forward.code
    return len(code.positional) - 1 - len(forward.defaults) + len(set(code.keyword_only) - set(forward.keyword_defaults))


def _layers(model: Instance, prefix: str = "") -> Iterator[tuple[str, Instance]]:
    for name, child in model.attributes.get("_modules", {}).items():
        if isinstance(child, Instance):
            path = f"{prefix}{name}"
            if child.attributes.get("_parameters"):
                yield path, child
            yield from _layers(child, f"{path}.")


def _candidates(model: Instance) -> Iterator[tuple[str, TensorSpec]]:
    layers = [("the model", model)] if model.attributes.get("_parameters") else []
    layers += list(_layers(model))
    for name, layer in layers[:3]:
        for spec in _wanted_by(layer):
            yield name, spec


def _wanted_by(layer: Instance) -> Iterator[TensorSpec]:
    """Inputs of batch 1 that a layer takes, by the attributes that torch's layers have."""
    read = layer.attributes.get
    weights = (value for value in read("_parameters", {}).values() if isinstance(value, Tensor))
    kind = next((weight.dtype.name for weight in weights), "float32")
    channels, kernel = read("in_channels"), read("kernel_size")
    if isinstance(channels, int) and isinstance(kernel, tuple):
        if len(kernel) == 2:
            for side in dict.fromkeys((*SIZES.get(channels, ()), *OTHER_SIZES, *range(16, 65, 4))):
                yield TensorSpec((1, channels, side, side), kind)
        elif len(kernel) == 1:
            for length in LENGTHS:
                yield TensorSpec((1, channels, length), kind)
        else:
            yield TensorSpec((1, channels, 16, 112, 112), kind)
    elif isinstance(read("num_embeddings"), int):
        for length in LENGTHS:
            yield TensorSpec((1, length), "int64")
    elif isinstance(features := read("in_features"), int):
        yield TensorSpec((1, features), kind)
        yield TensorSpec((1, LENGTHS[0], features), kind)
        side = round((features) ** 0.5)
        if side * side == features:
            yield TensorSpec((1, 1, side, side), kind)
        side = round((features / 3) ** 0.5)
        if 3 * side * side == features:
            yield TensorSpec((1, 3, side, side), kind)
    elif isinstance(size := read("input_size"), int) and isinstance(read("hidden_size"), int):
        yield TensorSpec((LENGTHS[0], 1, size), kind)
        yield TensorSpec((1, size), kind)
