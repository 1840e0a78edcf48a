"""Data of ``fit``, ``evaluate`` and ``predict``: batches that are known by their index."""
import numpy as np
import torch
from _greenai import is_unknown, number_of_items, symbol, unknown
from keras import tree
from keras.utils import Sequence
from torch.utils.data._loading import at_most, note_batch, outside_device


class Arrays:
    """Batches of arrays whose first dim counts samples."""

    def __init__(self, data, batch_size, drop_last=False):
        self.data = data
        self.batch_size = batch_size
        self.samples = samples_of(data)
        self.drop_last = drop_last

    def __len__(self):
        return self.samples // self.batch_size if self.drop_last else -(-self.samples // self.batch_size)

    def __iter__(self):
        return (self._greenai_at(index) for index in range(len(self)))

    def _greenai_at(self, index):
        size = at_most(self.batch_size, self.samples - index * self.batch_size)
        note_batch(size)
        return outside_device(_taken, self.data, size)


def _taken(data, size):
    return tree.map_structure(lambda x: _batch_of(x, size), data)


def _batch_of(x, size):
    x = tensor(x)
    if not isinstance(x, torch.Tensor):
        return x
    dtype = torch.float32 if x.dtype == torch.float64 else x.dtype
    return torch.empty((size, *x.shape[1:]), dtype=dtype)


def tensor(x):
    if isinstance(x, torch.Tensor) or x is None or is_unknown(x):
        return x
    if isinstance(x, np.ndarray):
        return x._t
    if hasattr(x, "values") and hasattr(x, "iloc"):
        return unknown("a table of a file")
    if isinstance(x, (list, tuple)) and len(x) and not isinstance(x[0], (int, float, bool)):
        return x
    return torch.as_tensor(x)


def samples_of(data):
    for x in tree.flatten(data):
        if is_unknown(x):
            return symbol("N")
        if x is not None:
            return number_of_items(x)
    return symbol("N")


class Steps:
    """So many batches of a source."""

    def __init__(self, source, steps):
        self.source = source
        self.steps = steps

    def __len__(self):
        return self.steps

    def __iter__(self):
        return (self._greenai_at(index) for index in range(self.steps))

    def _greenai_at(self, index):
        return self.source._greenai_at(0)


class Sequenced:
    """Batches that a program's own class makes."""

    def __init__(self, source):
        self.source = source

    def __len__(self):
        return len(self.source)

    def __iter__(self):
        return (self._greenai_at(index) for index in range(len(self)))

    def _greenai_at(self, index):
        batch = outside_device(self.source.__getitem__, 0)
        return tree.map_structure(tensor, batch)


class Generated:
    """Batches of a generator."""

    def __init__(self, source):
        self.source = iter(source)
        self.first = None

    def __len__(self):
        return symbol("steps")

    def __iter__(self):
        return (self._greenai_at(index) for index in range(len(self)))

    def _greenai_at(self, index):
        if self.first is None:
            self.first = tree.map_structure(tensor, outside_device(next, self.source))
        return self.first


def batches(x, y=None, sample_weight=None, batch_size=None, steps=None, drop_last=False):
    """What is gone through once in an epoch."""
    if isinstance(x, (np.ndarray, torch.Tensor, list, tuple, dict)):
        parts = [part for part in (x, y, sample_weight) if part is not None]
        source = Arrays(tuple(parts) if len(parts) > 1 else x, batch_size or 32, drop_last)
    elif hasattr(x, "_greenai_at"):
        source = x
    elif isinstance(x, Sequence) or (hasattr(x, "__getitem__") and hasattr(x, "__len__") and hasattr(x, "on_epoch_end")):
        source = Sequenced(x)
    elif hasattr(x, "__next__"):
        source = Generated(x)
    elif is_unknown(x):
        source = Arrays(unknown_data(x, y), batch_size or 32, drop_last)
    else:
        source = Arrays(unknown_data(x, y), batch_size or 32, drop_last)
    return source if steps is None else Steps(source, steps)


def unknown_data(x, y):
    return x if y is None else (x, y)


def unpacked(data):
    if isinstance(data, list):
        data = tuple(data)
    if not isinstance(data, tuple):
        return data, None, None
    return (*data, None, None)[:3] if len(data) < 3 else data[:3]
