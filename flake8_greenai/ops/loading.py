"""What loading data does to the analysis: batches have the shapes of their samples, and making them is not device work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value
from flake8_greenai.symbolic import Amount, Expression, Undecided
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MOST_SAMPLES = 4096
"""Samples of a batch of symbolic or huge size that are handed to a program's own collate function."""


@native("torch.utils.data._loading.outside_device")
def outside_device(machine: Machine, function: Value, *args: Value) -> Value:
    """The result of a call whose operations are not recorded: they run in the loader's workers."""
    context = machine.context
    context.begin_alternative()
    try:
        return machine.call(function, args)
    finally:
        context.end_alternative()


@native("torch.utils.data._loading.note_batch")
def note_batch(machine: Machine, size: Value) -> None:
    """A loader gives a batch of ``size`` samples."""
    if isinstance(size, (int, Expression)):
        machine.context.note_batch(size)


@native("torch.utils.data._loading.at_most")
def at_most(machine: Machine, size: Value, rest: Value) -> Value:
    """The smaller of the batch size and the samples that are left; the batch size where that depends on unknown lengths."""
    unknown = first_unknown((size, rest))
    if unknown is not None:
        return size if type(rest) is Unknown else unknown
    try:
        return size if size <= rest else rest
    except Undecided:
        # How many samples the last batch has depends on an unknown number: at most as many as the others.
        machine.context.note_smaller_last()
        return size


@native("torch.utils.data._loading.number")
def number(machine: Machine, size: Value) -> int:
    """A batch size as a number of list items."""
    if isinstance(size, int):
        return min(size, MOST_SAMPLES)
    machine.context.assume("a batch of unknown size is collated like one of 2 samples")
    return 2


@native("torch.utils.data._loading.collated")
def collated(machine: Machine, sample: Value, size: Amount) -> Value:
    """What ``default_collate`` makes of ``size`` samples like this one."""
    if type(sample) is Unknown:
        return sample
    if isinstance(sample, Tensor):
        return Tensor((size, *sample.shape), sample.dtype)
    if isinstance(sample, bool):
        return Tensor((size,), DTYPES["bool"])
    if isinstance(sample, (int, Expression)):
        return Tensor((size,), DTYPES["int64"])
    if isinstance(sample, float):
        return Tensor((size,), DTYPES["float64"])
    if isinstance(sample, dict):
        return {key: collated(machine, item, size) for key, item in sample.items()}
    if isinstance(sample, (tuple, list)):
        return [collated(machine, item, size) for item in sample]
    if isinstance(sample, str):
        return [sample] * number(machine, size)
    return Unknown("a batch of objects that are not tensors", machine.location())
