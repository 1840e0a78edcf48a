"""What loading data does to the analysis: batches have the shapes of their samples, and making them is not device work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Instance, Unknown, Value
from flake8_greenai.ops.registry import tensors_in
from flake8_greenai.symbolic import Amount, Expression, Undecided
from flake8_greenai.symbolic.deciding import pinned
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MOST_SAMPLES = 4096
"""Samples of a batch that are handed to a program's own collate function at most."""


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


@native("torch.utils.data._loading.alike")
def alike(machine: Machine, sample: Value, others: Value) -> Value:
    """The sample where others of its data set have its shapes; unknown where they differ, for batches are then not alike.

    Of a data set of unknown length no others are at hand.
    """
    if type(others) is Unknown:
        return sample
    has_tensors = any(True for _ in tensors_in((sample,)))
    if all(_form(sample, has_tensors) == _form(other, has_tensors) for other in others):
        return sample
    unknown = Unknown("samples of the data set differ in shape", machine.location())
    return machine.context.unknown_call("torch.utils.data.DataLoader", unknown)


def _form(value: Value, has_tensors: bool) -> object:
    """What a batch of such values may depend on: shapes, lengths; those of texts where nothing else tells sizes."""
    if isinstance(value, Tensor):
        return value.shape
    if isinstance(value, dict):
        return {key: _form(item, has_tensors) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_form(item, has_tensors) for item in value]
    return len(value) if isinstance(value, str) and not has_tensors else None


@native("torch.utils.data._loading.collated_by")
def collated_by(machine: Machine, function: Value, sample: Value, size: Value) -> Value:
    """What a program's own collate function makes of ``size`` samples like this one.

    Of a size that is not known, or too large to hand over, each dim follows from batches of two and of three samples.
    """
    if type(sample) is Unknown:
        return sample
    number = pinned(size) if isinstance(size, Expression) else size
    if isinstance(number, int) and number <= MOST_SAMPLES:
        return machine.call(function, ([sample] * number,))
    if type(size) is Unknown:
        return size
    two, three = (machine.call(function, ([sample] * count,)) for count in (2, 3))
    return _continued(machine, two, three, size)


def _continued(machine: Machine, two: Value, three: Value, size: Amount) -> Value:
    """The value for ``size`` samples by those for two and three: dims go on as they begin."""
    if isinstance(two, Tensor) and isinstance(three, Tensor) and two.ndim == three.ndim:
        dims = tuple(a if a is b or a == b else a + (b - a) * (size - 2) for a, b in zip(two.shape, three.shape, strict=True))
        return Tensor(dims, two.dtype, two.device)
    if isinstance(two, dict) and isinstance(three, dict) and two.keys() == three.keys():
        return {key: _continued(machine, item, three[key], size) for key, item in two.items()}
    if type(two) in (list, tuple) and type(three) is type(two):
        if len(two) == len(three):
            return type(two)(_continued(machine, a, b, size) for a, b in zip(two, three, strict=True))
        return Unknown("a list with an item for each of an unknown number of samples", machine.location())
    if isinstance(two, Instance) and isinstance(three, Instance) and two.cls is three.cls:
        for name, item in list(two.attributes.items()):
            two.attributes[name] = _continued(machine, item, three.attributes.get(name), size)
    return two


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
        number = pinned(size) if isinstance(size, Expression) else size
        return [sample] * min(number, MOST_SAMPLES) if isinstance(number, int) else Unknown("texts of an unknown number of samples")
    return Unknown("a batch of objects that are not tensors", machine.location())


@native("_greenai.note_generation")
def note_generation(machine: Machine) -> None:
    """The loop that runs now makes one token after the other."""
    machine.context.note_generation()
