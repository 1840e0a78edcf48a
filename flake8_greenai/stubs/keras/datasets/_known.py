"""Arrays of known data sets: sizes and shapes from the facts, elements unknown."""

import numpy as np
import torch
from _greenai import dataset, labels, remark


def arrays(name):
    facts = dataset("keras", name)
    parts = []
    for split in ("train", "test"):
        count = facts[split]
        x = np.asarray(torch.empty((count, *facts["shape"]), dtype=getattr(torch, facts["dtype"])))
        if "classes" in facts:
            y = labels((count, 1) if name.startswith("cifar") else (count,), facts["classes"])
            y = np.asarray(y if name.startswith("cifar") else y.to(torch.uint8))
        else:
            y = np.asarray(torch.empty((count,), dtype=torch.float64))
        parts.append((x, y))
    return tuple(parts)


class Texts(list):
    """Texts of different lengths as lists of word numbers."""


def texts(name):
    from _greenai import unknown

    facts = dataset("keras", name)
    parts = []
    for split in ("train", "test"):
        parts.append((Sequences(facts[split]), np.asarray(labels((facts[split],), facts["classes"]))))
    return tuple(parts)


class Sequences:
    """So many lists of word numbers, of lengths that only the data tell."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        from _greenai import unknown

        if isinstance(index, slice):
            return Sequences(len(range(self.count)[index]))
        return unknown("a text of a data set")

    @property
    def shape(self):
        return (self.count,)
