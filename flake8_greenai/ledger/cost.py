"""The cost of one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.tensor import Tensor


class Gradient(NamedTuple):
    """What computing the gradient of ``operand`` costs in the backward pass: ``core`` FLOPs and ``pointwise`` FLOPs.

    ``core_by_op`` is named after the operation of the framework that does it, e.g. ``convolution_backward``.
    """

    operand: Tensor
    core: Amount = 0
    pointwise: Amount = 0


class Cost(NamedTuple):
    """The cost of one operation, by the definitions of ``docs/cost-model.md``.

    Attributes:
        core: FLOPs of contractions, 2 per multiply-add.
        pointwise: FLOPs beyond core (pointwise, reductions, norms): all = core + pointwise.
        transcendentals: exp, log, tanh, erf, ... evaluations.
        bytes_read: None means each distinct tensor operand once.
        bytes_written: None means each output once.
        saved: tensors kept for the backward pass (operands, outputs or extra ones made for it).
        gradients: cost of the gradient of each operand that has one which costs FLOPs.
        temporary: tensors that exist while the operation runs (copies of operands, indices that nobody asked for).
        state: bytes that stay in use from its first run on (moments of optimizers).
    """

    core: Amount = 0
    pointwise: Amount = 0
    transcendentals: Amount = 0
    bytes_read: Amount | None = None
    bytes_written: Amount | None = None
    saved: tuple[Tensor, ...] = ()
    gradients: tuple[Gradient, ...] = ()
    temporary: tuple[Tensor, ...] = ()
    state: Amount = 0


FREE = Cost(bytes_read=0, bytes_written=0)
"""Views and metadata: nothing is computed, nothing moves."""
