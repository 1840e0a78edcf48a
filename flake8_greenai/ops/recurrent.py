"""Recurrent networks: whole sequences of LSTM, GRU and RNN, and their cells.

Formulas (cost-model.md): per layer and direction 2 x rows x numel(W_ih, W_hh, W_hr) core FLOPs, rows being the sum of the batch
sizes of all steps; + 4 (RNN), 21 (LSTM) or 17 (GRU) pointwise FLOPs per element of the state. Backward as autograd does it step by
step: each weight costs its forward product, so does what it is multiplied with, except an initial state that wants no gradient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.pairwise import Composition, distinct
from flake8_greenai.ops.products import lower_precision, require_same, traffic
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_greenai.ledger.cost import Cost
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Shape


@dataclass(frozen=True, slots=True)
class Kind:
    """A recurrent unit.

    Attributes:
        name: of the kernel.
        gates: rows of the weights per element of the state.
        pointwise: FLOPs per element of the state and step.
        transcendentals: of these, sigmoids and tanhs.
        saved: floats kept for backward per element of the state and step, measured with ``saved_tensors_hooks`` on the meta device,
            where a layer is the composition of its steps; libraries of devices (oneDNN, cuDNN) keep workspaces of their own.
        saves_start: of these, those that are states before the step: at the first step they are the initial states' own memory.
        saved_by_cell: likewise for a cell, beside its input and states; the cells of RNNs keep their output.
    """

    name: str
    gates: int
    pointwise: int
    transcendentals: int
    saved: int
    saved_by_cell: int
    saves_start: int = 0


LSTM = Kind("lstm", 4, 21, 5, 7, 5, 2)
GRU = Kind("gru", 3, 17, 3, 7, 6, 1)
RNN_TANH = Kind("rnn_tanh", 1, 4, 1, 1, 0)
RNN_RELU = Kind("rnn_relu", 1, 4, 0, 1, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """Weights of one layer and direction, with what they multiply."""

    input_weight: Tensor
    state_weight: Tensor
    biases: tuple[Tensor, ...]
    projection: Tensor | None

    @property
    def weights(self) -> tuple[Tensor, ...]:
        """All that are multiplied."""
        return (self.input_weight, self.state_weight, *(() if self.projection is None else (self.projection,)))

    def width(self, kind: Kind) -> Dim:
        """Features of the output."""
        return self.input_weight.shape[0] // kind.gates if self.projection is None else self.projection.shape[0]


def _layers(kind: Kind, flat: Sequence[Tensor], count: int, has_bias: bool, has_projection: bool) -> list[Step]:
    """Split the flat list of weights; ``count`` = layers x directions."""
    size = 2 + 2 * has_bias + has_projection
    if len(flat) != size * count:
        raise ShapeError(f"{kind.name}: got an incorrect number of RNN parameters: {len(flat)} for {count} layers and directions")
    steps: list[Step] = []
    for start in range(0, len(flat), size):
        group = flat[start : start + size]
        steps.append(Step(group[0], group[1], tuple(group[2:4]) if has_bias else (), group[-1] if has_projection else None))
    return steps


class Run:
    """Sums over all layers of one call.

    Attributes:
        sums: FLOPs, gradients and saved tensors.
        transcendentals: sigmoids and tanhs.
        features: size of the last dim of the output.
        originals, converted: all operands before and after conversion by autocast.
        is_cell: whether this is one step of a cell, which keeps less for backward.
    """

    def __init__(self, kind: Kind, input: Tensor, states: tuple[Tensor, ...], layers: list[list[Step]], modes: Modes | None) -> None:
        self.kind = kind
        self.is_cell = False
        self.layers = layers
        self.sums = Composition()
        self.transcendentals: Amount = 0
        self.originals = [input, *states, *(weight for layer in layers for step in layer for weight in (*step.weights, *step.biases))]
        self.converted = [lower_precision(tensor, modes) for tensor in self.originals]
        self.initial_owner = next((state for state in states if state.requires_grad), None)
        self.owner = input if input.requires_grad else None
        self.features: Dim = input.shape[-1]
        self._weights = self.converted[1 + len(states) :]

    def account(self, rows: Amount, batch: Dim, drops: bool) -> None:
        """Add up ``rows`` rows, the sum of batch sizes over steps, of which the first step has ``batch``."""
        sums = self.sums
        for depth, layer in enumerate(self.layers):
            if depth and drops:
                sums.pointwise = sums.pointwise + 2 * rows * self.features
            owners = [self._step(step, rows, batch) for step in layer]
            owner = next((tensor for tensor in owners if tensor is not None), None)
            if owner is not None and depth:
                # The concatenated outputs of the layer before, and the mask of those dropped.
                sums.saved.append(self._extra(rows * self.features * (2 if drops else 1)))
            self.owner = owner
            self.features = sum(step.width(self.kind) for step in layer)
        if self.owner is not None:
            sums.saved = list(distinct([self.converted[0], *self._weights, *sums.saved]))

    def _step(self, step: Step, rows: Amount, batch: Dim) -> Tensor | None:
        """One layer in one direction; returns the operand that gradients of its output are booked on."""
        sums, kind = self.sums, self.kind
        own = step.input_weight.shape[-1]
        message = f"{kind.name}: input.size(-1) must be equal to input_size. Expected {own}, got {self.features}"
        require_same(own, self.features, message)
        count = rows * (step.input_weight.shape[0] // kind.gates)
        wanting = next((tensor for tensor in (*step.weights, *step.biases) if tensor.requires_grad), None)
        owner = self.owner or wanting or self.initial_owner
        for weight in step.weights:
            sums.core = sums.core + 2 * rows * weight.numel
            if weight.requires_grad:
                _book(sums, weight, core=2 * rows * weight.numel)
        _book(sums, self.owner, core=2 * rows * step.input_weight.numel)
        _book(sums, owner, core=2 * (rows - batch) * step.state_weight.numel, pointwise=2 * kind.pointwise * count)
        _book(sums, self.initial_owner, core=2 * batch * step.state_weight.numel)
        if step.projection is not None:
            _book(sums, owner, core=2 * rows * step.projection.numel)
        for bias in step.biases:
            if bias.requires_grad:
                _book(sums, bias, pointwise=(rows - 1) * bias.numel)
        sums.pointwise = sums.pointwise + kind.pointwise * count
        self.transcendentals = self.transcendentals + kind.transcendentals * count
        if owner is not None:
            sums.saved.append(self._extra(kind.saved_by_cell * count if self.is_cell else self._kept(step, rows, batch)))
        return owner

    def _kept(self, step: Step, rows: Amount, batch: Dim) -> Amount:
        """Floats kept by one layer in one direction, without the initial states."""
        kind, width = self.kind, step.input_weight.shape[0] // self.kind.gates
        kept = (rows * kind.saved - batch * kind.saves_start) * width
        if step.projection is None:
            return kept
        # The state is kept before its projection and after it; of the initial states one is as wide as the projection.
        return kept + rows * step.width(kind) + batch * (width - step.width(kind))

    def _extra(self, elements: Amount) -> Tensor:
        return Tensor((elements,), self.converted[0].dtype, self.converted[0].device)

    def cost(self, output: Tensor) -> Cost:
        """The cost of the call."""
        read, write = traffic(self.originals, self.converted, output)
        return self.sums.cost(transcendentals=self.transcendentals, bytes_read=read, bytes_written=write)


def _book(sums: Composition, owner: Tensor | None, *, core: Amount = 0, pointwise: Amount = 0) -> None:
    if owner is not None:
        sums.book(Composition.operand(owner), core=core, pointwise=pointwise)


def _arguments(args: tuple[Any, ...]) -> tuple[Tensor, Tensor | None, Any, list[Tensor], list[Any]]:
    """Input, batch sizes (packed sequences only), initial states, weights, and the options after them."""
    if isinstance(args[3], (list, tuple)):
        return args[0], args[1], args[2], list(args[3]), list(args[4:])
    return args[0], None, args[1], list(args[2]), list(args[3:])


def _whole(kind: Kind, args: tuple[Any, ...], modes: Modes | None) -> Result:
    """``f(input, hx, weights, bias, layers, dropout, train, bidirectional, batch_first)``.

    For packed sequences ``f(data, batch_sizes, hx, weights, bias, layers, dropout, train, bidirectional)``.
    """
    data, batch_sizes, states, flat, options = _arguments(args)
    hidden = tuple(states) if isinstance(states, (list, tuple)) else (states,)
    has_bias, count, dropout, train, bidirectional = options[:5]
    directions = 2 if bidirectional else 1
    shape = data.shape
    if batch_sizes is None:
        if len(shape) != 3:
            raise ShapeError(f"{kind.name}: Expected input to be 3D, got {len(shape)}D with shape {written(shape)} instead")
        batch_first = bool(options[5])
        batch = shape[0] if batch_first else shape[1]
        rows = shape[0] * shape[1]
    else:
        batch = hidden[0].shape[1]
        rows = shape[0]
    _require_states(kind, hidden, count * directions, batch)
    has_projection = len(hidden) == 2 and hidden[0].shape[2] is not hidden[1].shape[2] and hidden[0].shape[2] != hidden[1].shape[2]
    steps = _layers(kind, flat, count * directions, bool(has_bias), has_projection)
    layers = [steps[start : start + directions] for start in range(0, len(steps), directions)]
    require_same(
        hidden[-1].shape[2],
        steps[0].input_weight.shape[0] // kind.gates,
        f"{kind.name}: Expected hidden size {written((count * directions, batch, steps[0].input_weight.shape[0] // kind.gates))}, "
        f"got {written(hidden[-1].shape)}",
    )
    run = Run(kind, data, hidden, layers, modes)
    run.account(rows, batch, bool(train) and not (isinstance(dropout, (int, float)) and dropout == 0))
    if run.sums.saved:
        run.sums.saved.extend(run.converted[1 : 1 + len(hidden)])
    element = run.converted[0].dtype
    output = Tensor((*shape[:-1], run.features), element, data.device)
    last = tuple(Tensor(state.shape, element, data.device) for state in hidden)
    return Result((output, *last), run.cost(output), kind.name)


def _require_states(kind: Kind, states: tuple[Tensor, ...], layers: int, batch: Dim) -> None:
    for state in states:
        if len(state.shape) != 3:
            raise ShapeError(f"{kind.name}: Expected the initial state to be 3D, got shape {written(state.shape)}")
        for own, expected in zip(state.shape, (layers, batch), strict=False):
            message = f"{kind.name}: Expected hidden size [{layers}, {batch}, {state.shape[2]}], got {written(state.shape)}"
            require_same(own, expected, message)


def _cell(
    kind: Kind,
    input: Tensor,
    states: tuple[Tensor, ...],
    weights: tuple[Tensor, Tensor],
    biases: tuple[Tensor | None, Tensor | None],
    modes: Modes | None,
) -> Result:
    """One step of one layer."""
    shape: Shape = states[0].shape
    step = Step(*weights, tuple(bias for bias in biases if bias is not None), None)
    rows = input.shape[0] if len(input.shape) > 1 else 1
    if len(input.shape) not in (1, 2) or len(input.shape) != len(shape):
        raise ShapeError(f"{kind.name}_cell: input {written(input.shape)} and state {written(shape)} have different ranks")
    require_same(rows, shape[0] if len(shape) > 1 else 1, f"Input batch size {rows} doesn't match hidden batch size {shape[0]}")
    hidden = step.input_weight.shape[0] // kind.gates
    require_same(shape[-1], hidden, f"hidden has inconsistent hidden_size: got {shape[-1]}, expected {hidden}")
    run = Run(kind, input, states, [[step]], modes)
    run.is_cell = True
    run.account(rows, rows, drops=False)
    outputs = tuple(Tensor(shape, run.converted[0].dtype, input.device) for _ in states)
    if run.sums.saved:
        run.sums.saved.extend([*run.converted[1 : 1 + len(states)], *(outputs if kind.saved_by_cell == 0 else ())])
    return Result(outputs if len(outputs) > 1 else outputs[0], run.cost(outputs[0]), f"{kind.name}_cell")


def _register(kind: Kind) -> None:
    def whole(*args: Any, modes: Modes | None = None) -> Result:
        return _whole(kind, args, modes)

    def cell(
        input: Tensor,
        hx: Any,
        w_ih: Tensor,
        w_hh: Tensor,
        b_ih: Tensor | None = None,
        b_hh: Tensor | None = None,
        *,
        modes: Modes | None = None,
    ) -> Result:
        states = tuple(hx) if isinstance(hx, (list, tuple)) else (hx,)
        return _cell(kind, input, states, (w_ih, w_hh), (b_ih, b_hh), modes)

    for name, function in ((kind.name, whole), (f"{kind.name}_cell", cell)):
        function.__name__ = name
        op(f"torch.{name}", f"torch._VF.{name}", modes=True)(function)
        globals()[name] = function


for _kind in (LSTM, GRU, RNN_TANH, RNN_RELU):
    _register(_kind)
