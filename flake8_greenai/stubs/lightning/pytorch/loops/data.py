"""Batches as the loops get them."""
import inspect
import itertools

import torch
from _greenai import is_symbolic
from lightning.pytorch.utilities.combined_loader import CombinedLoader


def combined(loaders):
    """One iterable of the training data, whatever the program gives."""
    return CombinedLoader(loaders, "max_size_cycle") if isinstance(loaders, (list, tuple, dict)) else loaders


def listed(loaders):
    """Evaluation goes through its loaders one after the other."""
    if loaders is None:
        return []
    if isinstance(loaders, CombinedLoader) and loaders._mode == "sequential":
        loaders = loaders.iterables
    if isinstance(loaders, dict):
        return list(loaders.values())
    return list(loaders) if isinstance(loaders, (list, tuple)) else [loaders]


def length_of(loader):
    """Number of batches, None when the loader does not tell."""
    try:
        return len(loader)
    except TypeError:
        return None


def limited(length, limit):
    """Number of batches that are used: at most ``limit`` of them, or that share."""
    if limit is None:
        return length
    if isinstance(limit, float) and not isinstance(limit, int):
        if limit == 1.0 or length is None:
            return length
        return length // (1 / limit) if is_symbolic(length) and (1 / limit).is_integer() else int(length * limit)
    if length is None or is_symbolic(length):
        return limit
    return min(length, limit)


def first(loader, limit):
    """The loader itself, or as many of its first batches as a limit leaves."""
    if limit is None or (isinstance(limit, float) and limit == 1.0):
        return loader
    return itertools.islice(loader, limited(length_of(loader), limit))


def takes(step, name, position):
    """Whether a step that a program writes takes an argument, by name or by position."""
    parameters = list(inspect.signature(step).parameters.values())
    if any(p.kind is p.VAR_POSITIONAL or p.name == name for p in parameters):
        return True
    return len(parameters) > position


def converted(batch, dtype):
    """Floating-point tensors of a batch in the dtype of the model."""
    if dtype is None:
        return batch
    if isinstance(batch, torch.Tensor):
        return batch.to(dtype) if batch.is_floating_point() else batch
    if isinstance(batch, (list, tuple)):
        return [converted(item, dtype) for item in batch]
    if isinstance(batch, dict):
        return {key: converted(item, dtype) for key, item in batch.items()}
    return batch
