"""Memory during a backward pass: what was saved is released as the pass goes by, gradients take its place."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from flake8_greenai.ledger.events import Event
from flake8_greenai.symbolic import Amount, maximum
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Storage


def backward_peak(roots: Iterable[Event], parameters: dict[int, Amount], resident: set[int], base: Amount) -> Amount:
    """Largest number of bytes in use during a backward pass.

    An operation's gradient lives from its first consumer's turn to its own; a saved storage until the last operation
    that saved it had its turn; a parameter's gradient from its operation's turn to the end.

    Args:
        roots: operations whose outputs the pass starts at.
        parameters: bytes of each trainable parameter by the identity of its storage.
        resident: identities of storages that are not counted (parameters, buffers, inputs).
        base: bytes in use all the time.
    """
    order, waiting = _consumers(roots)
    uses: dict[int, int] = {}
    storages: dict[int, Storage] = {}
    for event in order:
        for storage in _saved(event, resident):
            uses[id(storage)] = uses.get(id(storage), 0) + 1
            storages[id(storage)] = storage
    named = {id(storage) for event in order for storage in event.saved if id(storage) in parameters}
    # Parameters that no operation saves (biases) are counted from the start.
    live = base + sum(storage.nbytes for storage in storages.values())
    live += sum(size for key, size in parameters.items() if key not in named)
    gradients: dict[Event, Amount] = {}
    ready = [event for event in order if waiting[event] == 0]
    for event in ready:
        gradients[event] = _gradient_bytes(event)
        live += gradients[event]
    peak = live
    given: set[int] = set()
    while ready:
        event = ready.pop()
        is_view = not event.outputs
        for parent in event.parents:
            if parent not in gradients:
                gradients[parent] = gradients[event] if is_view else _gradient_bytes(parent)
                if not is_view:
                    live += gradients[parent]
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ready.append(parent)
        for storage in event.saved:
            if id(storage) in named and id(storage) not in given:
                given.add(id(storage))
                live += parameters[id(storage)]
        peak = max(peak, live) if type(live) is int and type(peak) is int else maximum(peak, live)
        if not is_view or not event.parents:
            live -= gradients[event]
        for storage in _saved(event, resident):
            uses[id(storage)] -= 1
            if uses[id(storage)] == 0:
                live -= storage.nbytes
    return peak


def _saved(event: Event, resident: set[int]) -> list[Storage]:
    return list({id(storage): storage for storage in event.saved if id(storage) not in resident}.values())


def _gradient_bytes(event: Event) -> Amount:
    return sum(prod(shape) * DTYPES[name].itemsize for shape, name in event.outputs if DTYPES[name].category in ("float", "complex"))


def _consumers(roots: Iterable[Event]) -> tuple[list[Event], dict[Event, int]]:
    waiting = dict.fromkeys(roots, 0)
    order = list(waiting)
    for event in order:
        for parent in event.parents:
            if parent not in waiting:
                waiting[parent] = 0
                order.append(parent)
            waiting[parent] += 1
    return order, waiting
