"""What happened in an analysis, in order: operations, module calls, alternatives, repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Instance, Location
from flake8_greenai.ledger.moments import MANY_MOMENTS, Moment, envelope, larger
from flake8_greenai.symbolic import Amount, Expression, Undecided
from flake8_greenai.symbolic.index_sets import Progression
from flake8_greenai.tensors.tensor import Storage, Tensor

if TYPE_CHECKING:
    from flake8_greenai.ledger.observations import Evaluation, Observation

_numbers = count()


class ModuleCall:
    """One call of a module: what went in and came out, and the call that it happened in.

    ``arguments`` of a call that the program itself makes are its arguments as a description that new ones can be made from;
    None when some of them are unknown. ``is_evaluation`` tells that the model is in evaluation mode and records no gradients.
    """

    __slots__ = ("arguments", "inputs", "is_evaluation", "location", "module", "outputs", "parent")

    def __init__(self, module: Instance | None, parent: ModuleCall | None, location: Location | None = None) -> None:
        self.module = module
        self.parent = parent
        self.location = location
        self.is_evaluation = False
        self.arguments: dict[str, Any] | None = None
        self.inputs: tuple[tuple[tuple[Amount, ...], str], ...] = ()
        self.outputs: tuple[tuple[tuple[Amount, ...], str], ...] = ()


class Event:
    """One operation.

    Attributes:
        name: qualified name of the operation.
        kernel: name under which its core FLOPs are listed.
        call: the module call that it happened in.
        core, pointwise, transcendentals: FLOPs of the forward pass.
        bytes_read, bytes_written: traffic of the forward pass.
        backward_core, backward_pointwise: FLOPs of the gradients that are wanted.
        saved: storages kept for the backward pass.
        recomputed: what it saves when the backward pass computes it again, in a checkpointed segment.
        segment: the operations that are computed again before its gradients, its own segment.
        parents: the operations that computed its operands, for those that carry gradients.
        path, line: where the analysed program calls it.
        leaves: operands that gradients are gathered in (parameters).
        dtype: of its first operand.
        operands: shapes of its tensor operands.
        rounds: iterations of loops that are over by now in which it happened, innermost first.
        state: bytes that stay in use from its first run on.
        shares: while a tape records, core and pointwise FLOPs of each gradient with what it is the gradient of: the operation that
            computed the operand or, for a leaf, the operand; None for one that is always computed.
        asked_by: the evaluation of an expression of the program that asked for it, where those are observed.
        number: position in the order in which operations were recorded.
    """

    __slots__ = (
        "asked_by", "backward_core", "backward_pointwise", "bytes_read", "bytes_written", "call", "core", "dtype", "kernel", "leaves",
        "line", "name", "number", "operands", "outputs", "parents", "path", "pointwise", "recomputed", "rounds", "saved", "segment",
        "shares", "state", "transcendentals",
    )  # fmt: skip

    def __init__(self, name: str, kernel: str, call: ModuleCall) -> None:
        self.name = name
        self.kernel = kernel
        self.call = call
        self.core: Amount = 0
        self.pointwise: Amount = 0
        self.transcendentals: Amount = 0
        self.bytes_read: Amount = 0
        self.bytes_written: Amount = 0
        self.backward_core: Amount = 0
        self.backward_pointwise: Amount = 0
        self.saved: tuple[Storage, ...] = ()
        self.recomputed: tuple[Storage, ...] = ()
        self.segment: tuple[Event, ...] = ()
        self.parents: tuple[Event, ...] = ()
        self.outputs: tuple[tuple[tuple[Amount, ...], str], ...] = ()
        self.path = ""
        self.line = 0
        self.leaves: tuple[Tensor, ...] = ()
        self.dtype = ""
        self.operands: tuple[tuple[Amount, ...], ...] = ()
        self.rounds: tuple[Round, ...] = ()
        self.state: Amount = 0
        self.shares: tuple[tuple[Event | Tensor | None, Amount, Amount], ...] = ()
        self.asked_by: Evaluation | None = None
        self.number = next(_numbers)

    @property
    def is_view(self) -> bool:
        """Whether it costs nothing: a view of its operand."""
        return not self.operands

    def repeated(self, amount: Amount) -> Amount:
        """The sum of an amount over all iterations in which the operation happened."""
        for one in self.rounds:
            amount = one.times(amount)
        return amount


@dataclass(slots=True)
class Alternatives:
    """Exactly one of the sequences happens; ``reason`` says what is not known."""

    sequences: list[list[Entry]]
    reason: str
    location: Location | None


@dataclass(slots=True)
class Repetition:
    """A sequence that happens ``count`` times or, where that is None, an unknown number of times, at least ``least`` times."""

    sequence: list[Entry]
    reason: str
    location: Location | None
    least: int = 0
    count: Amount | None = None


@dataclass(slots=True, eq=False)
class Round:
    """Iterations of a loop that record alike.

    Attributes:
        sequence: what one of them records; figures may depend on the loop's counter, the symbol ``name``.
        count: how many there are.
        progressions: which they are, where known.
        peak_bytes: most memory in use during one of them.
        batch: samples that a loader gave in it, None when none did.
        unknown: calls in it that could not be followed.
        moments: memory in use at those moments that are the peak for some batch.
    """

    sequence: list[Entry]
    count: Amount = 1
    progressions: tuple[Progression, ...] = ()
    name: str = ""
    peak_bytes: Amount = 0
    batch: Amount | None = None
    unknown: tuple[UnknownEvent, ...] = ()
    moments: tuple[Moment, ...] = ()

    def times(self, amount: Amount) -> Amount:
        """The sum of an amount over all its iterations.

        Raises:
            Undecided: when it depends on the counter in a way that has no closed form, or it is not known which iterations these are.
        """
        if not self.progressions or type(amount) is int:
            if self.name and type(amount) is Expression and any(str(found) == self.name for found in amount.symbols()):
                raise Undecided(amount, "summed over", self.name, "which iterations these are is not known")
            return amount * self.count
        total: Amount = 0
        for progression in self.progressions:
            total = total + progression.sum(amount, self.name)
        return total


@dataclass(slots=True, eq=False)
class Loop:
    """A loop of the program: its rounds follow each other in some order.

    Attributes:
        location: of its statement, or of the call that hides it.
        length: number of iterations, None when it is the sum of the counts.
        stops_early: whether a condition on data may end it after any iteration.
        last_is_less: whether the last iteration may cost less than it is taken to.
        is_guessed: whether iterations beyond a bound were taken to be like those before.
        function: name of the function that it stands in.
        live_bytes: memory in use when it begins, without gradients.
        is_generation: whether it makes one token after the other, whatever its shapes.
        is_one_step: whether its iterations make up one step of the loop around it.
        part_of: for some of the iterations of a generator's loop, the loop.
    """

    location: Location | None
    rounds: list[Round] = field(default_factory=list)
    length: Amount | None = None
    stops_early: bool = False
    last_is_less: bool = False
    is_guessed: bool = False
    function: str = ""
    live_bytes: Amount = 0
    is_generation: bool = False
    is_one_step: bool = False
    part_of: Loop | None = None

    @property
    def iterations(self) -> Amount:
        """How many iterations it has, when nothing stops it early."""
        return sum((one.count for one in self.rounds), 0) if self.length is None else self.length


Entry = Event | Alternatives | Repetition | Loop


@dataclass(slots=True)
class UnknownEvent:
    """A call that the analysis could not follow."""

    call: str
    reason: str
    location: Location | None
    site: Location | None = None
    is_inside: bool = False
    """Whether it happened in a call of a model."""


@dataclass(slots=True)
class Ledger:
    """Everything recorded by one run of a program or one call of a model."""

    entries: list[Entry] = field(default_factory=list)
    unknown: list[UnknownEvent] = field(default_factory=list)
    shape_errors: list[tuple[str, Location | None]] = field(default_factory=list)
    calls: list[ModuleCall] = field(default_factory=list)
    is_mixed: bool = False
    """Whether a tensor carries gradients on some sides of a branch only: the backward pass may then do less."""
    live_bytes: Amount = 0
    peak_bytes: Amount = 0
    enclosing: list[tuple[Amount, Amount | None, Amount, int, list[Moment], int]] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    leaves: dict[int, Tensor] = field(default_factory=dict)
    observations: dict[tuple[str, Any], dict[Any, Observation]] = field(default_factory=dict)
    """What the program itself calls, by name and place."""
    gradient_bytes: Amount = 0
    before_loops: Amount = 0
    highest_bytes: Amount = 0
    """Peak before gradients came or went the last time; ``peak_bytes`` is that since then."""

    def note_moment(self, fixed: Amount, live: Amount) -> None:
        """Keep how much is in use, ``fixed`` bytes of it beside gradients and what there was before the loops, whatever the batch."""
        if len(self.moments) > MANY_MOMENTS:
            self.moments = list(envelope(self.moments))
        moment = (self.before_loops + self.gradient_bytes + fixed, live)
        if not self.moments or self.moments[-1] != moment:
            self.moments.append(moment)

    def raise_peak(self, live: Amount) -> None:
        """So much was in use at some moment."""
        if self.enclosing:
            self.highest_bytes = larger(self.highest_bytes, live)
        else:
            self.peak_bytes = larger(self.peak_bytes, live)

    def settle_gradients(self) -> None:
        """Count the gradients of the parameters that have one now.

        They are counted by parameter, not by storage: what the analysis keeps of earlier iterations is no memory in use.
        """
        total: Amount = 0
        for leaf in self.leaves.values():
            if leaf.attributes.get("grad") is not None:
                total = total + leaf.nbytes
        if total == self.gradient_bytes:
            return
        if self.enclosing:
            self.note_moment(0, self.peak_bytes)
            self.highest_bytes = larger(self.highest_bytes, self.peak_bytes)
        self.live_bytes = self.live_bytes + total - self.gradient_bytes
        self.gradient_bytes = total
        self.peak_bytes = self.live_bytes if self.enclosing else larger(self.peak_bytes, self.live_bytes)

    def events(self) -> Iterator[Event]:
        """All operations, those of every alternative included."""
        yield from _events(self.entries)


def _events(entries: list[Entry]) -> Iterator[Event]:
    for entry in entries:
        if isinstance(entry, Event):
            yield entry
        elif isinstance(entry, Alternatives):
            for sequence in entry.sequences:
                yield from _events(sequence)
        elif isinstance(entry, Loop):
            for one in entry.rounds:
                yield from _events(one.sequence)
        else:
            yield from _events(entry.sequence)


def events_of(entries: list[Entry]) -> Iterator[Event]:
    """All operations of a sequence of entries, those of every alternative and every round of a loop included."""
    return _events(entries)


def spec(tensor: Tensor) -> tuple[tuple[Amount, ...], str]:
    """Shape and dtype name of a tensor."""
    return tensor.shape, tensor.dtype.name


def specs(value: Any) -> tuple[tuple[tuple[Amount, ...], str], ...]:
    """Shapes and dtypes of the tensors in a value, in order, looking into containers and data classes."""
    if type(value) is Tensor:
        return (spec(value),)
    if type(value) is tuple and len(value) == 1 and type(value[0]) is Tensor:
        return (spec(value[0]),)
    return tuple([spec(tensor) for tensor in tensors_of(value, objects=False)])


class Undescribed(Exception):
    """An argument that no description can be made of."""


def describe(value: Any, tensor: Callable[[Tensor], Any], depth: int = 6) -> Any:
    """A value with each tensor replaced by what ``tensor`` makes of it.

    Raises:
        Undescribed: when it holds anything but tensors, plain data and containers of these.
    """
    if isinstance(value, Tensor):
        return tensor(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if depth and type(value) in (tuple, list):
        return type(value)(describe(item, tensor, depth - 1) for item in value)
    if depth and type(value) is dict:
        return {key: describe(item, tensor, depth - 1) for key, item in value.items()}
    raise Undescribed(type(value).__name__)


def tensors_of(value: Any, depth: int = 6, *, objects: bool = True) -> list[Tensor]:
    """The tensors in a value: in sequences, mappings, data classes and, unless ``objects`` is false, attributes of other objects."""
    found: list[Tensor] = []
    _collect(value, depth, set(), objects, found)
    return found


def _collect(value: Any, depth: int, seen: set[int], objects: bool, found: list[Tensor]) -> None:
    kind = type(value)
    if kind is Tensor:
        found.append(value)
        return
    if kind in _WITHOUT_TENSORS or not isinstance(value, (dict, list, tuple, Instance)):
        return
    if isinstance(value, Tensor):
        found.append(value)
        return
    if depth == 0 or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        items: Any = list(value.values())
    elif isinstance(value, (list, tuple)):
        items = value
    elif objects or _is_data_class(value):
        _collect(value.attributes, depth - 1, seen, objects, found)
        return
    else:
        return
    for item in items:
        if type(item) not in _WITHOUT_TENSORS:
            _collect(item, depth - 1, seen, objects, found)


_WITHOUT_TENSORS = frozenset({int, float, bool, str, type(None)})


def _is_data_class(value: Instance) -> bool:
    return value.cls is not None and value.cls.lookup("__dataclass_fields__") is not None
