"""Work: what a run asks of a device, kernel by kernel, without anything of the program left in it.

A kernel is one operation as a device runs it: contraction FLOPs, the rest, and bytes between memory and chip. Amounts may hold
symbols; whoever predicts from them decides what the symbols stand for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from math import prod
from operator import attrgetter

from flake8_greenai.ledger.events import Alternatives, Entry, Event, Loop, Repetition, Round
from flake8_greenai.ledger.moments import Moment
from flake8_greenai.symbolic import Amount, Expression

GEMM = "gemm"
CONVOLUTION = "convolution"
GROUPED = "grouped convolution"
DEPTHWISE = "depthwise convolution"
ATTENTION = "attention"
POOLING = "pooling"
POINTWISE = "pointwise"
REDUCTION = "reduction"
KINDS = (GEMM, CONVOLUTION, GROUPED, DEPTHWISE, ATTENTION, POOLING, POINTWISE, REDUCTION)
"""Kinds of kernels that devices run at different shares of their peaks."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """One operation, done ``count`` times.

    Attributes:
        name: of the operation, for reports.
        kind: one of :data:`KINDS`.
        core: FLOPs of contractions.
        pointwise: other FLOPs.
        bytes: read and written.
        dtype: of the operands, torch's name.
        launches: kernels that a framework starts for it.
        count: how often it is done.
        batch, rows, columns, depth: the matrix products it is made of, ``batch`` of ``rows x depth @ depth x columns``; 0 when not known.
        is_gradient: whether it belongs to the backward pass.
        certain: whether it is done in every case.
    """

    name: str
    kind: str
    core: Amount = 0
    pointwise: Amount = 0
    bytes: Amount = 0
    dtype: str = "float32"
    launches: int = 1
    count: Amount = 1
    batch: Amount = 1
    rows: Amount = 0
    columns: Amount = 0
    depth: Amount = 0
    is_gradient: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one pass, step or loop asks of a device.

    Attributes:
        kernels: in the order of the program.
        gradient_bytes: gradients that several devices would have to add up, each time; 0 without training.
        exchanges: how often they would.
        peak_bytes: memory at its peak, None when not known.
        resident_bytes: the part of it that does not grow with the batch (weights, gradients, optimizer state).
        batch: samples in one pass, None when not known.
        moments: bytes that do not depend on the batch, and bytes in use, at those moments that are the peak for some batch.
    """

    kernels: tuple[Kernel, ...] = ()
    gradient_bytes: Amount = 0
    exchanges: Amount = 1
    peak_bytes: Amount | None = None
    resident_bytes: Amount = 0
    batch: Amount | None = None
    moments: tuple[Moment, ...] = ()

    def times(self, count: Amount) -> Work:
        """The work ``count`` times over."""
        return replace(
            self, kernels=tuple(replace(kernel, count=kernel.count * count) for kernel in self.kernels), exchanges=self.exchanges * count
        )

    def merged(self) -> Work:
        """The same work with equal kernels joined into one that is done more often."""
        firsts: dict[tuple[object, ...], Kernel] = {}
        counts: dict[tuple[object, ...], Amount] = {}
        for kernel in self.kernels:
            key = _all_but_name_and_count(kernel)
            firsts.setdefault(key, kernel)
            counts[key] = counts.get(key, 0) + kernel.count
        return replace(self, kernels=tuple(replace(kernel, name="", count=counts[key]) for key, kernel in firsts.items()))


_all_but_name_and_count = attrgetter(*(field.name for field in fields(Kernel) if field.name not in ("name", "count")))


def forward_kernels(entries: list[Entry], rounds: tuple[Round, ...] = (), *, certain: bool = True) -> tuple[Kernel, ...]:
    """The kernels of a run: forward passes, and what the program itself asks for (backward passes, optimizer steps).

    Args:
        entries: what was recorded.
        rounds: iterations that all of it is done in, innermost first.
        certain: whether it is done in every case.
    """
    return tuple(_kernels(entries, rounds, {}, certain=certain))


_Known = dict[tuple[object, ...], Kernel | None]
"""Kernels by what they are made from: steps over time and layers ask for the same ones thousands of times."""


def _kernels(entries: list[Entry], rounds: tuple[Round, ...], known: _Known, *, certain: bool) -> Iterable[Kernel]:
    for place, entry in enumerate(entries):
        if isinstance(entry, Event):
            if entry.kernel == "backward":
                yield from _own_backward(entry, entries[:place], rounds, known, certain=certain)
            elif not (_is_zero(entry.core) and _is_zero(entry.bytes_read) and _is_zero(entry.bytes_written)):
                key = (*_all_of(entry), rounds, certain)
                found = known.get(key)
                if found is None:
                    found = known[key] = _repeated(_forward(entry), rounds, certain)
                yield found
        elif isinstance(entry, Alternatives):
            longest = max(entry.sequences, key=len, default=[])
            yield from _kernels(longest, rounds, known, certain=False)
        elif isinstance(entry, Loop):
            for one in entry.rounds:
                yield from _kernels(one.sequence, (one, *rounds), known, certain=certain and not entry.stops_early)
        elif isinstance(entry, Repetition):
            inner = rounds if entry.count is None else (Round(entry.sequence, entry.count), *rounds)
            yield from _kernels(entry.sequence, inner, known, certain=certain and entry.least > 0)


_all_of = attrgetter("name", "kernel", "core", "pointwise", "bytes_read", "bytes_written", "dtype", "operands", "outputs")


def _own_backward(event: Event, before: list[Entry], rounds: tuple[Round, ...], known: _Known, *, certain: bool) -> Iterable[Kernel]:
    """The gradients that ``loss.backward()`` asks for: of the operations since the last backward pass."""
    start = max((place + 1 for place, entry in enumerate(before) if isinstance(entry, Event) and entry.kernel == "backward"), default=0)
    found = list(_with_gradients(before[start:], rounds))
    if not found:
        yield _repeated(Kernel(event.name, GEMM, event.core, event.pointwise, is_gradient=True), rounds, certain)
        return
    yield from _gradients(found, known, certain=certain)


def _with_gradients(entries: list[Entry], rounds: tuple[Round, ...]) -> Iterable[tuple[Event, tuple[Round, ...]]]:
    for entry in entries:
        if isinstance(entry, Event):
            if entry.kernel not in ("backward", "optimizer"):
                yield entry, rounds
        elif isinstance(entry, Loop):
            for one in entry.rounds:
                yield from _with_gradients(one.sequence, (one, *rounds))
        elif isinstance(entry, Alternatives):
            yield from _with_gradients(max(entry.sequences, key=len, default=[]), rounds)
        else:
            yield from _with_gradients(entry.sequence, rounds)


def _repeated(kernel: Kernel, rounds: tuple[Round, ...], certain: bool) -> Kernel:
    """A kernel over all iterations around it, innermost first; where they differ, each counts as their mean."""
    if not rounds:
        return kernel if certain else replace(kernel, certain=False)
    count: Amount = 1
    for one in rounds:
        count = one.times(count)

    def mean(amount: Amount) -> Amount:
        if type(amount) is not Expression:
            return amount
        for one in rounds:
            amount = one.times(amount)
        return amount if count == 1 else amount // count

    return replace(
        kernel,
        count=count,
        certain=certain,
        core=mean(kernel.core),
        pointwise=mean(kernel.pointwise),
        bytes=mean(kernel.bytes),
        batch=mean(kernel.batch),
        rows=mean(kernel.rows),
        columns=mean(kernel.columns),
        depth=mean(kernel.depth),
    )


def _forward(event: Event) -> Kernel:
    kind = _kind(event)
    batch, rows, columns, depth = _product(event, kind)
    return Kernel(
        name=event.name,
        kind=kind,
        core=event.core,
        pointwise=event.pointwise,
        bytes=event.bytes_read + event.bytes_written,
        dtype=event.dtype or "float32",
        batch=batch,
        rows=rows,
        columns=columns,
        depth=depth,
    )


def _backward(event: Event) -> Kernel | None:
    """The kernel of an operation's gradients, None when it has none.

    Each gradient of a contraction moves as much as the contraction. Of other operations the gradient is read and written, and what
    was kept is read; those that keep nothing move as much as forward.
    """
    kernel = _forward(event)
    core = event.backward_core
    if kernel.kind not in (POOLING, POINTWISE, REDUCTION):
        if _is_zero(core):
            return None
        both = not (type(core) is int and type(kernel.core) is int) or core > kernel.core
        moved = kernel.bytes * 2 if both else kernel.bytes
        name = f"{kernel.name} gradient"
        return replace(
            kernel, name=name, is_gradient=True, core=core, pointwise=event.backward_pointwise, bytes=moved, launches=2 if both else 1
        )
    written = event.bytes_written
    if event.saved:
        saved: Amount = 0
        for storage in {id(storage): storage for storage in event.saved}.values():
            saved = saved + storage.nbytes
        moved = written * 2 + saved
    elif not _is_zero(event.backward_pointwise):
        moved = kernel.bytes + written
    else:
        moved = kernel.bytes
    return replace(kernel, name=f"{kernel.name} gradient", is_gradient=True, core=core, pointwise=event.backward_pointwise, bytes=moved)


def _is_zero(amount: Amount) -> bool:
    return type(amount) is int and amount == 0


_REDUCTIONS = ("layer_norm", "softmax", "rms_norm", "instance_norm", "cross_entropy", "nll_loss", ".norm", ".sum", "logsumexp")
"""Parts of the names of operations that go over their operand more than once, and that autocast does in float32."""


def _kind(event: Event) -> str:
    if _is_zero(event.core):
        if "_pool" in event.name:
            return POOLING
        return REDUCTION if any(part in event.name for part in _REDUCTIONS) else POINTWISE
    name = event.kernel
    if "conv" in name:
        groups = _groups(event)
        if groups == 1:
            return CONVOLUTION
        shape = event.operands[1]
        return DEPTHWISE if type(shape[1]) is int and shape[1] == 1 else GROUPED
    return ATTENTION if "attention" in event.name else GEMM


def _groups(event: Event) -> Amount:
    operands = event.operands
    if len(operands) < 2 or len(operands[0]) < 3 or len(operands[1]) != len(operands[0]):
        return 1
    inside, of_group = operands[0][1], operands[1][1]
    if "transpose" in event.name:
        of_group = operands[1][0]
    return inside // of_group if type(inside) is int and type(of_group) is int and 0 < of_group < inside else 1


def _product(event: Event, kind: str) -> tuple[Amount, Amount, Amount, Amount]:
    """Batch, rows, columns and depth of the matrix products that an operation is made of."""
    if kind in (POOLING, POINTWISE, REDUCTION, ATTENTION) or not event.outputs:
        return 1, 0, 0, 0
    shape = event.outputs[0][0]
    size = prod(shape)
    if type(event.core) is not int or type(size) is not int or size <= 0 or len(shape) < 2:
        return 1, 0, 0, 0
    depth = event.core // (2 * size)
    if kind == GEMM:
        if event.kernel in ("bmm", "baddbmm") and len(shape) > 2:
            return prod(shape[:-2]), shape[-2], shape[-1], depth
        return 1, size // shape[-1], shape[-1], depth
    groups = _groups(event)
    return groups, size // shape[1], shape[1] // groups, depth


def gradient_kernels(events: Iterable[Event]) -> tuple[Kernel, ...]:
    """The kernels of the gradients of operations, each done once."""
    return tuple(_gradients(((event, ()) for event in events), {}, certain=True))


def training_work(entries: list[Entry], reached: Collection[Event]) -> tuple[Kernel, ...]:
    """The kernels of a forward pass and of the gradients of the operations that its backward pass goes through."""
    pairs = (pair for pair in _with_gradients(entries, ()) if pair[0] in reached)
    return (*forward_kernels(entries), *_gradients(pairs, {}, certain=True))


def _gradients(events: Iterable[tuple[Event, tuple[Round, ...]]], known: _Known, *, certain: bool) -> Iterable[Kernel]:
    for event, rounds in events:
        sizes = tuple({id(storage): storage.nbytes for storage in event.saved}.values())
        key = ("gradient", *_all_of(event), event.backward_core, event.backward_pointwise, sizes, rounds, certain)
        if key not in known:
            kernel = _backward(event)
            known[key] = None if kernel is None else _repeated(kernel, rounds, certain)
        found = known[key]
        if found is not None:
            yield found
