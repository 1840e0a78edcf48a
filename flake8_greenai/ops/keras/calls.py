"""Calling Keras layers: weights are made at the first call, ``training`` and masks are handed down, each call is a scope of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Function, Instance, Primitive, Unknown, Value
from flake8_greenai.ledger.events import specs, tensors_of
from flake8_greenai.ops.keras.graph import holds_symbolic, symbolic_call
from flake8_greenai.ops.keras.variables import as_tensors, take_in, track
from flake8_greenai.ops.modules import initialize
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_LAYER = "keras._layer.Layer"
MASK = "_keras_mask"


@native("keras._layer.initialize")
def initialize_layer(machine: Machine, layer: Instance) -> None:
    """The registries of a layer; its own ``build``, called directly, tells that it is built."""
    initialize(machine, layer)
    attributes = layer.attributes
    attributes["training"] = False
    attributes["built"] = False
    attributes["_inbound_nodes"] = []
    build = layer.cls.find("build") if layer.cls is not None else MISSING
    if type(build) is Function and not build.module.is_stub:

        def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
            result = machine.call(build, (layer, *args), kwargs)
            machine.touch(attributes)
            attributes["built"] = True
            return result

        attributes["build"] = Primitive("build", invoke)


@native("keras._training.is_followed")
def is_followed(machine: Machine) -> bool:
    """Whether loops are recorded; where they are not, one batch shows all that matters of a training: the weights that it makes."""
    return bool(machine.context.follows)


@native(f"{_LAYER}.__call__")
def call_layer(machine: Machine, layer: Instance, /, *args: Value, **kwargs: Value) -> Value:
    """``layer(*args, **kwargs)``: on symbolic tensors a node of a graph, else ``call``, recorded as a call of the layer."""
    if holds_symbolic(args) or (kwargs and holds_symbolic(kwargs.values())):
        return symbolic_call(machine, layer, args, kwargs)
    if "_modules" not in layer.attributes:
        raise machine.error("RuntimeError", f"in layer '{_class_name(layer)}', you forgot to call `super().__init__()`")
    args, kwargs = _converted(machine, layer, as_tensors(args), as_tensors(kwargs))
    function = _call_of(machine, layer)
    names, accepts_any = _parameters(function)
    kwargs = _with_mask(layer, args, kwargs, names)
    if layer.attributes.get("built") is not True:
        _build(machine, layer, args, kwargs, names)
    modes = machine.context.modes
    outer = modes.trains
    trains = _trains(layer, args, kwargs, names, outer)
    if "training" in names and (kwargs.get("training") is None) and names.index("training") >= len(args):
        kwargs = {**kwargs, "training": trains}
    elif "training" in kwargs and "training" not in names and not accepts_any:
        kwargs = {key: value for key, value in kwargs.items() if key != "training"}
    recorded = outer is None and machine.context.follows and not modes.tapes and modes.grad_enabled
    modes.trains = trains
    call = machine.context.enter(layer, args, {key: value for key, value in kwargs.items() if key != "training"})
    token = machine.context.begin_layer(layer, args, kwargs) if machine.context.observes else None
    result: Value = MISSING
    if recorded:  # outside a tape nothing is kept for gradients
        modes.grad_enabled = False
    try:
        result = machine.call(function, args, kwargs)
    finally:
        machine.context.leave(call)
        if token is not None:
            machine.context.end_operation(token, result)
        modes.trains = outer
        if recorded:
            modes.grad_enabled = True
    call.outputs = specs(result)
    track(layer)
    _pass_mask_on(machine, layer, args, result)
    return result


def _class_name(layer: Instance) -> str:
    return layer.cls.name if layer.cls is not None else "Layer"


def _call_of(machine: Machine, layer: Instance) -> Value:
    return machine.get_attribute(layer, "call")


def _parameters(method: Value) -> tuple[tuple[str, ...], bool]:
    """Names of the parameters of ``call``, without ``self``, and whether it takes any keyword."""
    function = getattr(method, "function", method)
    while isinstance(function, Function) and isinstance(inner := function.attributes.get("__wrapped__"), Function):
        function = inner
    if not isinstance(function, Function):
        wrapped = getattr(function, "attributes", {}).get("__wrapped__")
        if not isinstance(wrapped, Function):
            return (), True
        function = wrapped
    code = function.code
    return (*code.positional[1:], *code.keyword_only), code.kwarg is not None


def _trains(layer: Instance, args: tuple[Value, ...], kwargs: dict[str, Value], names: tuple[str, ...], outer: bool | None) -> bool:
    place = names.index("training") if "training" in names else -1
    given = args[place] if 0 <= place < len(args) else kwargs.get("training")
    if given is None:
        given = outer if outer is not None else layer.attributes.get("training")
    return given if type(given) is bool else bool(given) if isinstance(given, int) else False


def _converted(
    machine: Machine, layer: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]
) -> tuple[tuple[Value, ...], dict[str, Value]]:
    """Floating-point inputs in the dtype that the layer computes in."""
    dtype = layer.attributes.get("_compute")
    if not isinstance(dtype, Dtype) or layer.attributes.get("_autocast") is False:
        return args, kwargs
    return _cast(machine, args, dtype), _cast(machine, kwargs, dtype)


def _cast(machine: Machine, value: Any, dtype: Dtype) -> Any:
    kind = type(value)
    if kind is Tensor:
        if value.dtype is dtype or value.dtype.category != "float":
            return value
        result = machine.call(machine.get_attribute(value, "to"), (dtype,))
        if MASK in value.attributes and isinstance(result, Tensor):
            result.attributes[MASK] = value.attributes[MASK]
        return result
    if kind is tuple or kind is list:
        return kind([_cast(machine, item, dtype) for item in value])
    if kind is dict:
        return {key: _cast(machine, item, dtype) for key, item in value.items()}
    return value


# Building


def _build(machine: Machine, layer: Instance, args: tuple[Value, ...], kwargs: dict[str, Value], names: tuple[str, ...]) -> None:
    """``layer.build`` with the shapes of what it is called on."""
    build = machine.get_attribute(layer, "build")
    parameters, _ = _parameters(layer.cls.find("build") if layer.cls is not None else build)
    arguments = {**dict(zip(names, args, strict=False)), **kwargs}
    if len(parameters) > 1:
        shapes = {}
        for name in parameters:
            given = arguments.get(name.removesuffix("_shape"), MISSING)
            if given is not MISSING and given is not None:
                shapes[name] = _shapes(given)
            elif name.endswith("_shape") and name.removesuffix("_shape") in names:
                shapes[name] = None
        if not shapes and args:
            machine.call(build, (_shapes(args[0]),))
        else:
            machine.call(build, (), {name: shape for name, shape in shapes.items() if shape is not None})
    else:
        first = args[0] if args else next((value for value in kwargs.values() if tensors_of(value, objects=False)), None)
        if first is not None or parameters:
            machine.call(build, (_shapes(first),))
    machine.touch(layer.attributes)
    layer.attributes["built"] = True
    take_in(machine, layer)


def _shapes(value: Value) -> Value:
    if isinstance(value, Tensor):
        return tuple([None if type(dim) is Expression else dim for dim in value.shape])
    if isinstance(value, (tuple, list)):
        return [_shapes(item) for item in value]
    if isinstance(value, dict):
        return {key: _shapes(item) for key, item in value.items()}
    return value if type(value) is Unknown else None


# Masks


def _masks(value: Value) -> Value:
    if isinstance(value, Tensor):
        return value.attributes.get(MASK)
    if isinstance(value, (tuple, list)):
        return [_masks(item) for item in value]
    return None


def _has_mask(masks: Value) -> bool:
    return any(_has_mask(mask) for mask in masks) if isinstance(masks, list) else masks is not None


def _with_mask(layer: Instance, args: tuple[Value, ...], kwargs: dict[str, Value], names: tuple[str, ...]) -> dict[str, Value]:
    """``mask`` (``query_mask`` for an argument ``query``) of those arguments that carry one and are not given it."""
    arguments = [*zip(names, args, strict=False), *kwargs.items()]
    for place, (name, value) in enumerate(arguments):
        if not isinstance(value, (Tensor, tuple, list)):
            continue
        masks = _masks(value)
        if not _has_mask(masks):
            continue
        wanted = "mask" if place == 0 and "mask" in names else f"{name}_mask"
        if wanted in names and kwargs.get(wanted) is None and names.index(wanted) >= len(args):
            kwargs = {**kwargs, wanted: masks}
    return kwargs


def _pass_mask_on(machine: Machine, layer: Instance, args: tuple[Value, ...], result: Value) -> None:
    """Give the output the mask that ``compute_mask`` makes."""
    cls = layer.cls
    if cls is None or not args:
        return
    masks = _masks(args[0])
    compute = cls.find("compute_mask")
    is_own = not (type(compute) is Function and compute.module.name == "keras._layer")
    if not is_own and not (_has_mask(masks) and machine.get_attribute(layer, "supports_masking") is True):
        return
    found = machine.call(machine.get_attribute(layer, "compute_mask"), (args[0], masks if _has_mask(masks) else None))
    if isinstance(result, Tensor):
        if found is not None and result.attributes.get(MASK) is None:
            result.attributes[MASK] = found[0] if isinstance(found, (list, tuple)) and len(found) == 1 else found
    elif isinstance(result, (tuple, list)) and isinstance(found, (tuple, list)):
        for output, mask in zip(result, found, strict=False):
            if isinstance(output, Tensor) and mask is not None:
                output.attributes[MASK] = mask
