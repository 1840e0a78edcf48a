"""What an analysis answers, as data. Fronts format it, rules read it, nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from flake8_greenai.interpreter.values import Location
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
    wall_s: float = 0.0
    coverage: float = 1.0
    unknown: tuple[UnknownCall, ...] = ()
    assumptions: tuple[str, ...] = ()


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
    problems: tuple[Problem, ...] = ()
