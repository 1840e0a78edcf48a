"""``torch.utils.checkpoint``: the forward pass of a segment once more in the backward pass, instead of what it would keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value
from flake8_greenai.ledger.events import tensors_of
from flake8_greenai.ledger.segments import begin, checkpoint, operations

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("torch.utils.checkpoint._segment")
def segment(machine: Machine, function: Value, args: tuple[Value, ...], kwargs: dict[str, Value], reentrant: bool) -> Value:
    """Call a function as a checkpointed segment."""
    context = machine.context
    mark = begin(context)
    output = machine.call(function, args, kwargs)
    inputs = list(tensors_of((*args, *kwargs.values()), objects=False))
    checkpoint(operations(mark), inputs, list(tensors_of(output, objects=False)), all_again=bool(reentrant))
    return output
