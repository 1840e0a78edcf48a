"""The part of the recorder that keeps what the program under analysis itself calls: operations with arguments, producers, loops.

The ledger knows what was computed; this knows which expression of the program asked for it, on what, and where the operands came
from. Expressions that do the same again (iterations of loops) are one observation.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_greenai.interpreter.values import MISSING, BoundMethod, Class, Function, Instance, Location, Primitive, Unknown, Value
from flake8_greenai.ledger.events import Entry, Loop, ModuleCall
from flake8_greenai.symbolic import Amount, Expression
from flake8_greenai.tensors.device import Device
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.shell import inner_tensor
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.ledger.events import Ledger
    from flake8_greenai.tensors.modes import Modes

MANY = 20_000
"""Expressions of the program that are observed."""
MANY_VARIANTS = 16
"""Observations of one expression, with different arguments; further ones are taken together with the most alike."""
MANY_ITEMS = 16
"""Items of a list or dict that is an argument."""
LONGEST_TEXT = 200
_PLAIN = frozenset({int, float, bool, type(None), Expression})


class TensorArgument(NamedTuple):
    """A tensor that is an argument: what is known of it, the observation that made it, and as which of its outputs."""

    shape: tuple[Amount, ...]
    dtype: str
    device: str
    requires_grad: bool
    is_parameter: bool
    position: int
    producer: Observation | None


class ObjectArgument(NamedTuple):
    """Any other object: its kind (``class``, ``function``, ``object``), the qualified name of it or its class."""

    kind: str
    name: str


class UnknownArgument(NamedTuple):
    """A value that the analysis does not know."""

    reason: str


class Observation:
    """One expression of the program that calls a library or a layer, or uses an operator on tensors.

    It holds nothing of the program's memory, which would count as in use. The operations of the ledger that it asks for know it.

    Attributes:
        name: qualified name of what is called, e.g. ``torch.matmul``; the symbol of an operator, ``.T`` of an attribute.
        location, end: where the expression begins and ends.
        arguments: by name where the callee's signature tells it, else ``*0``, ``*1``.
        outputs: the tensors that it gave, in order.
        result: its value, as arguments are described.
        inside: name of the class of the module in whose call it happens, empty outside modules.
        loops: places of the loops of the program that were open, outermost first.
        is_layer: whether a module is called; ``settings`` are its plain attributes, ``parameters`` the shapes of its own parameters,
            ``created`` where it was made.
        records_gradients, is_autocast: the modes that it ran in.
        function: qualified name of the function that it stands in.
        is_certain: whether it is evaluated in every case.
        is_recorded: whether it asked for operations that cost anything.
        is_returned: whether a module gives it back beside other tensors, or to the program.
        varies: whether it stands for further evaluations with other arguments, too.
    """

    __slots__ = (
        "arguments", "created", "end", "function", "inside", "is_autocast", "is_certain", "is_layer", "is_recorded", "is_returned",
        "location", "loops", "name", "outputs", "parameters", "records_gradients", "result", "settings", "varies",
    )  # fmt: skip

    def __init__(self, name: str, location: Location, end: Location, arguments: tuple[tuple[str, Any], ...]) -> None:
        self.name = name
        self.location = location
        self.end = end
        self.arguments = arguments
        self.outputs: tuple[TensorArgument, ...] = ()
        self.result: Any = None
        self.inside = ""
        self.loops: tuple[Location | None, ...] = ()
        self.is_layer = False
        self.settings: Mapping[str, Any] = {}
        self.parameters: Mapping[str, tuple[Amount, ...]] = {}
        self.created: Location | None = None
        self.records_gradients = False
        self.is_autocast = False
        self.function = ""
        self.is_certain = True
        self.is_recorded = False
        self.is_returned = False
        self.varies = False


class Evaluation(NamedTuple):
    """One evaluation of an observed expression; ``number`` tells it from all others."""

    observation: Observation
    number: int


class _Token(NamedTuple):
    """An evaluation that has begun, the one around it, and the module that is called."""

    evaluation: Evaluation
    outer: _Token | None
    module: Instance | None


class Observations:
    """Mixin of the recorder."""

    machine: Machine
    ledger: Ledger
    modes: Modes
    call: ModuleCall
    observes: bool
    operation: _Token | None
    _begun: int
    _loops: list[Loop]
    _open: list[list[Entry]]

    def begin_operation(self, name: str, callee: Value, args: tuple[Value, ...], kwargs: dict[str, Value], node: Any) -> object:
        """Keep what is called, unless it is the program's own code or does not concern tensors."""
        if not self.observes:
            return None
        while type(callee) is BoundMethod:
            args, callee = (callee.receiver, *args), callee.function
        name = name or _name(callee)
        if not name or (name.startswith("builtins.") and Tensor not in map(type, args)):
            return None
        return self._begin(name, node, args, kwargs, callee)

    def begin_layer(self, module: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> object:
        """A layer of a library is called by a library, such as one in ``nn.Sequential``: observed at the place where it was made."""
        cls, created, operation = module.cls, module.created, self.operation
        if not self.observes or cls is None or not cls.is_stub or created is None or (operation is not None and operation.module is module):
            return None
        return self._begin(cls.qualified_name, created, args, kwargs, module)

    def _begin(self, name: str, place: Any, args: tuple[Value, ...], kwargs: dict[str, Value], callee: Value) -> _Token | None:
        store = self.ledger.observations
        alike = store.get((name, place))
        if alike is None:
            if len(store) >= MANY:
                return None
            alike = store[name, place] = {}
        arguments = _bound(callee, args, kwargs)
        loops = tuple([loop.location for loop in self._loops])
        layer = callee if isinstance(callee, Instance) else None
        key = (arguments, tuple([location and location.line for location in loops]), id(layer), self.modes.grad_enabled)
        found = alike.get(key)
        if found is None:
            if len(alike) >= MANY_VARIANTS:
                found = _nearest(alike, arguments)
            if found is None:
                found = self._observation(name, place, arguments, layer)
            alike[key] = found
        found.loops = loops  # loops around it may have been followed before, and undone
        self._begun += 1
        self.operation = token = _Token(Evaluation(found, self._begun), self.operation, layer)
        return token

    def _observation(self, name: str, place: Any, arguments: tuple[tuple[str, Any], ...], layer: Instance | None) -> Observation:
        frame = self.machine.frame
        if type(place) is Location:
            location = end = place
        else:
            path = frame.module.path if frame is not None else ""
            location = Location(path, place.fromlineno or 1, place.col_offset or 0)
            end = Location(path, place.end_lineno or location.line, place.end_col_offset or 0)
        found = Observation(name, location, end, arguments)
        within = self.call.module
        found.inside = within.cls.name if within is not None and within.cls is not None else ""
        if layer is not None:
            found.is_layer, found.created = True, layer.created
            found.settings, found.parameters = _settings(layer), _parameter_shapes(layer)
        found.records_gradients, found.is_autocast = self.modes.grad_enabled, bool(self.modes.autocast)
        found.is_certain = len(self._open) - 1 == len(self.ledger.enclosing)
        found.function = frame.function.qualname if frame is not None and frame.function is not None else ""
        return found

    def end_operation(self, token: Any, result: Value) -> None:
        """What it gave: tensors keep which innermost observation made them."""
        (observation, number), self.operation, module = token
        if result is MISSING:
            return
        made = [result] if type(result) is Tensor else _tensors(result)
        is_one = len(made) == 1 and not isinstance(result, (tuple, list, dict))
        if not observation.outputs:
            observation.outputs = tuple([_describe_tensor(tensor) for tensor in made])
            observation.result = observation.outputs[0] if is_one else _describe(result)
        is_innermost = number == self._begun
        for index, tensor in enumerate(made):
            if is_innermost or tensor.producer is None:
                tensor.producer = observation, index
            elif module is not None and (len(made) > 1 or self.call.module is None):
                tensor.producer[0].is_returned = True


def _nearest(alike: dict[Any, Observation], arguments: tuple[tuple[str, Any], ...]) -> Observation:
    """The observation of an expression whose arguments differ in nothing but where they come from, else the last one."""
    plain = _without_producers(arguments)
    for known in alike.values():
        if _without_producers(known.arguments) == plain:
            return known
    known.varies = True
    return known


def _without_producers(arguments: tuple[tuple[str, Any], ...]) -> list[Any]:
    return [value[:-1] if type(value) is TensorArgument else value for _, value in arguments]


def _name(callee: Value) -> str:
    """The qualified name of what is called; empty for what the program itself defines, but for classes of modules."""
    kind = type(callee)
    if kind is Primitive:
        return str(callee.name)
    if kind is Function:
        return "" if callee.module.name == "__main__" else f"{callee.module.name}.{callee.qualname}"
    if kind is Class:
        is_own = callee.module == "__main__" and callee.find("_greenai_kind") != "module"
        return "" if is_own else str(callee.qualified_name)
    if isinstance(callee, Instance) and callee.cls is not None:
        return str(callee.cls.qualified_name)
    return ""


def _parameters(callee: Value) -> tuple[str, ...]:
    """The names of positional arguments, as far as they are known."""
    kind = type(callee)
    if kind is Function:
        return tuple(callee.code.positional)
    if kind is Primitive:
        return _host_parameters(callee.function) if callee.function is not None else ()
    if kind is Class:
        return _parameters(callee.find("__init__"))[1:]
    if isinstance(callee, Instance) and callee.cls is not None:
        method = callee.cls.find("forward")
        return _parameters(method if method is not MISSING else callee.cls.find("__call__"))[1:]
    return ()


_known_parameters: dict[Callable[..., Any], tuple[str, ...]] = {}


def _host_parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    found = _known_parameters.get(function)
    if found is None:
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        found = tuple(name for name, each in inspect.signature(function).parameters.items() if each.kind in kinds)
        _known_parameters[function] = found
    return found


def _bound(callee: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> tuple[tuple[str, Any], ...]:
    """The arguments, described, under the names that the callee gives them."""
    names = _parameters(callee) if callee is not None else ()
    found = []
    for index, value in enumerate(args[:MANY_ITEMS]):
        found.append((names[index] if index < len(names) else f"*{index}", _describe(value)))
    for name, value in kwargs.items():
        found.append((name, _describe(value)))
    return tuple(found)


def _describe(value: Value, depth: int = 2) -> Any:
    """A value as it can be kept: hashable, with nothing of the program's memory."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is str:
        return value[:LONGEST_TEXT]
    if kind is Tensor:
        return _describe_tensor(value)
    if kind is Unknown:
        return UnknownArgument(value.reason)
    if kind is Dtype:
        return value.name
    if kind is Device:
        return str(value)
    if kind is Instance and (inner := inner_tensor(value)) is not None:
        return _describe_tensor(inner)
    if isinstance(value, (tuple, list)):
        return tuple([_describe(item, depth - 1) for item in value[:MANY_ITEMS]]) if depth else ObjectArgument("object", "list")
    if kind is slice:
        return ("slice", *(_describe(bound, 0) for bound in (value.start, value.stop, value.step)))
    if kind is dict and depth:
        return tuple([(_describe(key, 0), _describe(value[key], depth - 1)) for key in list(value)[:MANY_ITEMS]])
    if kind is Ellipsis.__class__:
        return "..."
    return _describe_object(value)


def _settings(layer: Instance) -> Mapping[str, Any]:
    """The plain attributes of a layer."""
    return {name: value for name, value in layer.attributes.items() if not name.startswith("_") and _is_plain(value)}


def _is_plain(value: Value) -> bool:
    return type(value) in _PLAIN or type(value) is str or (type(value) is tuple and all(map(_is_plain, value)))


def _parameter_shapes(layer: Instance) -> Mapping[str, tuple[Amount, ...]]:
    own = layer.attributes.get("_parameters")
    return {name: value.shape for name, value in own.items() if isinstance(value, Tensor)} if isinstance(own, dict) else {}


def _describe_object(value: Value) -> ObjectArgument:
    kind = type(value)
    if kind is Class:
        return ObjectArgument("class", value.qualified_name)
    if kind is Function:
        return ObjectArgument("function", f"{value.module.name}.{value.qualname}")
    if kind is Primitive:
        return ObjectArgument("function", value.name)
    if isinstance(value, Instance) and value.cls is not None:
        return ObjectArgument("object", value.cls.qualified_name)
    return ObjectArgument("object", kind.__name__)


def _describe_tensor(tensor: Tensor) -> TensorArgument:
    is_parameter = tensor.cls is not None and tensor.cls.find("_greenai_kind") == "parameter"
    producer, index = tensor.producer or (None, 0)
    return TensorArgument(tensor.shape, tensor.dtype.name, str(tensor.device), tensor.requires_grad, is_parameter, index, producer)


def _tensors(value: Value, depth: int = 2) -> list[Tensor]:
    """The tensors in a tuple, list or dict."""
    if type(value) is Tensor:
        return [value]
    if type(value) is Instance and (inner := inner_tensor(value)) is not None:
        return [inner]
    if not depth or not isinstance(value, (tuple, list, dict)):
        return []
    items = list(value.values()) if isinstance(value, dict) else value
    return [tensor for item in items[:MANY_ITEMS] for tensor in _tensors(item, depth - 1)]
