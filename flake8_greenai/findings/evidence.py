"""What rules about code look at: expressions of the program, each with all its evaluations and the whole that it is part of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.estimate.results import Bounded, FileReport, LoopReport, ModelReport, Status
from flake8_greenai.findings.check import same_file
from flake8_greenai.interpreter.values import Location
from flake8_greenai.ledger.work import Kernel


@dataclass(frozen=True, slots=True)
class Whole:
    """What an expression is part of, and what that costs.

    Attributes:
        name: ``an iteration of training Net``, ``a forward pass of Net``, ``the program``.
        all_flops, bytes_moved, peak_bytes, parameters: of the whole; None where not known.
        runs: how often the program does the whole; None when not known, 1 for a forward pass that no program was seen to do.
        loop: its loop, if any.
        model: its model, if known.
    """

    name: str
    all_flops: int | None = None
    bytes_moved: int | None = None
    peak_bytes: int | None = None
    parameters: int | None = None
    runs: int | None = 1
    loop: LoopReport | None = None
    model: ModelReport | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """One expression of the file.

    Attributes:
        operation: its evaluation that costs most in all.
        evaluations: all of them that differ, each with how often the whole does it.
        whole: what it is part of.
    """

    operation: Operation
    evaluations: tuple[tuple[Operation, float], ...]
    whole: Whole


def known(amount: object) -> int | None:
    """An amount that is one number, else None: no finding comes from what is not known."""
    return amount if type(amount) is int else None


_last: list[tuple[FileReport, tuple[Site, ...]]] = []
"""The sites of the report that rules were asked about last: many rules look at the same ones."""


def sites(report: FileReport) -> tuple[Site, ...]:
    """The expressions of the analysed file, in the order of their first evaluation.

    Where the program is seen to evaluate one, it is looked at there; else in a forward pass of the model that holds it.
    """
    if not _last or _last[0][0] is not report:
        _last[:] = [(report, _sites(report))]
    return _last[0][1]


def _sites(report: FileReport) -> tuple[Site, ...]:
    program = _of_program(report)
    groups = _grouped(report.path, report.operations)
    run = {key[1:] for key, found in groups.items() if any(each.kernels for each in found) or not found[0].inside}
    result = [_site(found, _whole_of(found, report, program)) for key, found in groups.items() if key[1:] in run]
    for model in report.models:
        if model.estimate.status is Status.FAILED:
            continue
        whole = _of_model(model)
        own = _grouped(report.path, model.estimate.operations)
        result.extend(_site(found, whole) for key, found in own.items() if key[1:] not in run)
        run |= {key[1:] for key in own}
    return tuple(result)


def _grouped(path: str, operations: tuple[Operation, ...]) -> dict[tuple[str, Location, Location], list[Operation]]:
    groups: dict[tuple[str, Location, Location], list[Operation]] = {}
    for operation in operations:
        if same_file(operation.location.file, path):
            groups.setdefault((operation.name, operation.location, operation.end), []).append(operation)
    return groups


def _site(found: list[Operation], whole: Whole) -> Site:
    def weight(operation: Operation) -> tuple[float, float]:
        times = float(known(operation.times) or 0)
        return times * (1 + flops_of(operation.kernels) + bytes_of(operation.kernels)), times

    inside = [each for each in found if whole.loop is None or whole.loop.location in each.loops] or found
    runs = whole.runs or 1
    return Site(max(inside, key=weight), tuple((each, (known(each.times) or 0) / runs) for each in inside), whole)


def _whole_of(found: list[Operation], report: FileReport, program: Whole) -> Whole:
    """The innermost reported loop around an expression that the program does, or the program."""
    by_place = {loop.location: loop for loop in report.loops}
    candidates = [by_place[place] for operation in found for place in operation.loops if place in by_place]
    loop = max(candidates, key=lambda each: known(each.total_all_flops) or 0, default=None)
    if loop is None:
        return program
    step = loop.per_iteration
    iterations, epochs = known(loop.iterations), known(loop.epochs)
    model = next((each for each in report.models if each.qualname == loop.model), None)
    return Whole(
        f"an iteration of {'training' if loop.kind == 'training' else loop.kind + ' with'} {loop.model}",
        known(step.all_flops),
        known(step.bytes_moved),
        known(step.peak_bytes),
        known(model.estimate.params) if model is not None else None,
        iterations * epochs if iterations is not None and epochs is not None else None,
        loop,
        model,
    )


def _of_model(model: ModelReport) -> Whole:
    forward = model.estimate.forward
    if forward is None:
        return Whole(f"a forward pass of {model.qualname}", model=model)
    moved = _sum(forward.bytes_read, forward.bytes_written)
    name = f"a forward pass of {model.qualname}"
    figures = known(forward.all_flops), moved, known(forward.peak_bytes), known(model.estimate.params)
    return Whole(name, *figures, model=model)


def _sum(left: Bounded, right: Bounded) -> int | None:
    one, other = known(left), known(right)
    return None if one is None or other is None else one + other


def _of_program(report: FileReport) -> Whole:
    flops = moved = 0
    for operation in report.operations:
        times = known(operation.times)
        if times is None:
            return Whole("the program")
        flops += flops_of(operation.kernels) * times
        moved += bytes_of(operation.kernels) * times
    return Whole("the program", flops or None, moved or None)


def flops_of(kernels: tuple[Kernel, ...]) -> int:
    """All FLOPs of kernels; what depends on symbols counts as none."""
    return sum((known(kernel.core) or 0) * _count(kernel) + (known(kernel.pointwise) or 0) * _count(kernel) for kernel in kernels)


def bytes_of(kernels: tuple[Kernel, ...]) -> int:
    """Bytes that kernels move; what depends on symbols counts as none."""
    return sum((known(kernel.bytes) or 0) * _count(kernel) for kernel in kernels)


def is_known(kernels: tuple[Kernel, ...]) -> bool:
    """Whether nothing of the kernels depends on symbols."""
    return all(type(amount) is int for each in kernels for amount in (each.core, each.pointwise, each.bytes, each.count))


def _count(kernel: Kernel) -> int:
    return known(kernel.count) or 0


def loops_of(report: FileReport, *kinds: str) -> Iterator[LoopReport]:
    """The loops of these kinds (``training``, ``inference``, ``generation``) that stand in the file and whose figures hold."""
    for loop in report.loops:
        if loop.kind in kinds and loop.status is not Status.FAILED and same_file(loop.location.file, report.path):
            yield loop
