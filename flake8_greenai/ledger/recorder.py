"""The context that an analysis of tensor programs runs in: operations are recorded, gradients traced, unknowns kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.context import Context
from flake8_greenai.interpreter.values import Class, Instance, Location, Unknown, Value
from flake8_greenai.interpreter.watching import GROWS
from flake8_greenai.ledger.cost import FREE, Cost
from flake8_greenai.ledger.events import (
    Alternatives,
    Entry,
    Event,
    Ledger,
    ModuleCall,
    Repetition,
    Undescribed,
    UnknownEvent,
    describe,
    spec,
    specs,
    tensors_of,
)
from flake8_greenai.ledger.iterations import Iterations
from flake8_greenai.ledger.moments import larger
from flake8_greenai.ledger.observations import Observations
from flake8_greenai.symbolic import Amount, Expression, symbol
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.tensor import Storage, Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

FEW_SYMBOLS = 24
STEPS_PER_SYMBOL = 300
"""Steps that a new peak of memory counts for, by each of its symbols when these are many."""
_HOLDING = ("_modules", "_parameters", "_buffers")
_FRAMEWORKS = ("torch.", "torchvision.", "einops.", "tensorflow.", "keras.", "numpy.", "jax.")


class Recorder(Iterations, Observations, Context):
    """Writes the ledger of one run."""

    def __init__(self) -> None:
        self.modes = Modes()
        self.machine: Machine
        self.ledger = Ledger()
        self.call = ModuleCall(None, None)
        self._open: list[list[Entry]] = [self.ledger.entries]
        self._numbers: dict[str, int] = {}
        self._sizes: dict[int, tuple[Value, Any]] = {}
        self._differing: dict[int, tuple[Value, Unknown]] = {}
        self.models: list[Instance] = []
        self.assumptions: dict[str, None] = {}
        self.follows = False
        self.observes = False
        self.operation = None
        self._begun = 0
        self.is_building = False
        self._loops = []
        self._batch = None
        self._surplus = 0
        self.remarks = {}
        self._assumed_before: dict[int, int] = {}
        self._built_at: dict[int, Location] = {}

    def restart(self) -> None:
        """Begin a new ledger; modes go back to their defaults, and what was only built before is from now on run."""
        self.is_building = False
        self.modes = Modes(default_dtype=self.modes.default_dtype)
        self.ledger = Ledger()
        self.call = ModuleCall(None, None)
        self.operation = None
        self._open = [self.ledger.entries]

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What happens inside is no part of the run: it only shows what comes out."""
        kept = self.ledger, self._open, self.call, self.is_building, self.follows
        modes = self.modes.grad_enabled, self.modes.trains
        self.ledger, self._open, self.call = Ledger(), [[]], ModuleCall(None, None)
        self.is_building, self.follows, self.modes.grad_enabled = True, False, False
        try:
            yield
        finally:
            self.ledger, self._open, self.call, self.is_building, self.follows = kept
            self.modes.grad_enabled, self.modes.trains = modes

    # Operations

    def record(self, name: str, kernel: str, cost: Cost, inputs: tuple[Tensor, ...], output: Value, differentiable: bool) -> Value:
        """Record one operation and give its output, with gradients traced."""
        outputs = (output,) if type(output) is Tensor else tuple(_in_output(output))
        free = cost is FREE
        if free and not outputs:
            return output
        grad = differentiable and self.modes.grad_enabled and True in [tensor.requires_grad for tensor in inputs]
        if free and not grad:
            for tensor in outputs if inputs else ():
                if id(tensor) not in map(id, inputs):
                    tensor.requires_grad = False
                    tensor.origin = None
                    if differentiable:
                        tensor.base = _base(tensor, inputs)
            return output
        if not grad and self.is_building:
            for tensor in outputs:
                self._deliver(tensor, None, inputs, grad=False, free=free)
            return output
        event = Event(name, kernel, self.call)
        if not free:
            self._price(event, cost, inputs, outputs)
            self._open[-1].append(event)
        else:
            event.outputs = tuple([spec(tensor) for tensor in outputs])
        if grad:
            self._trace(event, cost, inputs)
        for tensor in outputs:
            self._deliver(tensor, event, inputs, grad=grad, free=free)
        if cost.temporary or (grad and cost.saved):
            self._allocate_beside(cost, inputs)
        return output

    def _deliver(self, tensor: Tensor, event: Event | None, inputs: tuple[Tensor, ...], *, grad: bool, free: bool) -> None:
        """Trace gradients to an output and count its memory when that is new."""
        carries = grad and tensor.dtype.category in ("float", "complex")
        storage = tensor.storage
        is_new = storage.meter is None
        for operand in inputs:
            if tensor is operand:
                self._forget_elements(storage)
                if carries and event is not None and not free:
                    self._write(tensor, event)
                return
            is_new = is_new and storage is not operand.storage
        if inputs:
            tensor.requires_grad = carries
            tensor.origin = event if carries else None
            if free:
                tensor.base = _base(tensor, inputs)
        if is_new:
            self.allocate(storage)

    def _forget_elements(self, storage: Storage) -> None:
        """Elements that one iteration of a loop writes are known for that iteration only."""
        watch = self.machine.watch
        if watch is not None and storage.content is not None and storage.number < watch.first_storage:
            storage.content = None
            watch.has_forgotten = True

    def _allocate_beside(self, cost: Cost, inputs: tuple[Tensor, ...]) -> None:
        """Count what an operation makes beside its outputs: it is freed when nothing holds it any more."""
        given = {id(tensor.storage) for tensor in inputs}
        for tensor in (*cost.temporary, *cost.saved):
            storage = tensor.storage
            if storage.meter is None and id(storage) not in given:
                self.allocate(storage)

    def _write(self, tensor: Tensor, event: Event) -> None:
        """A tensor was written in place by an operation with gradients: it carries them, and so does what it is a view of."""
        base = tensor.base
        if base is not None:
            self.machine.touch(base)
            if base.origin is not None and base.origin not in event.parents:
                event.parents = (*event.parents, base.origin)
            base.origin, base.requires_grad = event, True
        self.machine.touch(tensor)
        tensor.origin, tensor.requires_grad = event, True

    def _price(self, event: Event, cost: Cost, inputs: tuple[Tensor, ...], outputs: tuple[Tensor, ...]) -> None:
        event.core, event.pointwise, event.transcendentals = cost.core, cost.pointwise, cost.transcendentals
        read, written = cost.bytes_read, cost.bytes_written
        if read is None:
            distinct = inputs if len(inputs) < 2 else {id(tensor): tensor for tensor in inputs}.values()
            read = sum([prod(tensor.shape) * tensor.dtype.itemsize for tensor in distinct])
        event.bytes_read = read
        event.bytes_written = sum([prod(tensor.shape) * tensor.dtype.itemsize for tensor in outputs]) if written is None else written
        event.outputs = tuple([(tensor.shape, tensor.dtype.name) for tensor in outputs])
        event.path, event.line = self.machine.site()
        # Under autocast the operands of a contraction are converted first; its result tells to what.
        lowered = outputs if self.modes.autocast and cost.core != 0 else ()
        event.dtype = (lowered or inputs)[0].dtype.name if lowered or inputs else ""
        event.operands = tuple([tensor.shape for tensor in inputs])
        event.state = cost.state
        if self.operation is not None:
            event.asked_by = self.operation.evaluation
            event.asked_by.observation.is_recorded = True

    def _trace(self, event: Event, cost: Cost, inputs: tuple[Tensor, ...]) -> None:
        event.parents = tuple({id(t.origin): t.origin for t in inputs if t.requires_grad and t.origin is not None}.values())
        event.leaves = tuple([t for t in inputs if t.requires_grad and t.origin is None])
        event.saved = tuple([tensor.storage for tensor in cost.saved])
        for gradient in cost.gradients:
            if gradient.operand.requires_grad:
                event.backward_core += gradient.core
                event.backward_pointwise += gradient.pointwise
        if self.modes.tapes:
            wanting = [gradient for gradient in cost.gradients if gradient.operand.requires_grad]
            event.shares = tuple([(one.operand.origin or one.operand, one.core, one.pointwise) for one in wanting])

    def allocate(self, storage: Storage) -> None:
        """Count memory that is in use from now on."""
        ledger = self.ledger
        storage.meter = ledger
        live = ledger.live_bytes + storage.nbytes
        ledger.live_bytes = live
        if type(live) is int and type(ledger.peak_bytes) is int:
            ledger.peak_bytes = max(ledger.peak_bytes, live)
        else:
            ledger.peak_bytes = peak = larger(ledger.peak_bytes, live)
            symbols = len(peak.symbols()) if type(peak) is Expression else 0
            if symbols > FEW_SYMBOLS:
                # The largest of many amounts that data decide takes long to tell.
                self.machine.count_generator(symbols * STEPS_PER_SYMBOL)

    # Modules

    def enter(self, module: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> ModuleCall:
        """A module call begins."""
        is_outermost = self.call.module is None
        call = ModuleCall(module, self.call, self.machine.location() if is_outermost else None)
        call.inputs = specs((*args, *kwargs.values()))
        if is_outermost:
            call.is_evaluation = not self.modes.grad_enabled and module.attributes.get("training") is False
            named = {**{f"*{index}": value for index, value in enumerate(args)}, **kwargs}
            try:
                call.arguments = describe(named, spec)
            except Undescribed:
                call.arguments = None
            if self.follows:
                self._take_in(named)
        self.ledger.calls.append(call)
        self.call = call
        return call

    def _take_in(self, arguments: dict[str, Value]) -> None:
        """Inputs of a model are on its device, wherever they came from."""
        for tensor in tensors_of(arguments, objects=False):
            if tensor.storage.meter is None:
                self.allocate(tensor.storage)

    def built(self, module: Instance) -> None:
        """A module was built."""
        self.models.append(module)
        frame = self.machine.frame
        while frame is not None and frame.module.name != "__main__":
            frame = frame.caller
        if frame is not None:
            self._built_at[id(module)] = frame.location()
        self._assumed_before[id(module)] = len(self.assumptions)

    def replicates(self, cls: Class) -> bool:
        """Modules, while what happens is not priced: their constructors record nothing but that they were built.

        Not those that are given names of their own, which their arguments do not tell.
        """
        return self.is_building and cls.find("_greenai_kind") == "module" and cls.find("_greenai_is_named") is not True

    def settings(self) -> tuple[Value, ...]:
        """What new parameters heed."""
        return self.modes.default_dtype, self.modes.default_device, self.modes.grad_enabled

    def replicated(self, value: Instance) -> None:
        """A module was built like an earlier one."""
        self.built(value)

    def built_at(self, module: Instance) -> Location | None:
        """The innermost place of the program itself at which a module was built, None when it was built elsewhere."""
        return self._built_at.get(id(module))

    def assumptions_of(self, module: Instance) -> dict[str, None]:
        """What had been assumed when a module was built."""
        return dict.fromkeys(list(self.assumptions)[: self._assumed_before.get(id(module), len(self.assumptions))])

    def leave(self, call: ModuleCall) -> None:
        """The innermost module call ends."""
        self.call = call.parent or call

    # What is not known

    def unknown_call(self, name: str, unknown: Unknown) -> Value:
        """A call that cannot be made; it counts when it is an operation, or happens inside a model."""
        if name.startswith(_FRAMEWORKS) or self.call.module is not None:
            self._note(name, unknown)
        return Unknown(unknown.reason, unknown.location)

    def unknown_callee(self, callee: Unknown, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        """A call of an unknown value; it counts when tensors go in."""
        if any(True for _ in _in_output((*args, *kwargs.values()))) or (args and self.call.module is not None):
            self._note("", callee)
        return Unknown(callee.reason, callee.location)

    def unknown_operation(self, unknown: Unknown, other: Value) -> Value:
        """An operator; it counts when the other operand is a tensor."""
        if isinstance(other, Tensor):
            self._note("operator", unknown)
        is_number = unknown.is_number and (
            type(other) in (int, Expression)
            or (type(other) is float and unknown.reason != GROWS)  # of these it is known that they are whole
            or (type(other) is Unknown and other.is_number)
        )
        is_float = is_number and (type(other) is float or unknown.is_float or (type(other) is Unknown and other.is_float))
        return Unknown(unknown.reason, unknown.location, is_number=is_number, is_float=is_float)

    def _note(self, name: str, unknown: Unknown) -> None:
        is_inside = self.call.module is not None
        self.ledger.unknown.append(UnknownEvent(name, unknown.reason, unknown.location, self.machine.location(), is_inside))

    def shape_error(self, name: str, message: str) -> Value:
        """Operands that do not fit together: the analysed program would raise here."""
        self.ledger.shape_errors.append((message, self.machine.location()))
        raise self.machine.error("RuntimeError", message)

    def assume(self, text: str) -> None:
        """Keep an assumption that figures rest on."""
        self.assumptions[text] = None

    def fresh(self, prefix: str, low: Amount, high: Amount | None) -> Any:
        """A new symbol for a size that depends on data, between bounds."""
        if prefix == "n":  # numbered with those that have no name, lest two numbers be called the same
            return symbol(minimum=low, maximum=high)
        number = self._numbers[prefix] = self._numbers.get(prefix, 0) + 1
        return symbol(f"{prefix}{number}", minimum=low, maximum=high)

    def size_of(self, unknown: Value) -> Any:
        """The symbol for a whole number, or tensor of one, that data decide, where it is taken as a size: always the same one."""
        found = self._sizes.get(id(unknown))
        if found is None:
            found = self._sizes[id(unknown)] = (unknown, self.fresh("n", 0, None))
        return found[1]

    # Branches and loops

    def begin_alternative(self) -> None:
        """Entries go to a sequence of their own until :meth:`end_alternative`."""
        self._open.append([])

    def end_alternative(self) -> object:
        """The sequence of this alternative."""
        return self._close()

    def join_alternatives(self, tokens: list[object], unknown: Unknown) -> None:
        """Exactly one of the sequences happens."""
        sequences: list[list[Entry]] = [token for token in tokens if isinstance(token, list)]
        if any(sequences):
            self._open[-1].append(Alternatives(sequences, unknown.reason, unknown.location))

    def differs(self, container: Value, unknown: Unknown) -> None:
        """Keep which containers hold what is not known."""
        self._differing[id(container)] = (container, unknown)

    def doubt(self, module: Instance) -> Unknown | None:
        """Why it is not known what a module holds: a child, a parameter or an attribute that depends on an unknown condition."""
        attributes = module.attributes
        if Unknown in map(type, attributes.values()):
            name, unknown = next((name, value) for name, value in attributes.items() if type(value) is Unknown)
            return Unknown(f"attribute {name}: {unknown.reason}", unknown.location)
        for registry in _HOLDING:
            held = attributes.get(registry)
            if not isinstance(held, dict):
                continue
            kept = self._differing.get(id(held))
            if kept is not None and kept[0] is held:
                return Unknown(f"what it holds depends on a branch: {kept[1].reason}", kept[1].location)
            if held and Unknown in map(type, held.values()):
                return next(item for item in held.values() if type(item) is Unknown)
        return None

    def begin_repetition(self) -> None:
        """Entries go to the body of a loop of unknown length."""
        self._open.append([])

    def end_repetition(self, unknown: Unknown | None) -> None:
        """The loop body ends."""
        sequence = self._close()
        if sequence and unknown is not None:
            count = unknown.many[1] if unknown.many is not None else None
            self._open[-1].append(Repetition(sequence, unknown.reason, unknown.location, count=count))

    def includes(self, general: Value, special: Value, sizes: tuple[Value, Value]) -> bool:
        """Whether two tensors differ in sizes that are equal there, or have as many elements; where empty, nothing tells them apart."""
        if not isinstance(general, Tensor) or not isinstance(special, Tensor) or general.shape == special.shape:
            return False
        if general.dtype is not special.dtype or general.requires_grad != special.requires_grad:
            return False
        if general.ndim == special.ndim and all(a == b or {a, b} == {*sizes} for a, b in zip(general.shape, special.shape, strict=True)):
            return True
        return 0 in sizes and general.numel == special.numel

    def join_values(self, values: list[Value]) -> Value | None:
        """A tensor whose dims are intervals where the alternatives differ."""
        tensors = [value for value in values if isinstance(value, Tensor)]
        first = tensors[0] if tensors else None
        if first is None or len(tensors) != len(values):
            return None
        if any(tensor.ndim != first.ndim or tensor.dtype is not first.dtype for tensor in tensors):
            return None
        dims = []
        for sizes in zip(*(tensor.shape for tensor in tensors), strict=True):
            if all(size == sizes[0] for size in sizes):
                dims.append(sizes[0])
            else:
                bounds = [size.bounds() if type(size) is Expression else (size, size) for size in sizes]
                lows = [low for low, _ in bounds if low is not None]
                highs = [high for _, high in bounds if high is not None]
                if len(lows) < len(bounds):
                    return None
                dims.append(self.fresh("n", min(lows), max(highs) if len(highs) == len(bounds) else None))
        joined = Tensor(tuple(dims), first.dtype, first.device)
        joined.requires_grad = any(tensor.requires_grad for tensor in tensors)
        self.ledger.is_mixed |= any(tensor.requires_grad is not joined.requires_grad for tensor in tensors)
        origins = tuple({id(tensor.origin): tensor.origin for tensor in tensors if tensor.origin is not None}.values())
        joined.origin = origins[0] if len(origins) == 1 else None
        if len(origins) > 1:
            joined.origin = Event("branch", "branch", self.call)
            joined.origin.parents = origins
        return joined


def _base(view: Tensor, inputs: tuple[Tensor, ...]) -> Tensor | None:
    """The tensor that a view made from ``inputs`` is a view of."""
    storage = view.storage
    for operand in inputs:
        if operand.storage is storage:
            return operand.base or operand
    return None


def _in_output(value: Value) -> Any:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _in_output(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _in_output(item)
