"""What models compute between training steps, in the body of a training loop or of one around it: no part of the training step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flake8_greenai.ledger.events import Alternatives, Entry, Event, Loop, ModuleCall, Repetition, Round, events_of
from flake8_greenai.symbolic import Amount


def evaluations_in(loop: Loop) -> Loop | None:
    """A loop of the passes that evaluate, between its steps, the model that ``loop`` trains; None when there are none."""
    taken = [(one, without_or_only(one.sequence, evaluating(one.sequence), only=True)) for one in loop.rounds]
    rounds = [replace(one, sequence=sequence, unknown=(), batch=None) for one, sequence in taken if sequence]
    if not rounds:
        return None
    first = next(events_of(rounds[0].sequence))
    return replace(loop, location=outermost_call(first.call).location or loop.location, rounds=rounds, length=_length(loop, rounds))


def calls_between(loop: Loop) -> Loop | None:
    """A loop of what models compute in the body of ``loop``, which only holds other loops; None when it is nothing."""
    taken = [(one, without_loops(one.sequence)) for one in loop.rounds]
    rounds = [
        replace(one, sequence=entries, unknown=()) for one, entries in taken if any(e.call.module is not None for e in events_of(entries))
    ]
    if not rounds:
        return None
    first = next(event for event in events_of(rounds[0].sequence) if event.call.module is not None)
    return replace(loop, location=outermost_call(first.call).location or loop.location, rounds=rounds, length=_length(loop, rounds))


def without_loops(entries: list[Entry]) -> list[Entry]:
    """The entries that are in no loop, but for loops that are one step."""
    result: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Alternatives):
            result.append(Alternatives([without_loops(sequence) for sequence in entry.sequences], entry.reason, entry.location))
        elif isinstance(entry, Repetition):
            result.append(replace(entry, sequence=without_loops(entry.sequence)))
        elif not isinstance(entry, Loop) or entry.is_one_step:
            result.append(entry)
    return result


def _length(loop: Loop, rounds: list[Round]) -> Amount | None:
    return loop.length if len(rounds) == len(loop.rounds) else None


def evaluating(entries: list[Entry]) -> set[int]:
    """Identities of the calls, without gradients and in evaluation mode, of models that the same entries train."""
    calls = {id(call): call for event in _direct(entries) if (call := outermost_call(event.call)).module is not None}
    trained = {id(call.module) for call in calls.values() if not call.is_evaluation}
    return {key for key, call in calls.items() if call.is_evaluation and id(call.module) in trained}


def without_or_only(entries: list[Entry], calls: set[int], *, only: bool) -> list[Entry]:
    """The entries that happen in none of the calls, or ``only`` those that do; loops count as outside."""
    if not calls:
        return [] if only else entries
    result: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Event):
            if (id(outermost_call(entry.call)) in calls) is only:
                result.append(entry)
        elif isinstance(entry, Alternatives):
            sequences = [without_or_only(sequence, calls, only=only) for sequence in entry.sequences]
            if any(sequences):
                result.append(replace(entry, sequences=sequences))
        elif isinstance(entry, Repetition):
            inner = without_or_only(entry.sequence, calls, only=only)
            if inner:
                result.append(replace(entry, sequence=inner))
        elif not only:
            result.append(entry)
    return result


def outermost_call(call: ModuleCall) -> ModuleCall:
    """The call of a model that the program itself makes, in which ``call`` happens."""
    while call.parent is not None and call.parent.module is not None:
        call = call.parent
    return call


def _direct(entries: list[Entry]) -> Iterator[Event]:
    for entry in entries:
        if isinstance(entry, Event):
            yield entry
        elif isinstance(entry, Alternatives):
            for sequence in entry.sequences:
                yield from _direct(sequence)
        elif isinstance(entry, Repetition):
            yield from _direct(entry.sequence)
