"""The part of the recorder that keeps loops: iterations, how often each kind of them happens, what they leave alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.values import Instance, Unknown, Value
from flake8_greenai.ledger.events import Alternatives, Entry, Event, Ledger, Loop, ModuleCall, Round, events_of
from flake8_greenai.ledger.joining import are_alike, joined
from flake8_greenai.ledger.moments import envelope, larger
from flake8_greenai.symbolic import Amount, Expression
from flake8_greenai.symbolic.index_sets import Progression
from flake8_greenai.tensors.tensor import Storage, Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.interpreter.modules import Module

FEW = 8
"""Items of a list that is looked into at the end of every iteration."""


class Rest(list[Entry]):
    """What is recorded behind a branch that may have left."""

    __slots__ = ("unknown",)

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown = unknown


class Iterations:
    """Mixin of the recorder."""

    machine: Machine
    ledger: Ledger
    call: ModuleCall
    follows: bool
    models: list[Instance]
    assumptions: dict[str, None]
    remarks: dict[str, None]
    _open: list[list[Entry]]
    _loops: list[Loop]
    _batch: Amount | None
    _surplus: Amount

    def follows_loops(self) -> bool:
        """Whether loops that begin now are followed as loops: in a program, outside its models."""
        if not self.follows or self.call.module is not None:
            return False
        frame = self.machine.frame
        return frame is None or not frame.module.is_stub or _shows_loops(frame.module)

    def begin_loop(self, length: Amount | None) -> None:
        """A loop begins."""
        frame = self.machine.frame
        is_one_step = frame is not None and frame.module.is_stub and frame.module.get("_greenai_loops") == "one step"
        while frame is not None and frame.module.is_stub and frame.caller is not None:
            frame = frame.caller
        function = frame.function.name if frame is not None and frame.function is not None else ""
        ledger = self.ledger
        ledger.settle_gradients()
        live = ledger.live_bytes - ledger.gradient_bytes
        if not self._loops:
            ledger.before_loops = live
        self._loops.append(Loop(self.machine.location(), length=length, function=function, live_bytes=live, is_one_step=is_one_step))

    def end_loop(self, *, stops_early: bool) -> None:
        """It ends: it becomes an entry when anything happened in it."""
        loop = self._loops.pop()
        loop.stops_early = stops_early
        loop.rounds = joined(loop.rounds, loop.length)
        if any(one.sequence for one in loop.rounds):
            self._open[-1].append(loop)
            for one in loop.rounds:
                for event in events_of(one.sequence):
                    event.rounds = (*event.rounds, one)

    def depth_of_loops(self) -> tuple[int, int, int]:
        """How many sequences, loops and iterations are open."""
        return len(self._open), len(self._loops), len(self.ledger.enclosing)

    def suspend_loops(self, depth: tuple[int, int, int]) -> list[Loop]:
        """Close the iterations above ``depth``: their rounds so far become entries, the loops stay for :meth:`resume_loops`.

        None are closed when something else than loops is open, such as a branch of which it is not known whether it is taken.
        """
        opened, loops, iterations = (now - before for now, before in zip(self.depth_of_loops(), depth, strict=True))
        if loops <= 0 or not opened == loops == iterations:
            return []
        suspended: list[Loop] = []
        while len(self._loops) > depth[1]:
            self.keep_iteration(self.end_iteration(), 1, ())
            loop = self._loops.pop()
            self._place_part(loop)
            suspended.append(loop)
        return suspended[::-1]

    def resume_loops(self, suspended: list[Loop]) -> None:
        """Open loops again, each in an iteration."""
        for loop in suspended:
            self._loops.append(loop)
            self.begin_iteration()

    def _place_part(self, loop: Loop) -> None:
        """The rounds of a loop so far are an entry, or go on the one that the rounds before them are if nothing was in between."""
        rounds = [one for one in loop.rounds if one.sequence]
        loop.rounds = []
        for one in rounds:
            for event in events_of(one.sequence):
                event.rounds = (*event.rounds, one)
        entries = self._open[-1]
        if rounds and entries and isinstance(entries[-1], Loop) and entries[-1].part_of is loop:
            entries[-1].rounds += rounds
        elif rounds:
            entries.append(replace(loop, rounds=rounds, length=None, part_of=loop))

    def begin_rest(self, unknown: Unknown) -> object:
        """Entries go to a sequence that may not happen, until :meth:`end_rest` or the end of the sequence around it."""
        rest = Rest(unknown)
        self._open.append(rest)
        return rest

    def end_rest(self, token: object) -> None:
        """Entries go again where they went before; nothing when the rest ended with what was around it."""
        place = next((place for place, sequence in enumerate(self._open) if sequence is token), None)
        if place is not None and all(type(sequence) is Rest for sequence in self._open[place:]):
            while len(self._open) > place:
                self._fold()

    def _fold(self) -> None:
        rest = self._open.pop()
        assert isinstance(rest, Rest)
        if rest:
            self._open[-1].append(Alternatives([list(rest), []], rest.unknown.reason, rest.unknown.location))

    def _close(self) -> list[Entry]:
        """End the innermost sequence that is no rest."""
        while type(self._open[-1]) is Rest:
            self._fold()
        return self._open.pop()

    def set_length(self, length: Amount) -> None:
        """The innermost loop has a symbolic number of iterations."""
        self._loops[-1].length = length

    def begin_iteration(self) -> None:
        """Entries go to a round of their own."""
        self._open.append([])
        ledger = self.ledger
        ledger.settle_gradients()
        ledger.note_moment(0, ledger.peak_bytes)
        highest = larger(ledger.highest_bytes, ledger.peak_bytes)
        ledger.enclosing.append((highest, self._batch, self._surplus, len(ledger.unknown), ledger.moments, self.next_storage()))
        ledger.moments, ledger.highest_bytes = [], 0
        if self._loops:
            # What earlier iterations left in variables is replaced; the analysis keeps it, to compare them.
            left = ledger.live_bytes - ledger.gradient_bytes - self._loops[-1].live_bytes
            self._surplus = self._surplus + larger(left, 0)
        ledger.peak_bytes = ledger.live_bytes
        self._batch = None

    def end_iteration(self) -> object:
        """The round, to be kept or dropped."""
        ledger = self.ledger
        before, batch, surplus, known, moments, first = ledger.enclosing.pop()
        unknown = tuple(ledger.unknown[known:])
        highest = larger(ledger.highest_bytes, ledger.peak_bytes) - self._surplus
        ledger.note_moment(0, ledger.peak_bytes)
        found = envelope((fixed, live - self._surplus) for fixed, live in ledger.moments)
        sequence = self._close()
        if sequence and not any(event.kernel == "backward" for event in events_of(sequence)):
            # Variables hold what the iteration before gave until this one has computed it anew; a backward pass needs more after that.
            held = self._held_by_variables(first)
            highest = highest + held
            found = tuple((fixed, live + held) for fixed, live in found)
        one = Round(sequence, peak_bytes=highest, batch=self._batch, unknown=unknown, moments=found)
        moments.extend((fixed, live + surplus) for fixed, live in found)
        ledger.moments = moments
        ledger.highest_bytes = larger(before, highest + surplus)
        ledger.peak_bytes = ledger.live_bytes
        self._batch, self._surplus = batch, surplus
        return one

    def _held_by_variables(self, first: int) -> Amount:
        """Bytes of the storages from number ``first`` on that local variables hold, by themselves or a few in a list."""
        frame = self.machine.frame
        if frame is None:
            return 0
        storages: dict[int, Storage] = {}
        for value in frame.locals.values():
            # Few values, not deep: this is done at every iteration.
            items = value if type(value) in (list, tuple) and len(value) <= FEW else (value,)
            storages.update((id(item.storage), item.storage) for item in items if isinstance(item, Tensor))
        total: Amount = 0
        for storage in storages.values():
            if storage.number >= first and storage.meter is self.ledger:
                total = total + storage.nbytes
        return total

    def reaches_back(self, events: Iterable[Event]) -> bool:
        """Whether operations of earlier iterations of the loops that run now are among these."""
        now = {id(event) for sequence in self._open for event in events_of(sequence)}
        return any(id(event) not in now for event in events)

    def is_empty(self, record: object) -> bool:
        """Whether the round holds no entries."""
        return isinstance(record, Round) and not record.sequence

    def records_alike(self, record: object, other: object) -> bool:
        """Whether two rounds record the same operations and need the same memory."""
        return isinstance(record, Round) and isinstance(other, Round) and are_alike(record, other)

    def matters(self, record: object) -> bool:
        """Whether any contraction, gradient or update happens in the round."""
        return isinstance(record, Round) and any(_is_work(entry) for entry in record.sequence)

    def keep_iteration(self, record: object, count: Amount, progressions: tuple[Progression, ...], name: str = "") -> None:
        """The round belongs to the innermost loop."""
        assert isinstance(record, Round)
        record.count, record.progressions, record.name = count, progressions, name
        self._loops[-1].rounds.append(record)

    def repeat_last(self, count: Amount | None) -> Amount:
        """More iterations like the last; how many."""
        loop = self._loops[-1]
        loop.is_guessed = True
        more = self.fresh("iterations", 1, None) if count is None else count
        if loop.rounds:
            loop.rounds.append(replace(loop.rounds[-1], count=more, progressions=(), name=""))
        return more

    def note_batch(self, size: Amount) -> None:
        """A loader gave a batch of samples."""
        self._batch = size if self._batch is None else self._batch

    def note_generation(self) -> None:
        """The innermost loop makes one token after the other."""
        if self._loops:
            self._loops[-1].is_generation = True

    def note_smaller_last(self) -> None:
        """The last iteration of the innermost loop may hold fewer samples than it is taken to."""
        if self._loops:
            self._loops[-1].last_is_less = True

    def remark(self, text: str) -> None:
        """Something that figures of loops rest on."""
        self.remarks[text] = None

    def mark(self) -> object:
        """Lengths of what is only added to."""
        ledger = self.ledger
        return len(ledger.unknown), len(ledger.shape_errors), len(ledger.calls), len(self.models), len(self.assumptions)

    def reset(self, mark: object) -> None:
        """Back to these lengths."""
        assert isinstance(mark, tuple)
        ledger = self.ledger
        del ledger.unknown[mark[0] :], ledger.shape_errors[mark[1] :], ledger.calls[mark[2] :], self.models[mark[3] :]
        for text in list(self.assumptions)[mark[4] :]:
            del self.assumptions[text]

    def drop_unknown(self, mark: object, reasons: tuple[str, ...]) -> bool:
        """Forget what a loop's description does not know; true when a model depends on it."""
        assert isinstance(mark, tuple)
        events = self.ledger.unknown
        caused = [event for event in events[mark[0] :] if any(reason in event.reason for reason in reasons)]
        kept = [event for event in events[mark[0] :] if event not in caused]
        events[mark[0] :] = kept
        return any(event.is_inside for event in caused)

    def next_storage(self) -> int:
        """The number of the storage that will be made next."""
        return Storage(0, 1).number + 1

    def some_number(self, values: list[Value], unknown: Unknown) -> Value | None:
        """A number, or a tensor without dims where one of the numbers is such a tensor."""
        tensors = [value for value in values if isinstance(value, Tensor)]
        if any(tensor.shape or tensor.dtype.category != "integer" for tensor in tensors):
            return None
        others = [value for value in values if not isinstance(value, Tensor)]
        if not all(type(each) in (int, bool) or (type(each) is Unknown and each.is_number and not each.is_float) for each in others):
            return None
        if tensors:
            return Tensor((), tensors[0].dtype, tensors[0].device)
        return Unknown(f"which of {len(values)} numbers it is: {unknown.reason}", unknown.location, is_number=True)

    def length_of_items(self, value: Value) -> Amount | None:
        """The first dim of a tensor whose elements are not known."""
        if not isinstance(value, Tensor) or not value.ndim or value.content is not None:
            return None
        return value.shape[0]

    def alike(self, value: Value, other: Value) -> bool:
        """Whether two tensors have the same shape, dtype, place in memory and gradients."""
        if not isinstance(value, Tensor) or not isinstance(other, Tensor):
            return value is other
        same = value.shape == other.shape and value.dtype is other.dtype and value.device == other.device
        return same and value.requires_grad == other.requires_grad and (value.origin is None) == (other.origin is None)

    def generalise(self, value: Value, other: Value, amounts: Callable[[Amount, Amount], Amount | None]) -> Value | None:
        """A tensor whose dims are functions of the counter."""
        if not isinstance(value, Tensor) or not isinstance(other, Tensor) or value.ndim != other.ndim or value.dtype is not other.dtype:
            return None
        dims = [amounts(new, old) for new, old in zip(value.shape, other.shape, strict=True)]
        if any(dim is None for dim in dims):
            return None
        result = Tensor(tuple(dim for dim in dims if dim is not None), value.dtype, value.device)
        result.requires_grad, result.origin = value.requires_grad, value.origin
        return result

    def fresh(self, prefix: str, low: Amount, high: Amount | None) -> Amount:
        """A new symbol; see the recorder."""
        raise NotImplementedError


def _shows_loops(module: Module) -> bool:
    """Whether a stub says, by a name ``_greenai_loops``, that its loops are those of the program that calls it, or "one step" of one."""
    return module.source is not None and "_greenai_loops" in module.source.by_name


def _is_work(entry: Entry) -> bool:
    if isinstance(entry, Event):
        core = entry.core
        return type(core) is Expression or core != 0 or entry.kernel in ("backward", "optimizer") or entry.call.module is not None
    if isinstance(entry, Alternatives):
        return any(_is_work(inner) for sequence in entry.sequences for inner in sequence)
    if isinstance(entry, Loop):
        return any(_is_work(inner) for one in entry.rounds for inner in one.sequence)
    return any(_is_work(inner) for inner in entry.sequence)
