"""Random numbers: arrays of the right shape; single numbers are unknown."""
import torch
from numpy import array, ndarray


def seed(seed=None):
    pass


def _drawn(shape):
    return ndarray(torch.rand(shape, dtype=torch.float64))


def rand(*shape):
    return _drawn(shape) if shape else _number()


def randn(*shape):
    return rand(*shape)


def random(size=None):
    return _number() if size is None else _drawn(size)


random_sample = random


def uniform(low=0.0, high=1.0, size=None):
    return random(size)


def normal(loc=0.0, scale=1.0, size=None):
    return random(size)


def beta(a, b, size=None):
    return random(size)


def randint(low, high=None, size=None, dtype=int):
    return _number() if size is None else ndarray(torch.randint(0, 2, size if isinstance(size, tuple) else (size,)))


def choice(a, size=None, replace=True, p=None):
    return _number() if size is None else randint(0, 1, size)


def permutation(x):
    return ndarray(torch.randperm(x)) if isinstance(x, int) else array(x)


def shuffle(x):
    pass


class RandomState:
    def __init__(self, seed=None):
        pass

    def __getattr__(self, name):
        return globals()[name]


def default_rng(seed=None):
    return RandomState(seed)


def _number():
    from torch.random import _unknown_number

    return _unknown_number()
