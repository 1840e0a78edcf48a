"""Random numbers: arrays of the right shape and dtype; single numbers are unknown."""
import random as python_random

import torch
from _greenai import unknown
from numpy._array import ndarray
from numpy._operands import sizes, tensor_of, torch_dtype
from numpy._creation import asarray


def seed(seed=None):
    pass


def _drawn(shape, dtype=None):
    return ndarray(torch.rand(sizes(shape), dtype=torch_dtype(dtype) or torch.float64))


def rand(*shape):
    return _drawn(shape) if shape else random()


def randn(*shape):
    return rand(*shape)


def random(size=None, dtype=None, out=None):
    if out is not None:
        return out
    return python_random.random() if size is None else _drawn(size, dtype)


random_sample = random
ranf = random


def _of_size(*parameters, size=None, dtype=None):
    """Numbers of a distribution: as many as its parameters, when no size is given."""
    arrays = [parameter for parameter in parameters if isinstance(parameter, ndarray)]
    if size is None and arrays:
        return _drawn(torch.broadcast_shapes(*[tuple(array.shape) for array in arrays]), dtype)
    return random(size, dtype)


def uniform(low=0.0, high=1.0, size=None):
    return _of_size(low, high, size=size)


def normal(loc=0.0, scale=1.0, size=None):
    return _of_size(loc, scale, size=size)


laplace, logistic, gumbel, lognormal, beta, gamma, vonmises, wald = normal, normal, normal, normal, normal, normal, normal, normal


def standard_normal(size=None, dtype=None, out=None):
    return random(size, dtype, out)


standard_exponential = standard_normal


def exponential(scale=1.0, size=None):
    return _of_size(scale, size=size)


rayleigh, standard_t, chisquare, pareto, weibull, power, standard_gamma = (exponential,) * 7


def _whole(size, low=0, high=2**31):
    return python_random.randrange(low, high) if size is None else ndarray(torch.randint(low, high, sizes(size)))


def poisson(lam=1.0, size=None):
    return _whole(tuple(lam.shape) if size is None and isinstance(lam, ndarray) else size)


def geometric(p, size=None):
    return _whole(size)


def binomial(n, p, size=None):
    return _whole(size, 0, n + 1 if isinstance(n, int) else 2**31)


def multinomial(n, pvals, size=None):
    shape = (len(pvals),) if size is None else (*sizes(size), len(pvals))
    return ndarray(torch.randint(0, n + 1, shape))


def dirichlet(alpha, size=None):
    return _drawn((len(alpha),) if size is None else (*sizes(size), len(alpha)))


def multivariate_normal(mean, cov, size=None, check_valid="warn", tol=1e-8):
    return _drawn((len(mean),) if size is None else (*sizes(size), len(mean)))


def randint(low, high=None, size=None, dtype=int):
    low, high = (0, low) if high is None else (low, high)
    return _whole(size, low, high)


def integers(low, high=None, size=None, dtype=None, endpoint=False):
    return randint(low, high, size)


def choice(a, size=None, replace=True, p=None, axis=0, shuffle=True):
    whole = isinstance(a, int)
    if size is None:
        return python_random.randrange(a) if whole else python_random.choice(a)
    places = randint(len(a) if not whole else a, size=size)
    return places if whole else asarray(a)[places]


def permutation(x):
    return ndarray(torch.randperm(x)) if isinstance(x, int) else ndarray(tensor_of(x).clone())


permuted = permutation


def shuffle(x, axis=0):
    pass


def get_state():
    return ("MT19937",)


def set_state(state):
    pass


class RandomState:
    def __init__(self, seed=None):
        pass

    def __getattr__(self, name):
        return globals()[name]


Generator = RandomState
SeedSequence = RandomState
PCG64 = RandomState


def default_rng(seed=None):
    return RandomState(seed)


def __getattr__(name):
    return unknown(f"numpy.random.{name} is not known")
