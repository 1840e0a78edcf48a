"""``tensor.backward()`` in a program: the gradients of everything that computed the tensor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from sys import getrefcount
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value
from flake8_greenai.interpreter.watching import NeedsUnrolling
from flake8_greenai.ledger.backward import backward_peak
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ledger.moments import Moment, envelope
from flake8_greenai.ledger.totals import reached
from flake8_greenai.symbolic import Amount
from flake8_greenai.tensors.tensor import Storage, Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.ledger.events import Event


@native("torch.Tensor.backward")
def backward(
    machine: Machine, self: Tensor, gradient: Value = None, retain_graph: Value = None, create_graph: Value = False, inputs: Value = None
) -> None:
    """Record the backward FLOPs of the operations that lead to ``self`` and give the parameters behind them their gradients.

    What an operation kept for its gradient is let go, unless the graph is retained. Raises in the analysed program when
    nothing of it requires grad, as torch does.
    """
    if not self.requires_grad:
        raise machine.error("RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn")
    core: Amount = 0
    pointwise: Amount = 0
    events = reached([self.origin])
    retains = retain_graph is not None and machine.truth_or_unknown(retain_graph) is not False
    if retains and machine.watch is not None and machine.context.reaches_back(events):
        raise NeedsUnrolling  # a graph that grows from iteration to iteration
    for event in events:
        core = core + event.repeated(event.backward_core)
        pointwise = pointwise + event.repeated(event.backward_pointwise)
    machine.context.record("torch.Tensor.backward", "backward", Cost(core=core, pointwise=pointwise), (), None, False)
    leaves = [leaf for event in events for leaf in event.leaves]
    _note_peak(machine, self, events, leaves, retains=retains)
    if not retains:
        for event in events:
            event.saved = event.parents = ()
    for leaf in leaves:
        if leaf.attributes.get("grad") is None:
            machine.touch(leaf.attributes)
            leaf.attributes["grad"] = Tensor(leaf.shape, leaf.dtype, leaf.device)
    machine.context.ledger.settle_gradients()


def _note_peak(machine: Machine, loss: Tensor, events: Iterable[Event], leaves: list[Tensor], *, retains: bool) -> None:
    """Most memory in use while the gradients are computed: the ledger's peak, where it is more than before."""
    ledger = machine.context.ledger
    ledger.leaves.update((id(leaf), leaf) for leaf in leaves)
    ledger.settle_gradients()
    kept = {id(storage): storage for event in events for storage in event.saved}
    stays = set(kept) if retains else _held_elsewhere(machine, kept, events)
    base = ledger.live_bytes - sum(storage.nbytes for key, storage in kept.items() if key not in stays)
    # Gradients that exist already are added to: new ones last as long as their addition.
    new = {id(leaf.storage): leaf.nbytes for leaf in leaves if leaf.attributes.get("grad") is None}
    ledger.note_moment(0, ledger.peak_bytes)
    moments: list[Moment] = []
    peak = backward_peak([loss.origin] if loss.origin is not None else [], new, stays, base, moments)
    for fixed, live in envelope(moments):
        ledger.note_moment(fixed, live)
    ledger.raise_peak(peak)


def _held_elsewhere(machine: Machine, kept: dict[int, Storage], events: Iterable[Event]) -> set[int]:
    """Storages that do not become free when the operations let them go: weights, tensors that variables hold."""
    uses = Counter(id(storage) for event in events for storage in event.saved)
    ledger = machine.context.ledger
    alone = _references({0: Storage(0, 1)})[0]
    found = _references(kept)
    return {key for key, storage in kept.items() if storage.meter is not ledger or found[key] > uses[key] + alone}


def _references(storages: dict[int, Storage]) -> dict[int, int]:
    """How many things refer to each storage: the mapping, this function, and whatever else holds it."""
    return {key: getrefcount(storage) for key, storage in storages.items()}


@native("torch.autograd._note_what_is_left_out")
def note_what_is_left_out(machine: Machine, outputs: list[Value], inputs: list[Value], create_graph: Value) -> None:
    """Say where ``torch.autograd.grad`` costs something else than a backward pass from ``outputs`` to every parameter behind them."""
    leaves = {id(leaf) for event in reached([one.origin for one in outputs if isinstance(one, Tensor)]) for leaf in event.leaves}
    reason = ""
    if machine.truth_or_unknown(create_graph) is not False:
        reason = "gradients of gradients (create_graph=True) are not counted"
    elif not leaves <= {id(one) for one in inputs}:
        reason = "gradients of some operands only are counted like those of all"
    if reason:
        machine.context.unknown_call("torch.autograd.grad", Unknown(reason, machine.location()))


@native("torch.optim.optimizer._gradients_gone")
def gradients_gone(machine: Machine) -> None:
    """Gradients were set to None: their memory is free."""
    machine.context.ledger.settle_gradients()
