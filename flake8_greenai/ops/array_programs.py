"""What NumPy does in its own way: selection without computing, results in the memory of temporary operands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from astroid import nodes

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import broadcast_shapes
from flake8_greenai.tensors.promotion import result_type
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@op("_greenai.selected", differentiable=False, accepts_numbers=True)
def selected(condition: Tensor, x: Any, y: Any) -> Result:
    """Elements of ``x`` where ``condition`` holds, else of ``y``, all broadcast together: no FLOPs."""
    shapes = [each.shape for each in (condition, x, y) if isinstance(each, Tensor)]
    return Result(Tensor(broadcast_shapes(*shapes), result_type((x, y)), condition.device), Cost())


@native("_greenai.is_known")
def is_known(machine: Machine, tensor: Tensor) -> bool:
    """Whether the only element of a tensor is known."""
    return tensor.content is not None and tensor.content.uniform() is not None


@native("_greenai.temporary_operand")
def temporary_operand(machine: Machine) -> str:
    """Which operand of the operator that the program uses is the result of another expression, which nothing else holds."""
    frame = machine.frame
    while frame is not None and frame.module.is_stub:
        frame = frame.caller
    node = frame.node if frame is not None else None
    if not isinstance(node, nodes.BinOp):
        return ""
    return "left" if isinstance(node.left, _RESULTS) else "right" if isinstance(node.right, _RESULTS) else ""


_RESULTS = (nodes.BinOp, nodes.UnaryOp, nodes.Call)
