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
    """Record the backward FLOPs of the operations that lead to ``self`` and give the parameters behind them their gradients.

    What an operation kept for its gradient is let go, unless the graph is retained. Raises in the analysed program when
    nothing of it requires grad, as torch does.
    """
    if not self.requires_grad:
        raise machine.error("RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn")
    core: Amount = 0
    pointwise: Amount = 0
    events = reached([self.origin])
    for event in events:
        core = core + event.repeated(event.backward_core)
        pointwise = pointwise + event.repeated(event.backward_pointwise)
    machine.context.record("torch.Tensor.backward", "backward", Cost(core=core, pointwise=pointwise), (), None, False)
    retains = retain_graph is not None and machine.truth_or_unknown(retain_graph) is not False
    for event in events:
        for leaf in event.leaves:
            if leaf.attributes.get("grad") is None:
                machine.touch(leaf.attributes)
                leaf.attributes["grad"] = _gradient(machine, leaf)
        if not retains:
            event.saved = event.parents = ()


def _gradient(machine: Machine, leaf: Tensor) -> Tensor:
    gradient = Tensor(leaf.shape, leaf.dtype, leaf.device)
    machine.context.allocate(gradient.storage)
    return gradient
