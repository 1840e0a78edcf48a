"""Random numbers: arrays of the right shape; single numbers are unknown."""
import random as python_random

import torch
from _greenai import unknown
from numpy import array, ndarray


def seed(seed=None):
    pass


def _drawn(shape):
    return ndarray(torch.rand(shape, dtype=torch.float64))


def rand(*shape):
    return _drawn(shape) if shape else random()


def randn(*shape):
    return rand(*shape)


def random(size=None):
    return python_random.random() if size is None else _drawn(_sizes(size))


random_sample = random


def uniform(low=0.0, high=1.0, size=None):
    return random(size)


def normal(loc=0.0, scale=1.0, size=None):
    return random(size)


def beta(a, b, size=None):
    return random(size)


def randint(low, high=None, size=None, dtype=int):
    low, high = (0, low) if high is None else (low, high)
    return python_random.randrange(low, high) if size is None else ndarray(torch.randint(low, high, _sizes(size)))


integers = randint


def choice(a, size=None, replace=True, p=None):
    whole = isinstance(a, int)
    if size is None:
        return python_random.randrange(a) if whole else python_random.choice(a)
    places = randint(len(a) if not whole else a, size=size)
    return places if whole else array(a)[places]


def _sizes(size):
    return tuple(size) if isinstance(size, (tuple, list)) else (size,)


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


def __getattr__(name):
    return unknown(f"numpy.random.{name} is not known")
