"""From the ledger of a run to an estimate."""

from __future__ import annotations

from dataclasses import dataclass

from flake8_greenai.estimate.evidence import operations_of
from flake8_greenai.estimate.results import (
    Bounded,
    Estimate,
    ForwardCost,
    ModuleCost,
    Status,
    TensorSpec,
    TrainingStepCost,
    UnknownCall,
)
from flake8_greenai.estimate.session import Session, is_module
from flake8_greenai.interpreter.values import Instance, Unknown, Value
from flake8_greenai.ledger.backward import backward_peak
from flake8_greenai.ledger.events import Alternatives, Entry, Ledger, Loop, ModuleCall, Repetition, UnknownEvent, tensors_of
from flake8_greenai.ledger.totals import Bounds, by_call, by_kernel, reached, total
from flake8_greenai.ledger.work import Work, forward_kernels
from flake8_greenai.ops.modules import named_modules
from flake8_greenai.symbolic import Amount, Expression, maximum
from flake8_greenai.tensors.tensor import Tensor


@dataclass(frozen=True, slots=True)
class Run:
    """One call of a value: its ledger, what it returned, what it was given."""

    ledger: Ledger
    outputs: Value
    arguments: dict[str, Value]


def _bounded(bounds: Bounds, given: frozenset[Expression]) -> Bounded:
    """An amount or its bounds; sizes that depend on data, not on ``given`` symbols, are replaced by theirs where they have any."""
    low, high = _bound(bounds[0], given, 0), _bound(bounds[1], given, 1)
    return low if low == high else (low, high)


def _bound(amount: Amount, given: frozenset[Expression], side: int) -> Amount:
    if type(amount) is not Expression or amount.symbols() & given:
        return amount
    found = amount.bounds()[side]
    return amount if found is None else found


def _given(run: Run) -> frozenset[Expression]:
    """The symbols that the inputs of a run hold."""
    sizes = [dim for tensor in tensors_of(run.arguments) for dim in tensor.shape]
    return frozenset().union(*(size.symbols() for size in (*sizes, *run.arguments.values()) if type(size) is Expression))


def _is_open(amount: Bounded, given: frozenset[Expression]) -> bool:
    """Whether an amount has bounds, or depends on sizes that data decide."""
    return isinstance(amount, tuple) or (type(amount) is Expression and not amount.symbols() <= given)


def price(session: Session, value: Value, expr: str, forward: Run, training: Run | None, reason: str | None) -> Estimate:
    """The estimate of a value from its eval run and, for modules, its training run."""
    below = _all_modules(session, value)
    parameters = _members(below, "_parameters")
    buffers = _members(below, "_buffers")
    unknown = _unknown_calls([*forward.ledger.unknown, *(training.ledger.unknown if training is not None else ())])
    doubts = _doubts(session, below)
    assumptions = [*session.recorder.assumptions, *doubts]
    given = _given(forward)
    cost = _forward_cost(forward, given)
    step = _training_cost(training, parameters, buffers) if training is not None else None
    status = _status(forward, training, cost, step, given)
    if assumptions and status in (Status.EXACT, Status.BOUNDED):
        status = Status.PARTIAL
    if reason is not None:
        assumptions.append(reason)
    param_bytes = sum(tensor.nbytes for tensor in parameters)
    return Estimate(
        name=expr,
        expr=expr,
        status=status,
        reason=unknown[0].reason if unknown else next(iter([*session.recorder.assumptions, *doubts]), None),
        params=sum(tensor.numel for tensor in parameters),
        trainable_params=sum(tensor.numel for tensor in parameters if tensor.requires_grad),
        buffers=sum(tensor.numel for tensor in buffers),
        param_bytes=param_bytes,
        outputs=tuple(TensorSpec(tensor.shape, tensor.dtype.name) for tensor in _outputs(forward)),
        forward=cost,
        work=_work(forward, cost, param_bytes + sum(tensor.nbytes for tensor in buffers)),
        training_step=step,
        modules=_modules(forward.ledger, below),
        coverage=_coverage(forward.ledger),
        unknown=unknown,
        assumptions=tuple(assumptions),
        operations=operations_of(forward.ledger, _outputs(forward)) if session.recorder.observes else (),
    )


def _outputs(run: Run) -> list[Tensor]:
    """The tensors of the output: those in containers and data classes, not those that other objects (caches) carry along."""
    return list(tensors_of(run.outputs, objects=False)) or list(tensors_of(run.outputs))


def _members(modules: list[tuple[str, Instance]], registry: str) -> list[Tensor]:
    """The parameters or buffers of modules, tied ones once."""
    found: dict[int, Tensor] = {}
    for _, module in modules:
        for value in module.attributes.get(registry, {}).values():
            if isinstance(value, Tensor):
                found.setdefault(id(value), value)
    return list(found.values())


def _all_modules(session: Session, value: Value) -> list[tuple[str, Instance]]:
    """The module and all below it, with their names."""
    if not is_module(value):
        return []
    return [(name, module) for name, module in named_modules(session.machine, value, None, "", True) if isinstance(module, Instance)]


def _forward_cost(run: Run, given: frozenset[Expression]) -> ForwardCost:
    entries = run.ledger.entries
    return ForwardCost(
        core_flops=_bounded(total(entries, lambda event: event.core), given),
        core_by_op={name: _bounded(bounds, given) for name, bounds in by_kernel(entries).items()},
        all_flops=_bounded(total(entries, lambda event: event.core + event.pointwise), given),
        transcendentals=_bounded(total(entries, lambda event: event.transcendentals), given),
        bytes_read=_bounded(total(entries, lambda event: event.bytes_read), given),
        bytes_written=_bounded(total(entries, lambda event: event.bytes_written), given),
        peak_bytes=run.ledger.peak_bytes + _input_bytes(run),
    )


def _work(run: Run, cost: ForwardCost, resident: Amount) -> Work:
    first = next((tensor.shape for tensor in tensors_of(run.arguments)), ())
    peak = cost.peak_bytes[1] if isinstance(cost.peak_bytes, tuple) else cost.peak_bytes
    kernels = forward_kernels(run.ledger.entries)
    return Work(kernels, peak_bytes=peak + resident, resident_bytes=resident, batch=first[0] if first else None).merged()


def _input_bytes(run: Run) -> Amount:
    storages = {id(tensor.storage): tensor.storage for tensor in tensors_of(run.arguments)}
    return sum(storage.nbytes for storage in storages.values())


def _training_cost(run: Run, parameters: list[Tensor], buffers: list[Tensor]) -> TrainingStepCost:
    entries = run.ledger.entries
    outputs = [tensor for tensor in _outputs(run) if tensor.requires_grad]
    events = reached(tensor.origin for tensor in outputs)
    core = total(entries, lambda event: event.core + (event.backward_core if event in events else 0))
    everything = total(
        entries,
        lambda event: event.core + event.pointwise + (event.backward_core + event.backward_pointwise if event in events else 0),
    )
    if run.ledger.is_mixed:
        core = total(entries, lambda event: event.core)[0], core[1]
        everything = total(entries, lambda event: event.core + event.pointwise)[0], everything[1]
    excluded = {id(tensor.storage) for tensor in (*parameters, *buffers, *tensors_of(run.arguments))}
    saved = {id(storage): storage for event in events for storage in event.saved if id(storage) not in excluded}
    saved_bytes = sum(storage.nbytes for storage in saved.values())
    trainable = {id(tensor.storage): tensor.nbytes for tensor in parameters if tensor.requires_grad}
    origins = {tensor.origin for tensor in outputs if tensor.origin is not None}
    given = _given(run)
    input_bytes = _input_bytes(run)
    forward = run.ledger.peak_bytes + input_bytes
    # The loss is all that the caller keeps: outputs that nothing saved are gone when the backward pass begins.
    backward = backward_peak(origins, trainable, excluded, input_bytes, adds_in_place=False)
    peak = max(forward, backward) if type(forward) is int and type(backward) is int else maximum(forward, backward)
    return TrainingStepCost(
        core_flops=_bounded(core, given),
        all_flops=_bounded(everything, given),
        saved_bytes=_bounded((saved_bytes, saved_bytes), given),
        peak_bytes=peak,
    )


def _doubts(session: Session, modules: list[tuple[str, Instance]]) -> list[str]:
    """Why the parameters may be others than those that are counted."""
    found: list[str] = []
    doubted: list[str] = []
    for name, module in modules:
        doubt = session.recorder.doubt(module)
        if doubt is not None and not any(above == "" or name.startswith(above + ".") for above in doubted):
            doubted.append(name)
            place = f" ({doubt.location})" if doubt.location is not None else ""
            found.append(f"parts of {name or 'the model'} are not known{place}: {doubt.reason}")
    return found


def _unknown_calls(events: list[UnknownEvent]) -> tuple[UnknownCall, ...]:
    unique = {(event.call, event.reason, event.site): event for event in events}
    return tuple(UnknownCall(event.call, event.site or event.location, event.reason) for event in unique.values())


def _coverage(ledger: Ledger) -> float:
    known = sum(1 for _ in ledger.events())
    return known / (known + len(ledger.unknown)) if ledger.unknown else 1.0


def _status(run: Run, training: Run | None, cost: ForwardCost, step: TrainingStepCost | None, given: frozenset[Expression]) -> Status:
    for each in (run, training):
        if each is not None and (each.ledger.unknown or type(each.outputs) is Unknown or _repeats(each.ledger.entries)):
            return Status.PARTIAL
    amounts = (cost.core_flops, cost.all_flops, cost.bytes_read, *((step.core_flops, step.all_flops) if step is not None else ()))
    if any(_is_open(amount, given) for amount in amounts) or any(
        _is_open(size, given) for tensor in _outputs(run) for size in tensor.shape
    ):
        return Status.BOUNDED
    return Status.EXACT


def _repeats(entries: list[Entry]) -> bool:
    return any(
        (isinstance(entry, Repetition) and (entry.count is None or _repeats(entry.sequence)))
        or (isinstance(entry, Alternatives) and any(_repeats(inner) for inner in entry.sequences))
        or (isinstance(entry, Loop) and any(_repeats(one.sequence) for one in entry.rounds))
        for entry in entries
    )


def _modules(ledger: Ledger, below: list[tuple[str, Instance]]) -> tuple[ModuleCost, ...]:
    """The costs of the modules that are called."""
    core: dict[int, Amount] = {}
    own: dict[int, Amount] = {}
    calls: dict[int, list[ModuleCall]] = {}
    for call in ledger.calls:
        if call.module is not None:
            calls.setdefault(id(call.module), []).append(call)
    for call, amount in by_call(ledger.entries).items():
        current: ModuleCall | None = call
        if call.module is not None:
            own[id(call.module)] = own.get(id(call.module), 0) + amount
        counted: set[int] = set()
        while current is not None:
            key = id(current.module)
            if key not in counted:
                counted.add(key)
                core[key] = core.get(key, 0) + amount
            current = current.parent
    specs: dict[tuple[tuple[Amount, ...], str], TensorSpec] = {}
    sizes: dict[int, dict[int, Amount]] = {}
    return tuple(
        _module_cost(module, name, calls[key], _parameters_below(module, sizes), core.get(key, 0), own.get(key, 0), specs)
        for name, module in below
        if (key := id(module)) in calls
    )


def _parameters_below(module: Instance, sizes: dict[int, dict[int, Amount]]) -> dict[int, Amount]:
    """The sizes of a module's parameters and of those below it, by identity: tied ones once; ``sizes`` keeps them for each module."""
    known = sizes.get(id(module))
    if known is not None:
        return known
    attributes = module.attributes
    found = {id(each): each.numel for each in attributes.get("_parameters", {}).values() if isinstance(each, Tensor)}
    sizes[id(module)] = found
    for child in attributes.get("_modules", {}).values():
        if isinstance(child, Instance):
            found.update(_parameters_below(child, sizes))
    return found


def _module_cost(
    module: Instance,
    name: str,
    calls: list[ModuleCall],
    parameters: dict[int, Amount],
    core: Amount,
    own: Amount,
    known: dict[tuple[tuple[Amount, ...], str], TensorSpec],
) -> ModuleCost:
    last = calls[-1]
    cls = module.cls
    assert cls is not None
    return ModuleCost(
        name=name,
        class_name=cls.name,
        location=cls.location,
        created=module.created,
        calls=len(calls),
        params=sum(parameters.values()),
        core_flops=core,
        own_core_flops=own,
        outputs=tuple([known.get(spec) or _spec(spec, known) for spec in last.outputs]),
        inputs=tuple([known.get(spec) or _spec(spec, known) for spec in last.inputs]),
    )


def _spec(spec: tuple[tuple[Amount, ...], str], known: dict[tuple[tuple[Amount, ...], str], TensorSpec]) -> TensorSpec:
    """One object for all tensors of a shape and dtype: deep models have thousands alike."""
    known[spec] = found = TensorSpec(*spec)
    return found
