"""Gradient tapes: the backward pass from a target to chosen sources, and no further.

Each operation that a tape records keeps what the gradient of each operand costs. Of these, those count that lead to a source. A gradient
that is itself recorded by an outer tape costs again: a contraction ``dx = W^T dy`` of the inner backward pass has gradients of its own
for ``W`` and, unless nothing trained is in it, for ``dy``, each as many FLOPs as itself. The derivative of an activation depends on its
input, so a backward pass through what computed that follows; TensorFlow runs it for ReLUs too, whose second derivative is zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Instance, Unknown, Value
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ledger.events import Event, tensors_of
from flake8_greenai.ledger.totals import reached
from flake8_greenai.ops.optimizer import TABLE, update_cost
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.symbolic import Amount

_LINEAR = frozenset({
    "dropout", "add", "sub", "rsub", "mul", "neg", "mean", "sum", "cat", "stack", "pad", "index", "getitem", "clone", "to", "contiguous",
    "interpolate", "repeat_interleave", "repeat", "flip", "roll",
})  # fmt: skip
"""Kernels whose gradient does not depend on what goes in."""


@native("keras._tape.begin")
def begin(machine: Machine) -> None:
    """A tape records from now on."""
    machine.context.modes.tapes += 1


@native("keras._tape.end")
def end(machine: Machine) -> None:
    """It records no longer."""
    machine.context.modes.tapes -= 1


@native("keras._tape.watch")
def watch(machine: Machine, tensor: Value) -> None:
    """Gradients of a tensor are recorded."""
    for one in tensors_of(tensor, objects=False):
        if one.origin is None:
            machine.touch(one)
            one.requires_grad = True


@native("keras._tape.gradient")
def gradient(machine: Machine, target: Value, sources: Value) -> Value:
    """The gradients of ``target`` with respect to ``sources``, in their structure; None where it does not depend on one."""
    if type(target) is Unknown:
        return machine.context.unknown_call("tensorflow.GradientTape.gradient", target)
    targets = [tensor for tensor in tensors_of(target, objects=False) if tensor.requires_grad]
    wanted = {id(tensor) for tensor in tensors_of(sources, objects=False)}
    inner = {tensor.origin for tensor in tensors_of(sources, objects=False) if tensor.origin is not None}
    events = list(reached(tensor.origin for tensor in targets))
    leading = _leading(events, wanted, inner)
    core: Amount = 0
    pointwise: Amount = 0
    found = {id(leaf) for event in leading for leaf in event.leaves if id(leaf) in wanted}
    for event in leading:
        for owner, own_core, own_pointwise in event.shares:
            if owner is None or (owner in leading if isinstance(owner, Event) else id(owner) in wanted):
                core = core + event.repeated(own_core)
                pointwise = pointwise + event.repeated(own_pointwise)
    machine.context.record("tensorflow.GradientTape.gradient", "backward", Cost(core=core, pointwise=pointwise), (), None, False)
    again = _again(machine, leading, wanted, targets) if machine.context.modes.tapes > 0 else None

    def given(value: Value) -> Value:
        if isinstance(value, Tensor):
            if id(value) not in found and (value.origin is None or value.origin not in inner & set(events)):
                return None
            result = Tensor(value.shape, value.dtype, value.device)
            if again is not None:
                result.requires_grad, result.origin = True, again
            return result
        if isinstance(value, (list, tuple)):
            return type(value)(given(item) for item in value)
        if isinstance(value, dict):
            return {key: given(item) for key, item in value.items()}
        return value

    return given(sources)


def _leading(events: list[Event], wanted: set[int], inner: set[Event]) -> set[Event]:
    """The events that depend on a source."""
    members = set(events)
    answers: dict[Event, bool] = {}
    for start in events:
        stack = [start]
        while stack:
            event = stack[-1]
            if event in answers:
                stack.pop()
                continue
            pending = [parent for parent in event.parents if parent in members and parent not in answers]
            if pending:
                stack.extend(pending)
                continue
            stack.pop()
            is_direct = any(id(leaf) in wanted for leaf in event.leaves) or any(parent in inner for parent in event.parents)
            answers[event] = is_direct or any(answers.get(parent, False) for parent in event.parents)
    return {event for event, leads in answers.items() if leads}


def _again(machine: Machine, leading: set[Event], wanted: set[int], targets: list[Tensor]) -> Event | None:
    """What the gradient of a gradient costs, as one event that the gradients come from; None when nothing trained is in it."""
    weights = {id(leaf): leaf for event in leading for leaf in event.leaves if id(leaf) not in wanted and leaf.requires_grad}
    if not weights:
        return None
    again = Event("gradient", "gradient", machine.context.call)
    again.leaves = tuple(weights.values())
    last = _last_contractions([tensor.origin for tensor in targets if tensor.origin is not None])
    shares: list[tuple[Event | Tensor | None, Amount, Amount]] = []
    parents: dict[Event, None] = {}
    for event in leading:
        contractions = [(owner, core) for owner, core, _ in event.shares if not _is_zero(core)]
        if not contractions:
            if event.saved and event.kernel not in _LINEAR:
                parents.update(dict.fromkeys(event.parents))
            continue
        for place, (owner, core) in enumerate(contractions):
            if not (owner in leading if isinstance(owner, Event) else id(owner) in wanted):
                continue
            for other, (factor, _) in enumerate(contractions):
                if other != place:
                    shares.append((factor, event.repeated(core), 0))
                    parents.update({factor: None} if isinstance(factor, Event) else {})
            if event not in last:
                shares.append((None, event.repeated(core), 0))
    again.parents, again.shares = tuple(parents), tuple(shares)
    return again


def _is_zero(amount: Amount) -> bool:
    return type(amount) is int and amount == 0


def _last_contractions(origins: list[Event]) -> set[Event]:
    """The contractions that a target is reached from without another one between: what they are given back is a constant."""
    found: set[Event] = set()
    seen: set[Event] = set()
    stack = list(origins)
    while stack:
        event = stack.pop()
        if event in seen:
            continue
        seen.add(event)
        if _is_zero(event.core):
            stack.extend(event.parents)
        else:
            found.add(event)
    return found


_NAMES = {"Nadam": "NAdam", "Lamb": "AdamW", "Ftrl": "Adadelta"}
"""Keras' optimizers that cost what another one of the table costs."""


@native("keras.optimizers._update")
def update(machine: Machine, optimizer: Instance, variables: Value, options: dict[str, Value]) -> None:
    """One step of an optimizer on variables, recorded under its name."""
    names = [base.name for base in optimizer.cls.mro] if optimizer.cls is not None else []
    name = next((found for found in names if _NAMES.get(found, found) in TABLE), None)
    if name is None:
        machine.context.unknown_call("keras.optimizers.Optimizer.apply", Unknown("an optimizer without a cost model", machine.location()))
        return
    params = tuple(variable for variable in variables if isinstance(variable, Tensor))
    known = {key: value for key, value in options.items() if not isinstance(value, Unknown)}
    cost = update_cost(_NAMES.get(name, name), known, [param.shape for param in params], params[0].dtype.itemsize if params else 4)
    machine.context.record(f"keras.optimizers.{name}.step", "optimizer", cost, params, None, False)
