"""Estimates of one expression: build its value, call it with given inputs, price what happened."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flake8_greenai.estimate.pricing import Run, price
from flake8_greenai.estimate.results import Estimate, Status, TensorSpec
from flake8_greenai.estimate.session import Session, is_module, with_deep_stack
from flake8_greenai.estimate.specs import Spec, spec_text
from flake8_greenai.interpreter.limits import Limits
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.values import MISSING, BoundReached, Function, Location, Raised, Unknown, UnknownIteration, Value
from flake8_greenai.source.parsing import SourceError
from flake8_greenai.symbolic import Undecided
from flake8_greenai.tensors.dtype import dtype
from flake8_greenai.tensors.tensor import Tensor

TOP_LEVEL_STEPS = 200_000
"""Steps of running the top level of a file in whose namespace an expression is evaluated."""


STEPS_ONE_BY_ONE = 1_000_000
"""Steps of a function whose loops are run one iteration after the other."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to estimate: the call of the value of ``expr``.

    Attributes:
        expr: a Python expression; dotted names are imported as needed.
        name: label of the answer; the expression when empty.
        file: the file in whose namespace the expression is evaluated.
        inputs: arguments of the call; names ``*0``, ``*1`` are positional.
        paths: folders in which sources are looked up before the environment's own.
        stubs: folders of the project's own stubs.
    """

    expr: str
    name: str = ""
    file: str | None = None
    inputs: Mapping[str, Spec] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    stubs: tuple[str, ...] = ()


class Failure(Exception):
    """No figures can be given; ``location`` is where the analysis stopped."""

    def __init__(self, reason: str, location: Location | None = None) -> None:
        super().__init__(reason)
        self.location = location


def estimate(request: Request, limits: Limits | None = None) -> Estimate:
    """What the call costs; a failing request gives status FAILED with the reason."""
    started = time.perf_counter()
    name = request.name or request.expr
    shown = {key: spec_text(spec) for key, spec in request.inputs.items()}
    try:
        answer = with_deep_stack(lambda: _estimate(request, limits))
    except Failure as failure:
        answer = Estimate(name, request.expr, Status.FAILED, str(failure), failure.location)
    return replace(answer, name=name, inputs=shown, wall_s=time.perf_counter() - started)


def _estimate(request: Request, limits: Limits | None) -> Estimate:
    paths = request.paths if request.file is None else (str(Path(request.file).parent), *request.paths)
    session = Session(paths, request.stubs, limits)
    value = guarded(session, lambda: session.evaluate(request.expr, _namespace(session, request.file)))
    if type(value) is Unknown:
        raise Failure(f"{request.expr} is unknown: {value.reason}", value.location)
    return estimate_value(session, value, request.expr, request.inputs)


def _namespace(session: Session, file: str | None) -> Module:
    if file is None:
        return session.module("<estimate>", "<estimate>", "")
    module = session.module(Path(file).stem, file)
    # What the program's main block binds is part of its namespace too.
    module.values["__name__"] = "__main__"
    _run_top_level(session, module)
    return module


def _run_top_level(session: Session, module: Module) -> None:
    """Run the statements of a file in their order, as importing it does, within a bound; behind it names are evaluated on demand."""
    machine, recorder = session.machine, session.recorder
    assert module.source is not None
    machine.steps = min(machine.steps, TOP_LEVEL_STEPS)
    for index, statement in enumerate(module.source.statements):
        if statement.is_main or machine.steps < 0:
            continue
        assumed = dict(recorder.assumptions)
        try:
            guarded(session, lambda index=index: module.run_statement(index))
        except Failure:
            continue
        finally:
            if not statement.names:  # a call that trains, say: nothing of it is what will be estimated
                recorder.assumptions = assumed
    machine.steps, machine.space, machine.exhaustions = machine.limits.steps, machine.limits.space, 0


def guarded(session: Session, function: Any) -> Any:
    """The value of a thunk; whatever stops the analysis becomes a Failure."""
    machine = session.machine
    try:
        return function()
    except Raised as raised:
        kind = raised.value.cls.name if raised.value.cls is not None else "Exception"
        raise Failure(f"{kind}: {_message(session, raised)}", raised.location) from None
    except BoundReached as bound:
        raise Failure(f"bound of the analysis reached: {bound.bound}", bound.location or machine.location()) from None
    except MemoryError:
        raise Failure("bound of the analysis reached: memory", machine.location()) from None
    except UnknownIteration as error:
        raise Failure(error.unknown.reason, error.unknown.location) from None
    except Undecided as error:
        raise Failure(f"undecided: {error}", machine.location()) from None
    except SourceError as error:
        raise Failure(str(error), None) from None
    except RecursionError:
        raise Failure("bound of the analysis reached: host recursion", machine.location()) from None
    except Exception as error:  # what the program did to the objects that it shares with the host, such as a dict changed in a loop
        raise Failure(f"cannot be followed here: {type(error).__name__}: {error}", machine.location()) from None
    finally:
        machine.branches.departures.cut(0)
        machine.handlers.clear()
        machine.frame = None
        machine.depth = 0


def _message(session: Session, raised: Raised) -> str:
    """The text of an exception, whose own ``__str__`` may be anything."""
    try:
        message = session.machine.to_str(raised.value)
    except Exception:
        return "unknown message"
    return message if isinstance(message, str) else "unknown message"


def estimate_value(session: Session, value: Value, expr: str, inputs: Mapping[str, Spec]) -> Estimate:
    """What calling a value costs: eval mode without gradients, and for modules a training step."""
    forward = _forward(session, value, inputs)
    training: Run | None = None
    reason: str | None = None
    if is_module(value):
        assumed = dict(session.recorder.assumptions)
        try:
            training = guarded(session, lambda: run(session, value, inputs, training=True))
        except Failure as failure:
            reason = f"no training step: {failure}"
            session.recorder.assumptions = assumed
        else:
            unknown = training.ledger.unknown
            if unknown and not forward.ledger.unknown:  # what is known of the forward pass stays as certain as it is
                training, reason = None, f"no training step: {unknown[0].reason}"
    return guarded(session, lambda: price(session, value, expr, forward, training, reason))  # type: ignore[no-any-return]


def _forward(session: Session, value: Value, inputs: Mapping[str, Spec]) -> Run:
    """A forward pass; the loops of a function that take long one iteration after the other are followed as those of a program are."""
    machine, recorder = session.machine, session.recorder
    if type(value) is not Function:
        return guarded(session, lambda: run(session, value, inputs, training=False))  # type: ignore[no-any-return]
    left, machine.steps = machine.steps, min(machine.steps, STEPS_ONE_BY_ONE)
    try:
        return guarded(session, lambda: run(session, value, inputs, training=False))  # type: ignore[no-any-return]
    except Failure:
        if machine.steps >= 0:
            raise
    machine.steps, recorder.follows = left - STEPS_ONE_BY_ONE, True
    try:
        return guarded(session, lambda: run(session, value, inputs, training=False))  # type: ignore[no-any-return]
    finally:
        recorder.follows = False


def run(session: Session, value: Value, inputs: Mapping[str, Spec], *, training: bool) -> Run:
    """One call of a value on fresh inputs."""
    machine, recorder = session.machine, session.recorder
    recorder.restart()
    if is_module(value):
        _set_mode(session, value, training)
        unknown = recorder.ledger.unknown
        recorder.restart()  # what a model computes when its mode changes, such as merged weights, is no part of the call
        recorder.ledger.unknown.extend(unknown)
    recorder.modes.grad_enabled = training
    shell = _array_of(session, value)
    arguments = {name: make_input(spec) for name, spec in inputs.items()}
    if shell is not None:
        arguments = {name: machine.call(shell, (each,)) if isinstance(each, Tensor) else each for name, each in arguments.items()}
        recorder.restart()
        recorder.modes.grad_enabled = training
    positional = sorted((name for name in arguments if name.startswith("*")), key=lambda name: int(name[1:]))
    args = tuple(arguments[name] for name in positional)
    kwargs = {name: argument for name, argument in arguments.items() if not name.startswith("*")}
    outputs = machine.call(value, args, kwargs)
    return Run(recorder.ledger, outputs, arguments)


def _array_of(session: Session, value: Value) -> Value | None:
    """What makes the arrays that a function is given of tensors: that of the only library of arrays that its module imports."""
    if type(value) is not Function:
        return None
    imported = [each for each in value.module.values.values() if type(each) is Module]
    makers = {each.name: maker for each in imported if (maker := each.get("_greenai_array")) is not MISSING}
    return next(iter(makers.values())) if len(makers) == 1 else None


def _set_mode(session: Session, model: Value, training: bool) -> None:
    """``model.train(training)``; a model whose ``train`` is something else (a training loop) has its flags set instead."""
    machine = session.machine
    try:
        machine.call(machine.get_attribute(model, "train"), (training,))
    except Raised as raised:
        if not machine.is_error(raised, "TypeError"):
            raise
        for module in machine.to_list(machine.call(machine.get_attribute(model, "modules"))):
            machine.set_attribute(module, "training", training)


def make_input(spec: Spec) -> Value:
    """The abstract value of an input spec."""
    if isinstance(spec, TensorSpec):
        return Tensor(spec.shape, dtype(spec.dtype))
    if isinstance(spec, (tuple, list)):
        return type(spec)(make_input(item) for item in spec)
    if isinstance(spec, Mapping):
        return {key: make_input(item) for key, item in spec.items()}
    return spec
