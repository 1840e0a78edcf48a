"""First values of weights: a whole model's cost nothing of what is estimated, so that they are drawn without going through its modules."""
from contextlib import contextmanager

import torch
from torch.nn import init
from torch.nn.init import (
    constant_, dirac_, eye_, kaiming_normal_, kaiming_uniform_, normal_, ones_, orthogonal_, sparse_, trunc_normal_, uniform_,
    xavier_normal_, xavier_uniform_, zeros_, _calculate_fan_in_and_fan_out,
)

_NAMES = (
    "uniform_", "normal_", "constant_", "ones_", "zeros_", "eye_", "dirac_", "xavier_uniform_", "xavier_normal_", "kaiming_uniform_",
    "kaiming_normal_", "trunc_normal_", "orthogonal_", "sparse_",
)
TORCH_INIT_FUNCTIONS = {name: getattr(init, name) for name in _NAMES}
TORCH_MODULES_TO_PATCH = ()


def copy_(tensor, other):
    with torch.no_grad():
        return tensor.copy_(other)


def lecun_normal_(tensor):
    return normal_(tensor)


def default_flax_embed_init_(tensor):
    return normal_(tensor)


class guard_torch_init_functions:
    """What it decorates initialises all weights of a model."""

    def __call__(self, function):
        def draw(model):
            for parameter in model.parameters():
                normal_(parameter)

        return draw

    def __enter__(self):
        return None

    def __exit__(self, *raised):
        return None


@contextmanager
def no_init_weights():
    yield


@contextmanager
def no_tie_weights():
    from transformers.modeling_utils import PreTrainedModel

    tie_weights = PreTrainedModel.tie_weights
    PreTrainedModel.tie_weights = lambda *args, **kwargs: None
    try:
        yield
    finally:
        PreTrainedModel.tie_weights = tie_weights


@contextmanager
def meta_device_safe_creation_ops():
    yield
