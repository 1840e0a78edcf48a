"""The loops of a program that train or run models: how often, of what, at what cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import prod

from flake8_greenai.estimate.evaluations import calls_between, evaluating, evaluations_in, outermost_call, without_loops, without_or_only
from flake8_greenai.estimate.results import Bounded, LoopReport, Status, StepCost
from flake8_greenai.estimate.wrappers import unwrapped
from flake8_greenai.ledger.events import Alternatives, Entry, Event, Ledger, Loop, Repetition, Round, UnknownEvent, events_of
from flake8_greenai.ledger.resident import resident_bytes
from flake8_greenai.ledger.totals import total
from flake8_greenai.ledger.work import Kernel, Work, forward_kernels
from flake8_greenai.symbolic import Amount, Expression, Undecided, maximum

Multiplier = tuple[tuple[Loop, Round], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A loop that is one of the report, with the rounds of outer loops that it is run in."""

    kind: str
    loop: Loop
    within: Multiplier
    is_certain: bool


def loop_reports(ledger: Ledger, remarks: tuple[str, ...] = ()) -> tuple[LoopReport, ...]:
    """The training, inference and generation loops of a program's run, in the order of their places."""
    found = list(_loops(ledger.entries, (), is_certain=True))
    merged: dict[tuple[object, ...], LoopReport] = {}
    for one in found:
        try:
            report = _report(one, ledger, remarks)
        except Undecided as error:
            place = one.loop.location
            ledger.unknown.append(UnknownEvent("loop", f"its sizes make formulas too long to be of use: {error}", place, place))
            continue
        if report is None:
            continue
        key = (report.location, report.kind, report.model, report.per_iteration.core_flops, report.optimizer, report.batch_size)
        merged[key] = _together(merged[key], report) if key in merged else report
    return tuple(sorted(merged.values(), key=lambda report: (report.location.file, report.location.line, report.location.column)))


def _together(one: LoopReport, other: LoopReport) -> LoopReport:
    """The same loop run again: its first and its other passes."""
    fields = {name: getattr(one, name) for name in one.__slots__}
    if one.iterations == other.iterations:
        fields["epochs"] = _sum(one.epochs, other.epochs)
    else:
        fields["iterations"] = _sum(_times(one.iterations, one.epochs), _times(other.iterations, other.epochs))
        fields["epochs"] = 1
    fields["total_core_flops"] = _sum(one.total_core_flops, other.total_core_flops)
    fields["total_all_flops"] = _sum(one.total_all_flops, other.total_all_flops)
    if one.work is not None and other.work is not None:
        exchanges = one.work.exchanges + other.work.exchanges
        fields["work"] = replace(one.work, kernels=(*one.work.kernels, *other.work.kernels), exchanges=exchanges).merged()
    order = (Status.FAILED, Status.PARTIAL, Status.BOUNDED, Status.EXACT)
    fields["status"] = order[min(order.index(one.status), order.index(other.status))]
    fields["assumptions"] = tuple(dict.fromkeys((*one.assumptions, *other.assumptions)))
    return LoopReport(**fields)


def _sum(one: Bounded, other: Bounded) -> Bounded:
    if isinstance(one, tuple) or isinstance(other, tuple):
        (a, b), (c, d) = (part if isinstance(part, tuple) else (part, part) for part in (one, other))
        return a + c, b + d
    return one + other


def _times(one: Bounded, other: Bounded) -> Bounded:
    if isinstance(one, tuple) or isinstance(other, tuple):
        (a, b), (c, d) = (part if isinstance(part, tuple) else (part, part) for part in (one, other))
        return a * c, b * d
    return one * other


# Which loops


def _loops(entries: list[Entry], within: Multiplier, *, is_certain: bool) -> Iterator[_Found]:
    for entry in entries:
        if isinstance(entry, Alternatives):
            for sequence in entry.sequences:
                yield from _loops(sequence, within, is_certain=False)
        elif isinstance(entry, Repetition):
            yield from _loops(entry.sequence, within, is_certain=False)
        elif isinstance(entry, Loop):
            yield from _of_loop(entry, within, is_certain=is_certain)


def _of_loop(loop: Loop, within: Multiplier, *, is_certain: bool) -> Iterator[_Found]:
    kind = _kind(loop)
    if kind is not None:
        yield _Found(kind, loop, within, is_certain)
    between = evaluations_in(loop) if kind == "training" else calls_between(loop) if kind is None else None
    if between is not None:
        trains = any(_has_backward(one.sequence) for one in between.rounds)
        yield _Found("training" if trains else "inference", between, within, is_certain)
    for one in loop.rounds:
        inner = (*within, (loop, one))
        for entry in one.sequence:
            # Loops inside a loop that trains belong to it when they hold gradients: accumulation, several updates a step.
            if kind == "training" and isinstance(entry, Loop) and (_has_backward([entry]) or _is_part_of_step(entry)):
                continue
            if kind in ("inference", "generation") and isinstance(entry, Loop):
                continue
            yield from _loops([entry], inner, is_certain=is_certain)


def _kind(loop: Loop) -> str | None:
    """What a loop is, None when it only holds other loops."""
    entries = [entry for one in loop.rounds for entry in one.sequence]
    if _has_backward(entries):
        inner = [entry for entry in _inner_loops(entries) if _has_backward([entry]) and not entry.is_one_step]
        updating = [entry for entry in inner if _has_update([entry])]
        if updating and (any(map(_has_batches, updating)) or not _has_update(without_loops(entries))):
            return None
        direct = _has_backward(without_loops(entries)) or _has_update(without_loops(entries))
        return "training" if direct or not inner else None
    if not any(_calls_model(entry) for entry in without_loops(entries)):
        return None
    return "generation" if loop.is_generation or _grows(loop) else "inference"


def _inner_loops(entries: list[Entry]) -> Iterator[Loop]:
    for entry in entries:
        if isinstance(entry, Loop):
            yield entry
        elif isinstance(entry, Alternatives):
            for sequence in entry.sequences:
                yield from _inner_loops(sequence)
        elif isinstance(entry, Repetition):
            yield from _inner_loops(entry.sequence)


def _has_batches(loop: Loop) -> bool:
    """Whether a loader gives the loop its batches; several updates on one batch are part of the step around them."""
    return any(one.batch is not None for one in loop.rounds)


def _has_backward(entries: list[Entry]) -> bool:
    return any(event.kernel == "backward" for event in events_of(entries))


def _has_update(entries: list[Entry]) -> bool:
    return any(event.kernel == "optimizer" for event in events_of(entries))


def _calls_model(entry: Entry) -> bool:
    return any(event.call.module is not None for event in events_of([entry]))


def _grows(loop: Loop) -> bool:
    return any(
        type(event.core) is Expression and one.name in str(event.core)
        for one in loop.rounds
        if one.name and one.count != 1  # the last and smaller batch is a formula of the counter too
        for event in events_of(one.sequence)
    )


# What one costs


def _report(found: _Found, ledger: Ledger, remarks: tuple[str, ...]) -> LoopReport | None:
    loop = found.loop
    if loop.location is None:
        return None
    own = [(one, _own_entries(one.sequence, found.kind)) for one in loop.rounds]
    typical, entries = max(own, key=lambda pair: _known(pair[0].count))
    model = _model(entries) or next((name for _, each in own if (name := _model(each))), "")
    core = _over(own, found, lambda event: event.core)
    everything = _over(own, found, lambda event: event.core + event.pointwise)
    iterations: Bounded = (1, loop.iterations) if loop.stops_early else loop.iterations
    epochs: Bounded = 1
    for outer, one in found.within:
        count = outer.iterations if outer.length is not None else one.count
        epochs = _times(epochs, (1 if one is outer.rounds[0] else 0, count) if outer.stops_early else count)
    unknown = _unknown_inside(ledger, entries)
    unknown += [event for one, each in own for event in _unfollowed(one, each) if event not in unknown]
    assumptions = _assumptions(found, ledger, unknown, remarks)
    held = resident_bytes(entries, ledger)
    step = _step(typical, entries, held)
    batch = _batch(typical, entries)
    whole, each = _works(own, found, typical, step.peak_bytes, batch, held)
    return LoopReport(
        kind=found.kind,
        location=loop.location,
        model=model,
        iterations=iterations,
        epochs=epochs,
        batch_size=batch,
        per_iteration=step,
        total_core_flops=core,
        total_all_flops=everything,
        optimizer=_optimizer(own) if found.kind == "training" else None,
        dtype=_dtype(entries),
        status=_status(found, unknown, ledger, core),
        assumptions=assumptions,
        work=whole,
        step_work=each,
    )


def _works(
    own: list[tuple[Round, list[Entry]]], found: _Found, typical: Round, peak: Bounded, batch: Amount | None, held: Amount
) -> tuple[Work, Work]:
    """What the whole loop and what one iteration ask of a device."""
    outer = tuple(one for _, one in reversed(found.within))
    certain = found.is_certain and not found.loop.stops_early
    kernels = [kernel for one, entries in own for kernel in forward_kernels(entries, (one, *outer), certain=certain)]
    entries = next(entries for one, entries in own if one is typical)
    updates = [event for event in events_of(entries) if event.kernel == "optimizer"]
    gradients: Amount = 0
    for event in updates:
        for shape in event.operands:
            gradients = gradients + prod(shape) * 4
    steps: Amount = 0
    for one, _ in own:
        count: Amount = 1
        for around in (one, *outer):
            count = around.times(count)
        steps = steps + count
    most = peak[1] if isinstance(peak, tuple) else peak
    moments = tuple((fixed + held, live + held) for fixed, live in typical.moments)
    each = Work(_each(typical, entries), gradients, 1, most, held + gradients, batch, moments).merged()
    return Work(tuple(kernels), gradients, steps, most, held + gradients, batch, moments).merged(), each


def _each(one: Round, entries: list[Entry]) -> tuple[Kernel, ...]:
    """The kernels of a mean iteration."""
    if type(one.count) is not int or one.count < 1:
        return forward_kernels(entries)
    return tuple(replace(kernel, count=kernel.count // one.count) for kernel in forward_kernels(entries, (one,)))


def _own_entries(entries: list[Entry], kind: str) -> list[Entry]:
    """The entries that a loop's own cost is made of: without loops in it that are reported themselves."""
    if kind != "training":
        return entries
    result: list[Entry] = []
    for entry in without_or_only(entries, evaluating(entries), only=False):
        if isinstance(entry, Alternatives):
            result.append(Alternatives([_own_entries(sequence, kind) for sequence in entry.sequences], entry.reason, entry.location))
        elif not isinstance(entry, Loop) or _is_part_of_step(entry) or (_kind(entry) != "inference" and not _holds_only_inference(entry)):
            result.append(entry)
    return result


def _is_part_of_step(loop: Loop) -> bool:
    """Whether a loop inside a training step computes what gradients flow through, over no batches of its own."""
    if any(one.batch is not None for one in loop.rounds):
        return False
    entries = [entry for one in loop.rounds for entry in one.sequence]
    tracked = any(event.leaves or event.backward_core != 0 or event.backward_pointwise != 0 for event in events_of(entries))
    return tracked and all(_is_part_of_step(inner) for inner in _inner_loops(entries) if _kind(inner) is not None)


def _holds_only_inference(loop: Loop) -> bool:
    entries = [entry for one in loop.rounds for entry in one.sequence]
    return not _has_backward(entries) and any(_kind(inner) is not None or _holds_only_inference(inner) for inner in _inner_loops(entries))


def _over(own: list[tuple[Round, list[Entry]]], found: _Found, amount: Callable[[Event], Amount]) -> Bounded:
    """The sum over all iterations of the loop in all iterations of the loops around it."""
    low: Amount = 0
    high: Amount = 0
    for position, (one, entries) in enumerate(own):
        least, most = total(entries, amount)
        if not found.loop.stops_early:
            low = low + one.times(least)
        elif position == 0:
            low = least
        high = high + one.times(most)
    if found.loop.last_is_less and not found.loop.stops_early:
        low = low - total(own[0][1], amount)[0]
    for outer, one in reversed(found.within):
        if not outer.stops_early:
            low = one.times(low)
        elif one is not outer.rounds[0] or type(low) is Expression:
            low = 0
        high = one.times(high)
    return low if low == high else (low, high)


def _step(one: Round, entries: list[Entry], held: Amount) -> StepCost:
    def of(amount: Callable[[Event], Amount]) -> Bounded:
        low, high = (_average(one, bound) for bound in total(entries, amount))
        return low if low == high else (low, high)

    return StepCost(
        core_flops=of(lambda event: event.core),
        all_flops=of(lambda event: event.core + event.pointwise),
        forward_core_flops=of(lambda event: 0 if event.kernel in ("backward", "optimizer") else event.core),
        bytes_moved=of(lambda event: event.bytes_read + event.bytes_written),
        peak_bytes=_largest(one, one.peak_bytes) + held,
    )


def _average(one: Round, amount: Amount) -> Amount:
    """The mean of an amount over the iterations of a round, or what it is in all but the last; the amount itself if none differ."""
    if type(amount) is not Expression or not one.progressions or all(str(symbol) != one.name for symbol in amount.symbols()):
        return amount
    regular = one.progressions[0].regular(amount, one.name) if len(one.progressions) == 1 and type(one.count) is Expression else None
    return one.times(amount) // one.count if regular is None else regular


def _largest(one: Round, amount: Amount) -> Amount:
    """The amount in the last iteration, where it depends on the loop's counter: what grows is largest there."""
    if type(amount) is not Expression or not any(str(symbol) == one.name for symbol in amount.symbols()):
        return amount
    lasts = [progression.first + progression.step * (progression.count - 1) for progression in one.progressions]
    return amount.substitute({one.name: maximum(*lasts)}) if lasts else amount


def _model(entries: list[Entry]) -> str:
    """The class of the outermost module that most of the work happens in."""
    work: dict[str, int] = {}
    for event in events_of(entries):
        outermost = outermost_call(event.call).module
        cls = unwrapped(outermost).cls if outermost is not None else None
        if cls is not None:
            name = cls.qualname
            work[name] = work.get(name, 0) + 1 + (_known(event.core) if event.core != 0 else 0)
    return max(work, key=work.__getitem__, default="")


def _batch(one: Round, entries: list[Entry]) -> Amount | None:
    if one.batch is not None:
        return one.batch
    for entry in entries:
        if isinstance(entry, Loop):
            found = next((size for inner in entry.rounds if (size := _batch(inner, inner.sequence)) is not None), None)
            if found is not None:
                return found
    for event in events_of(entries):
        call = outermost_call(event.call)
        if call.module is not None and call.inputs and call.inputs[0][0]:
            return _average(one, call.inputs[0][0][0])
    return None


def _optimizer(own: list[tuple[Round, list[Entry]]]) -> str | None:
    for _, entries in own:
        for event in events_of(entries):
            if event.kernel == "optimizer":
                return event.name.removesuffix(".step").rpartition(".")[2]
    return None


def _dtype(entries: list[Entry]) -> str:
    """The dtype of most contractions' work."""
    work: dict[str, int] = {}
    for event in events_of(entries):
        if event.dtype and event.core != 0:
            work[event.dtype] = work.get(event.dtype, 0) + _known(event.core)
    return max(work, key=work.__getitem__, default="float32")


def _known(amount: Amount) -> int:
    """An amount for comparing sizes: symbols stand at their lower bounds."""
    if type(amount) is Expression:
        return amount.bounds()[0] or 1
    return int(amount)


# How far it can be trusted


def _unknown_inside(ledger: Ledger, entries: list[Entry]) -> list[UnknownEvent]:
    files = {(event.path, event.line) for event in events_of(entries)}
    return [event for event in ledger.unknown if event.site is not None and (event.site.file, event.site.line) in files]


def _unfollowed(one: Round, entries: list[Entry]) -> list[UnknownEvent]:
    """Calls of a round that could not be followed, without those of loops in it that are reported themselves."""
    every, own = (
        {id(event) for loop in _inner_loops(part) for inner in loop.rounds for event in inner.unknown} for part in (one.sequence, entries)
    )
    return [event for event in one.unknown if id(event) not in every or id(event) in own]


def _status(found: _Found, unknown: list[UnknownEvent], ledger: Ledger, core: Bounded) -> Status:
    if unknown or found.loop.is_guessed or any(outer.is_guessed for outer, _ in found.within):
        return Status.PARTIAL
    if isinstance(core, tuple) or not found.is_certain or found.loop.stops_early or any(outer.stops_early for outer, _ in found.within):
        return Status.BOUNDED
    return Status.EXACT


def _assumptions(found: _Found, ledger: Ledger, unknown: list[UnknownEvent], remarks: tuple[str, ...]) -> tuple[str, ...]:
    notes = []
    if not found.is_certain:
        notes.append("the loop is run: a condition on what is not known decides that")
    if found.loop.is_guessed:
        notes.append("iterations beyond those that were followed cost as much as the last one")
    if found.loop.last_is_less:
        notes.append("the last batch has at most as many samples as the others")
    if found.loop.stops_early:
        notes.append("a condition on data may end the loop early")
    notes.extend(dict.fromkeys(f"left out: {event.call or 'a call'}: {event.reason}" for event in unknown))
    return (*notes, *remarks)
