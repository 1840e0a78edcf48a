"""``tf.random``."""

import torch
from _greenai import nothing
from keras._graph import operation
from keras.backend import torch_dtype

set_seed = nothing


def _sizes(shape):
    from tensorflow import _many
    from tensorflow import _sizes as sizes

    return tuple(sizes(_many(shape)))


def normal(shape, mean=0.0, stddev=1.0, dtype="float32", seed=None, name=None):
    return torch.randn(_sizes(shape), dtype=torch_dtype(dtype))


truncated_normal = normal


def uniform(shape, minval=0, maxval=None, dtype="float32", seed=None, name=None):
    if "int" in str(torch_dtype(dtype)):
        return (
            torch.zeros(_sizes(shape), dtype=torch_dtype(dtype))
            if not isinstance(maxval, int)
            else torch.randint(minval, maxval, _sizes(shape), dtype=torch_dtype(dtype))
        )
    return torch.rand(_sizes(shape), dtype=torch_dtype(dtype))


@operation
def shuffle(value, seed=None, name=None):
    return value.clone()


@operation
def categorical(logits, num_samples, dtype=None, seed=None, name=None):
    return torch.multinomial(torch.softmax(logits, -1), num_samples, replacement=True)


def gamma(shape, alpha, beta=None, dtype="float32", seed=None, name=None):
    return torch.rand(_sizes(shape))


def stateless_normal(shape, seed, mean=0.0, stddev=1.0, dtype="float32", name=None, alg=None):
    return torch.randn(_sizes(shape), dtype=torch_dtype(dtype))


def stateless_uniform(shape, seed, minval=0, maxval=None, dtype="float32", name=None, alg=None):
    return torch.rand(_sizes(shape), dtype=torch_dtype(dtype))


class Generator:
    @classmethod
    def from_seed(cls, seed, alg=None):
        return cls()

    from_non_deterministic_state = from_seed

    def normal(self, shape, mean=0.0, stddev=1.0, dtype="float32", name=None):
        return normal(shape, dtype=dtype)

    def uniform(self, shape, minval=0, maxval=None, dtype="float32", name=None):
        return uniform(shape, minval, maxval, dtype)

    def make_seeds(self, count=1):
        return torch.zeros((2, count), dtype=torch.int64)


def get_global_generator():
    return Generator()
