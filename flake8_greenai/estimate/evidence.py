"""What the program itself asks for, expression by expression: the evidence that rules about code rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flake8_greenai.interpreter.values import Location
from flake8_greenai.ledger.events import Alternatives, Entry, Event, Ledger, Loop
from flake8_greenai.ledger.observations import ObjectArgument, Observation, TensorArgument, UnknownArgument
from flake8_greenai.ledger.work import GEMM, POINTWISE, Kernel, forward_kernels, gradient_kernels
from flake8_greenai.symbolic import Amount, Undecided
from flake8_greenai.tensors.tensor import Tensor

__all__ = ["ObjectArgument", "Operand", "Operation", "UnknownArgument", "operations_of"]


@dataclass(frozen=True, slots=True)
class Operand:
    """A tensor that goes into an operation or comes out of it.

    Attributes:
        shape, dtype, device: of the tensor; ``device`` is torch's name.
        requires_grad: whether gradients flow to it.
        is_parameter: whether it is a parameter of a model.
        position: which of the outputs of its producer it is.
        producer: the operation that made it, None when it is an input, a constant, or made where the program does not show it.
    """

    shape: tuple[Amount, ...]
    dtype: str
    device: str
    requires_grad: bool
    is_parameter: bool
    position: int
    producer: Operation | None


@dataclass(slots=True, eq=False)
class Operation:
    """One expression of the analysed file that calls a library, calls a layer, or uses an operator on tensors.

    The same expression is several operations when its operands differ. What is not known is an :class:`UnknownArgument`; an argument
    that is an object is an :class:`ObjectArgument`; lists are tuples, dicts tuples of pairs.

    Attributes:
        name: qualified name of what is called (``torch.matmul``, ``torch.nn.modules.linear.Linear``), the symbol of an operator
            (``@``, ``[]``, ``+=``), or the name of an attribute behind a dot (``.T``).
        location, end: where the expression stands; for layers that a library calls, where the layer is made.
        arguments: by name where the signature tells it, else ``*0``, ``*1``.
        outputs: the tensors that it gives.
        function: qualified name of the function that it stands in.
        inside: name of the class of the module in whose call it happens, empty outside models.
        loops: places of the loops of the program around it, outermost first.
        is_layer: whether a layer is called; then ``settings`` and ``parameters`` are those of the layer.
        settings: plain attributes of the layer, such as ``kernel_size``.
        parameters: shapes of the layer's own parameters, by name.
        records_gradients, is_autocast: modes that it runs in.
        is_certain: whether it is evaluated in every case.
        varies: whether it stands for evaluations with other arguments, too.
        kernels: what one evaluation asks of a device in the forward pass, without operations inside it.
        gradient_kernels: what its gradients ask of a device.
        total: the work of all its evaluations in one kernel, loops included, where it has closed form; amounts may hold symbols.
        created: where the layer is made.
        times: how often the program evaluates it; None when that is not known.
        is_returned: whether a module gives it back to the program, or beside other tensors: it may be used where nobody sees.
        consumers: operations that it is an operand of.
    """

    name: str
    location: Location
    end: Location
    arguments: Mapping[str, object] = field(default_factory=dict)
    outputs: tuple[Operand, ...] = ()
    function: str = ""
    inside: str = ""
    loops: tuple[Location, ...] = ()
    is_layer: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
    parameters: Mapping[str, tuple[Amount, ...]] = field(default_factory=dict)
    records_gradients: bool = False
    is_autocast: bool = False
    is_certain: bool = True
    varies: bool = False
    kernels: tuple[Kernel, ...] = ()
    gradient_kernels: tuple[Kernel, ...] = ()
    total: Kernel | None = None
    created: Location | None = None
    times: Amount | None = 1
    is_returned: bool = False
    consumers: tuple[Operation, ...] = ()

    @property
    def method(self) -> str:
        """The last part of the name: ``matmul``, ``Linear``."""
        return self.name.rpartition(".")[2] or self.name

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The tensors among the arguments, in order, those in lists included."""
        values = (each for value in self.arguments.values() for each in (value if type(value) is tuple else (value,)))
        return tuple(value for value in values if type(value) is Operand)

    def argument(self, *names: str, default: object = None) -> object:
        """The argument under the first of the names that is given."""
        return next((self.arguments[name] for name in names if name in self.arguments), default)


def operations_of(ledger: Ledger, outputs: Iterable[Tensor] = ()) -> tuple[Operation, ...]:
    """The operations of a run, in the order of their first evaluation.

    Args:
        ledger: of the run.
        outputs: tensors that the run gives back.
    """
    recorded = _Recorded()
    recorded.add(ledger.entries, (), 1, is_certain=True)
    made: dict[int, Operation] = {}
    for alike in ledger.observations.values():
        for observation in dict.fromkeys(alike.values()):
            _operation(observation, recorded, made)
    for operation in list(made.values()):
        for operand in operation.operands:
            if operand.producer is not None:
                operand.producer.consumers = (*operand.producer.consumers, operation)
    for tensor in outputs:
        if tensor.producer is not None and id(tensor.producer[0]) in made:
            made[id(tensor.producer[0])].is_returned = True
    return tuple(operation for operation in made.values() if operation.times != 0)


class _Recorded:
    """What the ledger holds of each observation, and how often each nest of loops runs.

    Attributes:
        evaluations: by identity of an observation, the operations of each of its evaluations.
        uncertain: identities of operations that do not happen in every case.
        runs: by places of the loops of a nest, outermost first: iterations of the innermost in all; None where not known.
    """

    def __init__(self) -> None:
        self.evaluations: dict[int, dict[int, list[Event]]] = {}
        self.uncertain: set[int] = set()
        self.runs: dict[tuple[Location | None, ...], Amount | None] = {(): 1}

    def add(self, entries: list[Entry], within: tuple[Location | None, ...], times: Amount | None, *, is_certain: bool) -> None:
        """Add entries that happen in a nest of loops, so many times."""
        for entry in entries:
            if isinstance(entry, Event):
                if entry.asked_by is not None:
                    observation, number = entry.asked_by
                    self.evaluations.setdefault(id(observation), {}).setdefault(number, []).append(entry)
                    if not is_certain:
                        self.uncertain.add(id(entry))
            elif isinstance(entry, Alternatives):
                for sequence in entry.sequences:
                    self.add(sequence, within, times, is_certain=False)
            elif isinstance(entry, Loop):
                self._add_loop(entry, (*within, entry.location), times, is_certain=is_certain)
            else:
                self.add(entry.sequence, within, None, is_certain=False)

    def _add_loop(self, loop: Loop, nest: tuple[Location | None, ...], times: Amount | None, *, is_certain: bool) -> None:
        is_known = times is not None and not loop.stops_early and not loop.is_guessed
        for one in loop.rounds:
            count = one.count * times if is_known and times is not None else None
            before = self.runs.get(nest, 0)
            self.runs[nest] = None if count is None or before is None else before + count
            self.add(one.sequence, nest, count, is_certain=is_certain)


def _operation(observation: Observation, recorded: _Recorded, made: dict[int, Operation]) -> None:
    """Make the operation of an observation, those that its operands come from first."""
    waiting = [observation]
    while waiting:
        current = waiting[-1]
        missing = [each for each in _producers(current) if id(each) not in made]
        if missing and id(current) not in made:
            waiting.extend(missing)
        else:
            waiting.pop()
            if id(current) not in made:
                made[id(current)] = _converted(current, recorded, made)


def _producers(observation: Observation) -> Iterator[Observation]:
    for _, value in observation.arguments:
        for each in value if type(value) is tuple else (value,):
            if type(each) is TensorArgument and each.producer is not None:
                yield each.producer


def _converted(observation: Observation, recorded: _Recorded, made: Mapping[int, Operation]) -> Operation:
    evaluations = list(recorded.evaluations.get(id(observation), {}).values())
    once = evaluations[0] if evaluations else []
    events = [event for evaluation in evaluations for event in evaluation]
    return Operation(
        name=observation.name,
        location=observation.location,
        end=observation.end,
        arguments={name: _argument(value, made) for name, value in observation.arguments},
        outputs=tuple([_operand(output, made) for output in observation.outputs]),
        function=observation.function,
        inside=observation.inside,
        loops=tuple(place for place in observation.loops if place is not None),
        is_layer=observation.is_layer,
        settings=observation.settings,
        parameters=observation.parameters,
        records_gradients=observation.records_gradients,
        is_autocast=observation.is_autocast,
        is_certain=observation.is_certain and not any(id(event) in recorded.uncertain for event in events),
        varies=observation.varies,
        kernels=forward_kernels(list(once)),
        gradient_kernels=gradient_kernels(once) if any(output.requires_grad for output in observation.outputs) else (),
        is_returned=observation.is_returned,
        total=_total(observation.name, events),
        created=observation.created,
        times=_times(observation, evaluations, recorded),
    )


def _argument(value: object, made: Mapping[int, Operation]) -> object:
    if type(value) is TensorArgument:
        return _operand(value, made)
    if type(value) is tuple:
        return tuple([_argument(item, made) for item in value])
    return value


def _operand(described: TensorArgument, made: Mapping[int, Operation]) -> Operand:
    producer = made.get(id(described.producer)) if described.producer is not None else None
    return Operand(*described[:-1], producer)


def _total(name: str, events: list[Event]) -> Kernel | None:
    """The work of operations over all iterations in one kernel; None when there is none, or no closed form."""
    core: Amount = 0
    pointwise: Amount = 0
    moved: Amount = 0
    try:
        for event in events:
            core = core + event.repeated(event.core)
            pointwise = pointwise + event.repeated(event.pointwise)
            moved = moved + event.repeated(event.bytes_read + event.bytes_written)
    except Undecided:
        return None
    return Kernel(name, GEMM if core != 0 else POINTWISE, core, pointwise, moved, events[0].dtype or "float32") if events else None


def _times(observation: Observation, evaluations: list[list[Event]], recorded: _Recorded) -> Amount | None:
    """How often the run evaluates it, None when that is not known; loops that were undone are not in the ledger."""
    runs = recorded.runs.get(observation.loops, 0)
    if not evaluations:
        return 0 if observation.is_recorded else runs
    if runs is None:
        return None
    count: Amount = 0
    for evaluation in evaluations:
        count = count + evaluation[0].repeated(1)
    return count
