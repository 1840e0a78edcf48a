"""Symbolic tensors of Keras: what is called on them is run once on stand-ins, to see what comes out, and kept to be run again.

A symbolic tensor is an object of the stub's class ``KerasTensor``. It carries a stand-in, an abstract tensor whose unknown sizes are
symbols, and the node that computes it: a callable with its arguments. A functional model runs its nodes in the order in which they
were made, which is one in which each comes after those that it depends on.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, ClassVar

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, DataInstance, Instance, Native, Primitive, Unknown, Value
from flake8_greenai.ops.keras.variables import as_tensors, modules_below, take_in
from flake8_greenai.symbolic import Expression, symbol
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.symbolic import Dim

SYMBOLIC = "symbolic tensor"
_GRAPH = "keras._graph"
_PLAIN = frozenset({int, float, bool, str, type(None), Tensor})
DIVISIBLE = 4096
"""Unknown sizes other than the batch stand for multiples of this: strides divide them without a remainder."""
_numbers = itertools.count(1)


class Node(Native):
    """A call on symbolic tensors.

    Attributes:
        operation: what is called: a layer, or a function of tensors.
        args, kwargs: its arguments, symbolic tensors among them.
        outputs: the symbolic tensors that it gives.
        number: counts nodes in the order in which they are made.
    """

    __slots__ = ("args", "kwargs", "number", "operation", "outputs")
    class_name: ClassVar[str] = f"{_GRAPH}.Node"

    def __init__(self, operation: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> None:
        super().__init__()
        self.operation = operation
        self.args = args
        self.kwargs = kwargs
        self.outputs: list[Instance] = []
        self.number = next(_numbers)

    def inputs(self) -> list[Instance]:
        """The symbolic tensors among the arguments."""
        found: list[Instance] = []
        _collect((self.args, self.kwargs), found)
        return found


def is_symbolic(value: Value) -> bool:
    """Whether a value is a symbolic tensor."""
    return type(value) is Instance and value.cls is not None and value.cls.find("_greenai_kind") == SYMBOLIC


def holds_symbolic(values: Any) -> bool:
    """Whether any of the values is a symbolic tensor, or holds one."""
    for value in values:
        kind = type(value)
        if kind in _PLAIN:
            continue
        if kind in (tuple, list):
            if holds_symbolic(value):
                return True
        elif kind is dict:
            if holds_symbolic(value.values()):
                return True
        elif is_symbolic(value):
            return True
    return False


def _collect(value: Value, found: list[Instance]) -> None:
    if isinstance(value, (tuple, list)):
        for item in value:
            _collect(item, found)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, found)
    elif is_symbolic(value):
        found.append(value)


def replaced(value: Value, values: dict[int, Value] | None) -> Value:
    """``value`` with its symbolic tensors replaced by ``values`` (by identity), or by their stand-ins when that is None."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in (tuple, list):
        return kind(replaced(item, values) for item in value)
    if kind is dict:
        return {key: replaced(item, values) for key, item in value.items()}
    if is_symbolic(value):
        if values is None:
            return value.attributes["_shadow"]
        found = values.get(id(value), MISSING)
        return Unknown("a symbolic tensor that does not depend on the model's inputs") if found is MISSING else found
    return value


def _wrapped(machine: Machine, value: Value, node: Node) -> Value:
    """``value`` with its tensors replaced by symbolic ones."""
    if isinstance(value, Tensor):
        return _symbolic_tensor(machine, value, node)
    if isinstance(value, DataInstance):
        return value
    if isinstance(value, (tuple, list)):
        return type(value)(_wrapped(machine, item, node) for item in value)
    if isinstance(value, dict):
        return {key: _wrapped(machine, item, node) for key, item in value.items()}
    return value


def _symbolic_tensor(machine: Machine, shadow: Tensor, node: Node) -> Instance:
    value = Instance(machine.class_named(f"{_GRAPH}.KerasTensor"))
    value.attributes["_shadow"] = shadow
    value.attributes["_node"] = node
    value.attributes["_index"] = len(node.outputs)
    node.outputs.append(value)
    return value


def symbolic_call(machine: Machine, operation: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """The symbolic result of a call on symbolic tensors."""
    node = Node(operation, args, kwargs)
    with machine.context.aside():
        if isinstance(operation, Instance) and not _is_ours(operation):
            result = _by_trials(machine, operation, args, kwargs)
        else:
            result = machine.call(operation, replaced(args, None), replaced(kwargs, None))
    if type(result) is Unknown:
        return machine.context.unknown_call("keras.layers.Layer.__call__", result)
    take_in(machine, operation)
    if isinstance(operation, Instance):
        nodes = operation.attributes.setdefault("_inbound_nodes", [])
        machine.touch(nodes)
        nodes.append(node)
    return _wrapped(machine, result, node)


def _is_ours(layer: Instance) -> bool:
    """Whether a layer and all in it are those of the stubs, which compute with sizes that are symbols."""
    return all(each.cls is not None and each.cls.is_stub and each.cls.name != "Lambda" for each in modules_below(layer))


_TRIALS = ({"batch": 83, "size": 64}, {"batch": 89, "size": 128})
"""Numbers that open sizes are tried with, as Keras does: a program's own layer may compute with them what symbols are of no use for."""


def _by_trials(machine: Machine, operation: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    """What a call on stand-ins gives, found by two calls with numbers: a size that differs between these is open."""
    if not any(type(dim) is Expression for tensor in _stand_ins_in((args, kwargs)) for dim in tensor.shape):
        return machine.call(operation, replaced(args, None), replaced(kwargs, None))
    found = []
    for trial in _TRIALS:
        values = {id(one): _with_numbers(one.attributes["_shadow"], trial) for one in _symbolic_in((args, kwargs))}
        found.append(machine.call(operation, replaced(args, values), replaced(kwargs, values)))
    return _reconciled(*found)


def _symbolic_in(value: Value) -> list[Instance]:
    found: list[Instance] = []
    _collect(value, found)
    return found


def _stand_ins_in(value: Value) -> list[Tensor]:
    return [one.attributes["_shadow"] for one in _symbolic_in(value)]


def _with_numbers(shadow: Tensor, numbers: dict[str, int]) -> Tensor:
    """A stand-in with numbers for its open sizes; ``size`` is that of the smallest one."""
    shape = []
    for dim in shadow.shape:
        if type(dim) is Expression:
            names = {str(name) for name in dim.symbols()}
            if names <= {"batch"}:
                dim = dim.substitute({"batch": numbers["batch"]})  # noqa: PLW2901
            elif names <= {"batch", "size"}:
                whole = dim.substitute({"batch": numbers["batch"], "size": numbers["size"]})
                dim = whole // DIVISIBLE if type(whole) is int and whole % DIVISIBLE == 0 else whole  # noqa: PLW2901
        shape.append(dim)
    result = Tensor(tuple(shape), shadow.dtype)
    mask = shadow.attributes.get("_keras_mask")
    if isinstance(mask, Tensor):
        result.attributes["_keras_mask"] = _with_numbers(mask, numbers)
    return result


def _reconciled(one: Value, other: Value) -> Value:
    """A result in which sizes that differ are open."""
    if isinstance(one, Tensor) and isinstance(other, Tensor) and one.ndim == other.ndim:
        dims = [a if a is b or a == b else _open(place, a, b) for place, (a, b) in enumerate(zip(one.shape, other.shape, strict=True))]
        result = Tensor(tuple(dims), one.dtype)
        mask = one.attributes.get("_keras_mask")
        if isinstance(mask, Tensor):
            result.attributes["_keras_mask"] = _reconciled(mask, other.attributes.get("_keras_mask"))
        return result
    if type(one) in (list, tuple) and type(other) is type(one) and len(one) == len(other):
        return type(one)(_reconciled(a, b) for a, b in zip(one, other, strict=True))
    if type(one) is dict and type(other) is dict:
        return {key: _reconciled(value, other.get(key)) for key, value in one.items()}
    return one


def _open(place: int, one: Dim, other: Dim) -> Dim:
    """An open size by its values in the two trials."""
    first, second = _TRIALS
    if type(one) is int and type(other) is int:
        if one * second["batch"] == other * first["batch"] and one % first["batch"] == 0:
            return symbol("batch", minimum=1) * (one // first["batch"])
        if one * second["size"] == other * first["size"] and (one * DIVISIBLE) % first["size"] == 0:
            return symbol("size", minimum=1) * (one * DIVISIBLE // first["size"])
    return _any_size(place)


@native(f"{_GRAPH}.operation")
def operation(machine: Machine, function: Value) -> Primitive:
    """A decorator: a function of tensors that may be called on symbolic tensors, arrays and variables too."""

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        if holds_symbolic(args) or (kwargs and holds_symbolic(kwargs.values())):
            return symbolic_call(machine, function, args, kwargs)
        return machine.call(function, as_tensors(args), as_tensors(kwargs))

    return Primitive(getattr(function, "name", "operation"), invoke)


@native(f"{_GRAPH}.apply")
def apply(machine: Machine, function: Value, *args: Value, **kwargs: Value) -> Value:
    """Call a function on symbolic tensors."""
    return symbolic_call(machine, function, args, kwargs)


@native(f"{_GRAPH}.holds_symbolic")
def holds_symbolic_tensor(machine: Machine, value: Value) -> bool:
    """Whether a value is or holds a symbolic tensor."""
    return holds_symbolic((value,))


@native(f"{_GRAPH}.shadow")
def shadow(machine: Machine, value: Value) -> Value:
    """A value with its symbolic tensors replaced by their stand-ins."""
    return replaced(value, None)


def stand_in(shape: Any, dtype: Dtype) -> Tensor:
    """A tensor for a shape in which None is any size."""
    return Tensor(tuple(_any_size(place) if dim is None else dim for place, dim in enumerate(shape)), dtype)


def _any_size(place: int) -> Dim:
    return symbol("batch", minimum=1) if place == 0 else symbol("size", minimum=1) * DIVISIBLE


@native(f"{_GRAPH}.new_input")
def new_input(machine: Machine, layer: Value, shape: Value, dtype: Value) -> Value:
    """The symbolic tensor of an input of a ``shape``, in which None stands for any size; ``layer`` is its input layer."""
    if not isinstance(shape, (tuple, list)) or type(first := next((dim for dim in shape if type(dim) is Unknown), None)) is Unknown:
        return shape if isinstance(shape, Unknown) else first
    node = Node(layer, (), {})
    layer.attributes.setdefault("_inbound_nodes", []).append(node)
    return _symbolic_tensor(machine, stand_in(shape, dtype if isinstance(dtype, Dtype) else DTYPES["float32"]), node)


@native(f"{_GRAPH}.static_shape")
def static_shape(machine: Machine, tensor: Tensor) -> tuple[Value, ...]:
    """The shape of a stand-in as Keras shows it: None for sizes that are not known."""
    return tuple(None if type(dim) is Expression else dim for dim in tensor.shape)


@native(f"{_GRAPH}.stand_in")
def stand_in_of(machine: Machine, shape: Value, dtype: Value) -> Value:
    """A tensor of a shape in which None is any size."""
    return stand_in(shape, dtype if isinstance(dtype, Dtype) else DTYPES["float32"])


# Models


@native(f"{_GRAPH}.nodes_between")
def nodes_between(machine: Machine, inputs: Value, outputs: Value) -> list[Node]:
    """The nodes that lead from symbolic inputs to symbolic outputs, in an order in which they can be run."""
    given: list[Instance] = []
    _collect(inputs, given)
    known = {id(tensor) for tensor in given}
    pending: list[Instance] = []
    _collect(outputs, pending)
    found: dict[int, Node] = {}
    while pending:
        tensor = pending.pop()
        node = tensor.attributes["_node"]
        if id(tensor) in known or node.number in found:
            continue
        found[node.number] = node
        pending.extend(node.inputs())
    return [found[number] for number in sorted(found)]


@native(f"{_GRAPH}.layers_in_order")
def layers_in_order(machine: Machine, inputs: Value, outputs: Value, nodes: list[Node]) -> list[Value]:
    """The layers of a model by their distance from its outputs, the farthest first, as ``model.layers`` lists them."""
    given: list[Instance] = []
    _collect(inputs, given)
    own = {node.number: node for node in (*nodes, *(tensor.attributes["_node"] for tensor in given))}
    order: dict[int, Value] = {}
    _visit(outputs, own, {id(tensor) for tensor in given}, order)
    depth: dict[int, int] = dict.fromkeys(own, 0)
    deepest: dict[int, int] = {}
    for number in sorted(own, reverse=True):
        node = own[number]
        key = id(node.operation)
        depth[number] = deepest[key] = max(depth[number], deepest.get(key, 0))
        for tensor in node.inputs() if any(node is each for each in nodes) else ():
            before = tensor.attributes["_node"].number
            if before in depth:
                depth[before] = max(depth[before], depth[number] + 1)
    ranks = {key: rank for rank, key in enumerate(order)}
    keys = sorted((key for key in deepest if key in order), key=lambda key: (-deepest[key], ranks[key]))
    return [order[key] for key in keys]


def _visit(outputs: Value, own: dict[int, Node], given: set[int], order: dict[int, Value]) -> None:
    """Keep layers in the order in which a walk from the outputs back to the inputs meets them."""
    ends: list[Instance] = []
    _collect(outputs, ends)
    seen: set[int] = set()
    for end in ends:
        stack = [(end.attributes["_node"], False)]
        while stack:
            node, done = stack.pop()
            if done or node.number in seen:
                continue
            seen.add(node.number)
            if isinstance(node.operation, Instance):
                order.setdefault(id(node.operation), node.operation)
            stops = node.outputs and all(id(tensor) in given for tensor in node.outputs)
            for tensor in reversed(node.inputs() if not stops else []):
                before = tensor.attributes["_node"]
                if before.number in own:
                    stack.append((before, False))


@native(f"{_GRAPH}.run_nodes")
def run_nodes(machine: Machine, nodes: list[Node], inputs: Value, values: Value, outputs: Value) -> Value:
    """Run the nodes of a model on the values of its inputs; the values of its outputs, in their structure."""
    given: list[Instance] = []
    _collect(inputs, given)
    table: dict[int, Value] = {id(tensor): value for tensor, value in zip(given, values, strict=False)}
    for node in nodes:
        if type(node.operation) is Instance and not node.args and not node.kwargs:
            continue  # an input that the model is not given
        result = machine.call(node.operation, replaced(node.args, table), replaced(node.kwargs, table))
        if type(result) is Unknown:
            table.update((id(tensor), result) for tensor in node.outputs)
        else:
            _bind(node.outputs, iter(range(len(node.outputs))), result, table)
    return replaced(outputs, table)


def _bind(outputs: list[Instance], places: Any, result: Value, table: dict[int, Value]) -> None:
    """Give the symbolic outputs of a node their values, in the order in which they were made."""
    if isinstance(result, (Tensor, Unknown)):
        place = next(places, None)
        if place is not None:
            table[id(outputs[place])] = result
    elif isinstance(result, (tuple, list)):
        for item in result:
            _bind(outputs, places, item, table)
    elif isinstance(result, dict):
        for item in result.values():
            _bind(outputs, places, item, table)


for _name in ("operation", "args", "kwargs", "outputs"):

    def _register(name: str = _name) -> None:
        @native(f"{_GRAPH}.Node.{name}", kind="property")
        def read(machine: Machine, self: Node) -> Value:
            """A field of the node."""
            return getattr(self, name)

    _register()
