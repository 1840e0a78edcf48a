"""Initialisers of weights: what they compute once is not counted."""
import torch
from keras.backend import torch_dtype


class Initializer:
    def __init__(self, *args, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __call__(self, shape, dtype=None, **kwargs):
        return torch.empty(tuple(shape), dtype=torch_dtype(dtype))

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def clone(self):
        return self


class Zeros(Initializer):
    def __call__(self, shape, dtype=None, **kwargs):
        return torch.zeros(tuple(shape), dtype=torch_dtype(dtype))


class Ones(Initializer):
    def __call__(self, shape, dtype=None, **kwargs):
        return torch.ones(tuple(shape), dtype=torch_dtype(dtype))


class Constant(Initializer):
    def __init__(self, value=0.0):
        self.value = value


class RandomNormal(Initializer):
    pass


class RandomUniform(Initializer):
    pass


class TruncatedNormal(Initializer):
    pass


class VarianceScaling(Initializer):
    pass


class GlorotUniform(VarianceScaling):
    pass


class GlorotNormal(VarianceScaling):
    pass


class HeNormal(VarianceScaling):
    pass


class HeUniform(VarianceScaling):
    pass


class LecunNormal(VarianceScaling):
    pass


class LecunUniform(VarianceScaling):
    pass


class Orthogonal(Initializer):
    pass


OrthogonalInitializer = Orthogonal


class Identity(Initializer):
    pass


IdentityInitializer = Identity


class STFT(Initializer):
    pass


zeros = Zeros
ones = Ones
constant = Constant
random_normal = RandomNormal
random_uniform = RandomUniform
truncated_normal = TruncatedNormal
variance_scaling = VarianceScaling
glorot_uniform = GlorotUniform
glorot_normal = GlorotNormal
he_normal = HeNormal
he_uniform = HeUniform
lecun_normal = LecunNormal
lecun_uniform = LecunUniform
orthogonal = Orthogonal
identity = Identity
random_normal_initializer = RandomNormal
random_uniform_initializer = RandomUniform
zeros_initializer = Zeros
ones_initializer = Ones
constant_initializer = Constant


def get(identifier):
    if isinstance(identifier, str):
        found = getattr(_own(), identifier, None)
        return found() if isinstance(found, type) else Initializer()
    if isinstance(identifier, type):
        return identifier()
    return identifier


def serialize(initializer):
    return initializer


deserialize = get


def _own():
    import keras.initializers as own

    return own
