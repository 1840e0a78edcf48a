"""Memory that a loop's iterations find in use: weights, buffers, state of optimizers."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.interpreter.values import Instance
from flake8_greenai.ledger.events import Entry, Ledger, events_of
from flake8_greenai.symbolic import Amount
from flake8_greenai.tensors.tensor import Storage, Tensor


def resident_bytes(entries: list[Entry], ledger: Ledger) -> Amount:
    """Bytes of the weights and buffers of all modules that are called, and of what optimizers keep.

    Storages that the ledger counts anyway, because an operation made them, are left out.
    """
    modules: dict[int, Instance] = {}
    states: dict[tuple[object, ...], Amount] = {}
    for event in events_of(entries):
        call = event.call
        while call.parent is not None and call.parent.module is not None:
            call = call.parent
        if call.module is not None:
            modules[id(call.module)] = call.module
        if type(event.state) is not int or event.state:
            states[(event.name, event.operands)] = event.state
    storages = {id(storage): storage for module in modules.values() for storage in storages_of(module)}
    total: Amount = sum(storage.nbytes for storage in storages.values() if storage.meter is not ledger)
    for state in states.values():
        total = total + state
    return total


def storages_of(module: Instance) -> Iterator[Storage]:
    """The storages of the weights and buffers of a module and of those in it; shared ones several times."""
    seen = {id(module)}
    pending = [module]
    while pending:
        one = pending.pop()
        for registry in ("_parameters", "_buffers"):
            for value in _values(one, registry):
                if isinstance(value, Tensor):
                    yield value.storage
        for inner in _values(one, "_modules"):
            if isinstance(inner, Instance) and id(inner) not in seen:
                seen.add(id(inner))
                pending.append(inner)


def _values(module: Instance, registry: str) -> list[object]:
    found = module.attributes.get(registry)
    return list(found.values()) if isinstance(found, dict) else []
