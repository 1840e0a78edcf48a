"""Checkpointed segments: what they save is dropped, and computed again when the backward pass comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.ledger.events import Entry, Event, events_of
from flake8_greenai.tensors.tensor import Storage, Tensor

if TYPE_CHECKING:
    from flake8_greenai.ledger.recorder import Recorder

Mark = tuple[list[Entry], int]


def begin(recorder: Recorder) -> Mark:
    """Where a segment begins in what is recorded."""
    sequence = recorder._open[-1]
    return sequence, len(sequence)


def operations(mark: Mark) -> list[Event]:
    """The operations recorded since a mark."""
    sequence, start = mark
    return list(events_of(sequence[start:]))


def checkpoint(events: list[Event], inputs: list[Tensor], outputs: list[Tensor], *, all_again: bool) -> None:
    """Make a segment of operations: only its inputs are kept, and the backward pass computes it once more.

    Args:
        events: its operations, in their order.
        inputs: tensors that go in.
        outputs: tensors that come out.
        all_again: whether it is computed to its end, as torch's reentrant variant does; otherwise it ends when everything that the
            gradients need is there again, which may be before a last contraction.
    """
    own = set(events)
    last = next((tensor.origin for tensor in outputs if tensor.origin in own), None)
    if last is None:
        return
    again = events if all_again else events[: _needed(events)]
    last.backward_core = last.backward_core + sum((event.core for event in again), 0)
    last.backward_pointwise = last.backward_pointwise + sum((event.pointwise for event in again), 0)
    copies: dict[int, Storage] = {}
    kept = {id(tensor.storage) for tensor in inputs}
    for event in events:
        saved = [storage for storage in event.saved if id(storage) not in kept]
        event.recomputed = tuple(copies.setdefault(id(storage), Storage(storage.elements, storage.itemsize)) for storage in saved)
        event.saved = ()
    last.saved = tuple(tensor.storage for tensor in inputs)
    last.segment = tuple(events)


def _needed(events: list[Event]) -> int:
    """How many operations are computed again: those before the last one that keeps an operand, with it where it keeps its result."""
    place = max((place for place, event in enumerate(events) if event.saved), default=-1)
    if place < 0:
        return 0
    event = events[place]
    only_operands = not (type(event.core) is int and event.core == 0) and "attention" not in event.name and event.kernel not in _RESULTS
    return place if only_operands else place + 1


_RESULTS = frozenset({"lstm", "gru", "rnn_tanh", "rnn_relu"})
"""Contractions that keep their results."""
