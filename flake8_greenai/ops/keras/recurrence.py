"""Whole sequences of Keras' LSTM, GRU and SimpleRNN layers.

Formulas: :mod:`flake8_greenai.ops.recurrent`, with kernels ``[I, G H]`` and ``[H, G H]``. TensorFlow runs the backward pass as a loop
that is the same for every step, so the gradient of the state is computed at the first step too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.ops.products import require_same
from flake8_greenai.ops.recurrent import GRU, LSTM, RNN_RELU, RNN_TANH, Run, Step
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.interpreter.values import Value
    from flake8_greenai.tensors.modes import Modes

_KINDS = {"lstm": LSTM, "gru": GRU, "tanh": RNN_TANH, "relu": RNN_RELU}


@op("keras._host.recur", modes=True)
def recur(
    kind: str,
    input: Tensor,
    states: Any,
    kernel: Tensor,
    recurrent_kernel: Tensor,
    bias: Tensor | None,
    *,
    modes: Modes | None = None,
) -> Result:
    """``input[B, T, I]`` to the outputs of all steps ``[B, T, H]`` and the last states; core 2 x B T x G H x (I + H)."""
    if input.ndim != 3:
        raise ShapeError(f"expected ndim=3, found ndim={input.ndim}. Full shape received: {written(input.shape)}")
    batch, steps, features = input.shape
    require_same(features, kernel.shape[0], f"expected axis -1 of input shape to have value {kernel.shape[0]}, got {features}")
    biases = () if bias is None else (bias,)
    run = Run(_KINDS[kind], input, tuple(states), [[Step(_transposed(kernel), _transposed(recurrent_kernel), biases, None)]], modes)
    run.account(batch * steps, 0, drops=False)
    if run.sums.saved:
        run.sums.saved.extend(states)
    element = run.converted[0].dtype
    width = recurrent_kernel.shape[0]
    output = Tensor((batch, steps, width), element, input.device)
    last = tuple(Tensor((batch, width), element, input.device) for _ in states)
    return Result((output, *last), run.cost(output), _KINDS[kind].name)


def _transposed(weight: Tensor) -> Tensor:
    return weight.restride(weight.shape[::-1], weight.stride[::-1])


@native("keras._host.starts_gradients")
def starts_gradients(machine: Machine, state: Value) -> Value:
    """An initial state of a loop, whose gradient is computed like that of the other steps while gradients are recorded."""
    if not isinstance(state, Tensor) or state.requires_grad:
        return state
    result = Tensor(state.shape, state.dtype, state.device, storage=state.storage, strides=state.strides, offset=state.offset)
    result.requires_grad = bool(machine.context.modes.grad_enabled)
    return result
