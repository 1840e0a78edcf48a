"""Random tensors."""
import torch
from keras._graph import operation
from keras.backend import torch_dtype


class SeedGenerator:
    def __init__(self, seed=None, name=None, **kwargs):
        self.seed = seed

    def next(self, ordered=True):
        return self.seed

    def get_config(self):
        return {"seed": self.seed}


def _shape(shape):
    return (shape,) if not isinstance(shape, (list, tuple)) else tuple(shape)


def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return torch.randn(_shape(shape), dtype=torch_dtype(dtype))


truncated_normal = normal


def uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return torch.rand(_shape(shape), dtype=torch_dtype(dtype))


def randint(shape, minval, maxval, dtype="int32", seed=None):
    return torch.randint(minval, maxval, _shape(shape), dtype=torch_dtype(dtype))


def gamma(shape, alpha, dtype=None, seed=None):
    return torch.rand(_shape(shape), dtype=torch_dtype(dtype))


def beta(shape, alpha, beta, dtype=None, seed=None):
    return torch.rand(_shape(shape), dtype=torch_dtype(dtype))


def binomial(shape, counts, probabilities, dtype=None, seed=None):
    return torch.rand(_shape(shape), dtype=torch_dtype(dtype))


@operation
def categorical(logits, num_samples, dtype="int32", seed=None):
    return torch.multinomial(torch.softmax(logits, -1), num_samples, replacement=True).to(torch_dtype(dtype))


@operation
def shuffle(x, axis=0, seed=None):
    return x.clone()


@operation
def dropout(inputs, rate, noise_shape=None, seed=None):
    return torch.nn.functional.dropout(inputs, rate, True)
