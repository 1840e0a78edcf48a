"""What an analysis answers, as data. Fronts format it, rules read it, nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.interpreter.values import Location
from flake8_greenai.ledger.work import Work
from flake8_greenai.symbolic import Amount

Bounded = Amount | tuple[Amount, Amount]
"""An amount, or its lower and upper bound."""


class Status(str, Enum):
    """How far an estimate can be trusted.

    ``EXACT``: for the stated inputs, every operation is known and nothing was assumed. ``BOUNDED``: the truth lies between stated bounds.
    ``PARTIAL``: some operations are unknown, figures are lower bounds. ``FAILED``: no figures.
    """

    EXACT = "exact"
    BOUNDED = "bounded"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """Shape and dtype of a tensor, printed as ``float32[1,3,224,224]``."""

    shape: tuple[Amount, ...]
    dtype: str

    def __str__(self) -> str:
        return f"{self.dtype}[{','.join(map(str, self.shape))}]"


@dataclass(frozen=True, slots=True)
class UnknownCall:
    """A call that could not be costed: ``call`` as written, where, and why."""

    call: str
    location: Location | None
    reason: str


@dataclass(frozen=True, slots=True)
class ForwardCost:
    """One forward pass in eval mode without gradients."""

    core_flops: Bounded
    core_by_op: dict[str, Bounded]
    all_flops: Bounded
    transcendentals: Bounded
    bytes_read: Bounded
    bytes_written: Bounded
    peak_bytes: Bounded


@dataclass(frozen=True, slots=True)
class TrainingStepCost:
    """Forward and backward pass in train mode; ``optimizer`` names the optimizer whose step is included, if any."""

    core_flops: Bounded
    all_flops: Bounded
    saved_bytes: Bounded
    peak_bytes: Bounded
    optimizer: str | None = None


@dataclass(frozen=True, slots=True)
class ModuleCost:
    """One module of the model tree.

    Attributes:
        name: path as in ``named_modules()``; the model itself is ``""``.
        class_name: name of its class.
        location: where its class is defined (file and line).
        created: where the program constructs it, None when not in analysed source.
        calls: how often the forward pass calls it.
        params: parameters of the module and everything below it, tied ones once.
        core_flops: of all its calls, everything below included.
        own_core_flops: without the modules below it.
        outputs: of its last call.
        inputs: tensors of its last call.
    """

    name: str
    class_name: str
    location: Location | None
    created: Location | None
    calls: int
    params: Amount
    core_flops: Bounded
    own_core_flops: Bounded
    outputs: tuple[TensorSpec, ...]
    inputs: tuple[TensorSpec, ...] = ()


Interval = tuple[float, float]
"""Lowest and highest value of a figure that is predicted, not counted."""


@dataclass(frozen=True, slots=True)
class Projection:
    """What work costs on one target: predicted figures, each an interval.

    Attributes:
        target: key of the target in ``hardware.toml``.
        seconds: wall time.
        joules: at the wall socket, cooling (PUE) and all devices included.
        gco2e: grams of CO2e: energy at the zone's intensity plus the embodied share.
        litres: water of electricity generation and cooling; None where unknown.
        bound: what limits it: ``compute``, ``memory``, ``launch`` or ``communication``.
        peak_bytes: device memory needed; None when unknown.
        fits: whether that fits in one device's memory; None when unknown.
        largest_batch: the largest batch size that fits; None when unknown.
        assumptions: what the figures rest on, the one that matters most first.
    """

    target: str
    seconds: Interval
    joules: Interval
    gco2e: Interval
    bound: str
    litres: Interval | None = None
    peak_bytes: Bounded | None = None
    fits: bool | None = None
    largest_batch: int | None = None
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepCost:
    """One iteration of a loop: for training forward, backward and optimizer step together.

    Attributes:
        core_flops, all_flops: FLOPs of the iteration.
        forward_core_flops: of its forward passes alone.
        bytes_moved: bytes read and written.
        peak_bytes: device memory at its peak.
    """

    core_flops: Bounded
    all_flops: Bounded
    forward_core_flops: Bounded
    bytes_moved: Bounded
    peak_bytes: Bounded


@dataclass(frozen=True, slots=True)
class LoopReport:
    """A loop of the program that trains or runs a model.

    Attributes:
        kind: ``training``, ``inference`` or ``generation``.
        location: of the innermost ``for`` or ``while`` statement, or of the call that hides the loop (``trainer.fit``).
        model: qualified name of the model's class.
        iterations: steps of one epoch, or of the whole loop when it has no epochs; a symbol where unknown.
        epochs: passes over the data, 1 when there are none; outer loops (folds, grids) multiplied in.
        batch_size: samples an iteration; None when unknown.
        optimizer: class name of the optimizer, None outside training.
        per_iteration: cost of one iteration (average where iterations differ).
        total_core_flops: of all iterations and epochs.
        total_all_flops: the same with everything beyond contractions.
        dtype: that contractions run in, e.g. ``float32``, ``bfloat16`` under autocast.
        projections: of the whole loop, by target.
        step_projections: of one iteration, by target.
        work, step_work: what the predictions are made from: of the whole loop, of one iteration.
        assumptions: what the figures rest on, the one that matters most first.
    """

    kind: str
    location: Location
    model: str
    iterations: Bounded
    epochs: Bounded
    batch_size: Amount | None
    per_iteration: StepCost
    total_core_flops: Bounded
    total_all_flops: Bounded
    optimizer: str | None = None
    dtype: str = "float32"
    status: Status = Status.EXACT
    projections: tuple[Projection, ...] = ()
    step_projections: tuple[Projection, ...] = ()
    assumptions: tuple[str, ...] = ()
    work: Work | None = None
    step_work: Work | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer to one request; see ``docs/architecture.md`` for the JSON it becomes."""

    name: str
    expr: str
    status: Status
    reason: str | None = None
    location: Location | None = None
    params: Amount = 0
    trainable_params: Amount = 0
    buffers: Amount = 0
    param_bytes: Amount = 0
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: tuple[TensorSpec, ...] = ()
    forward: ForwardCost | None = None
    training_step: TrainingStepCost | None = None
    modules: tuple[ModuleCost, ...] = ()
    projections: tuple[Projection, ...] = ()
    wall_s: float = 0.0
    coverage: float = 1.0
    unknown: tuple[UnknownCall, ...] = ()
    assumptions: tuple[str, ...] = ()
    work: Work | None = None
    operations: tuple[Operation, ...] = ()
    """What the program's own code asks for in the forward pass, when a file is analysed."""


@dataclass(frozen=True, slots=True)
class ModelReport:
    """A model that a file defines or uses.

    Attributes:
        qualname: qualified name of its class in the file, e.g. ``ResNet``.
        location: of the ``class`` statement or of the expression that builds it.
        method: the method that was costed, e.g. ``forward``.
        inputs_from: how the inputs were found, in words (``call at line 71``, ``[tool.greenai.inputs]``, ``inferred from conv1``).
        estimate: what it costs.
    """

    qualname: str
    location: Location
    method: str
    inputs_from: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class CallReport:
    """A call of a model with known inputs that the program itself makes.

    Attributes:
        qualname: name of the model's class.
        location: of the call.
        inputs: tensors that go in.
        core_flops: of this call.
    """

    qualname: str
    location: Location
    inputs: tuple[TensorSpec, ...]
    core_flops: Bounded


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the analysis met in the file: ``kind`` is ``shape-error``, ``unknown``, ``bound`` or ``unreadable``."""

    kind: str
    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What the analysis found in one file."""

    path: str
    models: tuple[ModelReport, ...] = ()
    calls: tuple[CallReport, ...] = ()
    loops: tuple[LoopReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    operations: tuple[Operation, ...] = ()
    """What the program asks for when it is run, its models included."""
