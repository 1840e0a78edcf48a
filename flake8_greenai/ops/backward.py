"""``tensor.backward()`` in a program: the gradients of everything that computed the tensor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ledger.totals import reached
from flake8_greenai.symbolic import Amount
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("torch.Tensor.backward")
def backward(
    machine: Machine, self: Tensor, gradient: Value = None, retain_graph: Value = None, create_graph: Value = False, inputs: Value = None
) -> None:
    """Record the backward FLOPs of the operations that lead to ``self``.

    Raises in the analysed program when nothing of it requires grad, as torch does.
    """
    if not self.requires_grad:
        raise machine.error("RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn")
    core: Amount = 0
    pointwise: Amount = 0
    for event in reached([self.origin]):
        core = core + event.backward_core
        pointwise = pointwise + event.backward_pointwise
    machine.context.record("torch.Tensor.backward", "backward", Cost(core=core, pointwise=pointwise), (), None, False)
