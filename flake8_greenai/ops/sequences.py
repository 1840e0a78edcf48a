"""Packed sequences: what ``torch.nn.utils.rnn`` needs to know of lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.tensor import Shape, Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("torch.nn.utils.rnn._batch_sizes")
def batch_sizes(machine: Machine, input: Value, lengths: Value, batch_first: bool) -> Value:
    """How many sequences are still running at each step, from their lengths.

    Lengths are data: where they are not known, every sequence is assumed to fill the padded length.
    """
    if not isinstance(input, Tensor):
        return input
    batch, steps = (input.shape[0], input.shape[1]) if batch_first else (input.shape[1], input.shape[0])
    known = _known(lengths)
    if known is not None:
        return [sum(1 for length in known if length > step) for step in range(max(known, default=0))]
    if type(steps) is not int:
        return Unknown(f"packed sequences of symbolic length {steps}", machine.location())
    machine.context.assume("packed sequences fill the padded length")
    return [batch] * steps


def _known(lengths: Value) -> list[int] | None:
    if isinstance(lengths, Tensor):
        values = lengths.content.values() if lengths.content is not None else None
        return None if values is None else [int(value.real) for value in values]
    if isinstance(lengths, (list, tuple)) and all(type(length) is int for length in lengths):
        return list(lengths)
    return None


@op("torch.nn.utils.rnn._repack")
def repack(source: Tensor, shape: Any) -> Result:
    """The elements of ``source`` copied between the padded and the packed layout: no FLOPs."""
    sizes: Shape = tuple(shape)
    return Result(Tensor(sizes, source.dtype, source.device), Cost(), "_pack_padded_sequence")
