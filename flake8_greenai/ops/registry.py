"""Registration of operations: a function of tensors becomes a primitive under the names it serves.

An operation is a plain function whose Python signature binds the framework's arguments. It returns its output (a Tensor, a
tuple or list of them, or a plain value), alone when it is free (a view, metadata) or in a :class:`Result` with its cost::

    @op("torch.nn.functional.linear")
    def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Result:
        ...
        return Result(output, Cost(core=2 * rows * inputs * outputs, pointwise=rows * outputs, saved=(input,), gradients=...))

The wrapper made here does the rest, the same for all: unknown arguments, shape errors, recording in the ledger,
``requires_grad`` and origin of the outputs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from flake8_greenai.interpreter.limits import MAX_TEXT, is_nested, tree_size
from flake8_greenai.interpreter.primitives import register
from flake8_greenai.interpreter.values import Instance, Primitive, Unknown, Value
from flake8_greenai.ledger.cost import FREE, Cost
from flake8_greenai.ops.autocast import in_autocast
from flake8_greenai.symbolic import Undecided
from flake8_greenai.tensors.device import Device
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.shell import inner_tensor
from flake8_greenai.tensors.tensor import Tensor
from flake8_greenai.tensors.whole_numbers import whole_number

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

WIDE = 64
"""Elements of an argument above which an operation counts as many steps as its operands make it."""
STEPS_PER_OPERAND = 4
STEPS_PER_OPERATION = 10
"""Steps that an operation counts for: it takes the host as long as that many statements and keeps more of its memory."""

_PLAIN = frozenset({int, float, bool, str, type(None), Dtype, Device})

Operation = TypeVar("Operation", bound=Callable[..., Any])


class Result(NamedTuple):
    """Output of an operation with its cost; ``op`` names the kernel in ``core_by_op`` where it is not the function's name."""

    output: Value
    cost: Cost
    op: str = ""


def op(
    *names: str,
    kind: str = "function",
    differentiable: bool = True,
    modes: bool = False,
    accepts_unknown: bool = False,
    accepts_many: bool = False,
    accepts_numbers: bool = False,
    accepts_sizes: bool = False,
    accepts_slices: bool = False,
) -> Callable[[Operation], Operation]:
    """Register the decorated function as the operation called ``names``.

    Args:
        names: qualified names, e.g. ``torch.relu``, ``torch.Tensor.relu``, ``torch.nn.functional.relu``.
        kind: ``property`` for what is read as an attribute (``torch.Tensor.shape``), ``static`` or ``class`` as in classes.
        differentiable: whether outputs carry gradients back to operands (False: comparisons, argmax, detach).
        modes: whether the function wants the current :class:`flake8_greenai.tensors.modes.Modes` as keyword ``modes``.
        accepts_unknown: whether it can answer with Unknown among its arguments; otherwise the call itself is unknown.
        accepts_numbers: whether it can answer for arguments that are numbers for certain, whichever they are.
        accepts_sizes: whether whole numbers that are not known are sizes: the operation gets a symbol for each, at least 0.
        accepts_slices: whether the second argument is an index; the operation gets symbols for the bounds of its slices.
        accepts_many: whether it can answer for lists of unknown length, in which Unknown stands for many items.

    Raises:
        ValueError: when a name is registered already.
    """
    accepts = _Accepts(accepts_unknown, accepts_many, accepts_numbers, accepts_sizes, accepts_slices)

    def decorate(function: Operation) -> Operation:
        for name in names:
            register(name, Primitive(name, _wrap(function, name, differentiable, modes, accepts), kind, function=function))
        return function

    return decorate


class _Accepts(NamedTuple):
    """Which unknown arguments an operation answers for."""

    unknown: bool
    many: bool
    numbers: bool
    sizes: bool
    slices: bool

    def first_refused(self, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Unknown | None:
        """The first unknown argument that it does not answer for."""
        if self.unknown:
            return None
        return first_unknown((*args, *kwargs.values()), many=self.many, numbers=self.numbers)


def _wrap(
    function: Callable[..., Any], name: str, differentiable: bool, wants_modes: bool, accepts: _Accepts
) -> Callable[[Machine, tuple[Value, ...], dict[str, Value]], Value]:
    signature: list[inspect.Signature] = []

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        machine.steps -= STEPS_PER_OPERATION
        if machine.steps < 0:
            raise machine.bound_reached("steps")
        if machine.context.modes.autocast:
            args, kwargs = in_autocast(machine, name, args, kwargs)
        operands = _plain_operands(args, kwargs)
        if operands is None or accepts.sizes:
            args, kwargs = _prepared(machine, args, kwargs, accepts, wants_modes)
            unknown = accepts.first_refused(args, kwargs)
            if unknown is not None:
                return machine.context.unknown_call(name, unknown)
        context = machine.context
        if wants_modes:
            kwargs = {**kwargs, "modes": context.modes}
        try:
            result = function(*args, **kwargs)
        except ShapeError as error:
            return context.shape_error(name, str(error))
        except (Undetermined, Undecided) as error:
            return context.unknown_call(name, Unknown(f"{name}: {error}", machine.location()))
        except TypeError as error:
            if not signature:
                signature.append(inspect.signature(function))
            try:
                signature[0].bind(*args, **kwargs)
            except TypeError:
                return context.unknown_call(name, Unknown(f"{name}: cannot bind the arguments: {error}", machine.location()))
            raise
        if operands is None:
            operands = tuple(tensors_in(args, kwargs))
        if type(result) is Result:
            return context.record(name, result.op or function.__name__, result.cost, operands, result.output, differentiable)
        return context.record(name, function.__name__, FREE, operands, result, differentiable)

    return invoke


def _plain_operands(args: tuple[Value, ...], kwargs: dict[str, Value]) -> tuple[Tensor, ...] | None:
    """The tensors among the arguments in the usual case that all others are numbers, names or short tuples of these; else None."""
    if len(args) > WIDE:
        return None
    found: list[Tensor] = []
    for value in (*args, *kwargs.values()) if kwargs else args:
        kind = type(value)
        if kind is Tensor:
            found.append(value)
        elif kind not in _PLAIN and (not issubclass(kind, tuple) or len(value) > WIDE or not all(type(item) in _PLAIN for item in value)):
            return None
    return tuple(found)


def _size(machine: Machine, value: Value, tensors: bool = False) -> Value:
    """The argument with a symbol for each size that is not known; ``tensors`` of one whole number may be sizes, too."""
    kind = type(value)
    if kind is Tensor:
        is_size = tensors and not value.shape and value.dtype.category == "integer" and value.content is None
        return machine.context.size_of(value) if is_size else value
    if kind is Unknown:
        return machine.context.size_of(value) if value.is_number and not value.is_float and value.many is None else value
    if kind in (tuple, list):
        sizes = [_size(machine, item, tensors) for item in value]
        return value if all(size is item for size, item in zip(sizes, value, strict=True)) else kind(sizes)
    return value


def _bounds(machine: Machine, key: Value) -> Value:
    """The index with a symbol for each position and bound of a slice that is not known."""
    if type(key) is tuple:
        return tuple([_bounds(machine, part) for part in key])
    if type(key) is slice:
        return slice(_bound(machine, key.start), _bound(machine, key.stop), key.step)
    return _size(machine, key) if type(key) is Unknown else key


def _bound(machine: Machine, value: Value) -> Value:
    """The bound of a slice, a symbol where nothing is known of it; of some tensors it is known between which numbers they are."""
    return _size(machine, value, tensors=isinstance(value, Tensor) and whole_number(value) is None)


def _unshelled(value: Value) -> Value:
    """The tensor of an array of another library, also in an index."""
    if type(value) is Instance:
        inner = inner_tensor(value)
        return value if inner is None else inner
    return tuple([_unshelled(part) for part in value]) if type(value) is tuple and Instance in map(type, value) else value


def _prepared(
    machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value], accepts: _Accepts, is_creation: bool
) -> tuple[tuple[Value, ...], dict[str, Value]]:
    """The arguments, wide ones counted, with symbols for sizes and bounds of slices that are not known."""
    _count_wide(machine, args)
    if Instance in map(type, args) or tuple in map(type, args):
        args = tuple([_unshelled(value) for value in args])
    if kwargs and Instance in map(type, kwargs.values()):
        kwargs = {name: _unshelled(value) for name, value in kwargs.items()}
    if accepts.slices and len(args) > 1:
        args = (args[0], _bounds(machine, args[1]), *args[2:])
    if accepts.sizes:
        # The first argument is what is worked on, unless a tensor is made from nothing.
        args = tuple([_size(machine, value, is_creation or place > 0) for place, value in enumerate(args)])
        kwargs = {key: _size(machine, value, True) for key, value in kwargs.items()}
    return args, kwargs


def _count_wide(machine: Machine, args: tuple[Value, ...]) -> None:
    """Count the steps of operands that are long lists, or lists that hold themselves."""
    for value in (args, *args) if len(args) > WIDE else args:
        if (type(value) is list or type(value) is tuple) and len(value) > WIDE:
            # Some operations compare all their operands with one another; numbers are data, and taken one by one.
            are_numbers = type(value[0]) in (int, float, bool)
            machine.count_generator(len(value) if are_numbers else len(value) * STEPS_PER_OPERAND + (len(value) ** 2 >> 8))
        if type(value) is list and is_nested(value):
            # Operations walk without end through a list that holds itself.
            machine.count_generator(tree_size(value, cycle=MAX_TEXT) >> 2)


def first_unknown(values: Any, *, many: bool = False, numbers: bool = False) -> Unknown | None:
    """The first Unknown among the values, looking into lists and tuples.

    Args:
        values: where to look.
        many: what stands for many known items is none.
        numbers: what is a number for certain is none.
    """
    for value in values:
        if many and type(value) is Unknown and value.many is not None:
            value = value.many[0]  # noqa: PLW2901
        kind = type(value)
        if kind is Unknown:
            if not (numbers and value.is_number):
                return value  # type: ignore[no-any-return]
        elif kind in (tuple, list):
            inner = first_unknown(value, many=many, numbers=numbers)
            if inner is not None:
                return inner
    return None


def tensors_in(args: Any, kwargs: dict[str, Value] | None = None) -> Iterator[Tensor]:
    """All tensors among the arguments, looking into lists, tuples and dicts."""
    for value in args:
        kind = type(value)
        if kind is Tensor or isinstance(value, Tensor):
            yield value
        elif kind in _PLAIN:
            continue
        elif isinstance(value, (tuple, list)):
            yield from tensors_in(value)
        elif isinstance(value, dict):
            yield from tensors_in(value.values())
    if kwargs:
        yield from tensors_in(kwargs.values())
