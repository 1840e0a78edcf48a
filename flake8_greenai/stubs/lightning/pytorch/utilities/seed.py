"""Seeds."""
from contextlib import contextmanager

from lightning.pytorch.utilities import seed_everything


@contextmanager
def isolate_rng(include_cuda=True):
    yield
