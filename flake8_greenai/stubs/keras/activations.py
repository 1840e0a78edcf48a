"""Activation functions."""
import torch
import torch.nn.functional as F
from keras._graph import operation
from keras.layers.activations import ELU, LeakyReLU, PReLU, ReLU, Softmax


@operation
def relu(x, negative_slope=0.0, max_value=None, threshold=0.0):
    if negative_slope:
        x = F.leaky_relu(x, negative_slope)
    elif threshold:
        x = x * (x > threshold)
    elif max_value == 6:
        return F.relu6(x)
    else:
        x = F.relu(x)
    return x if max_value is None else x.clamp(max=max_value)


@operation
def relu6(x):
    return F.relu6(x)


@operation
def sigmoid(x):
    return x.sigmoid()


@operation
def tanh(x):
    return x.tanh()


@operation
def softmax(x, axis=-1):
    return _softmax(x, axis)


def _softmax(x, axis):
    if isinstance(axis, (list, tuple)):
        kept = [d for d in range(x.dim()) if d not in [a % x.dim() for a in axis]]
        order = [*kept, *[a % x.dim() for a in axis]]
        flat = x.permute(order).flatten(len(kept)).softmax(-1)
        back = [order.index(d) for d in range(x.dim())]
        return flat.reshape([x.shape[d] for d in order]).permute(back)
    return F.softmax(x, axis)


@operation
def log_softmax(x, axis=-1):
    return F.log_softmax(x, axis)


@operation
def elu(x, alpha=1.0):
    return F.elu(x, alpha)


@operation
def selu(x):
    return F.selu(x)


@operation
def celu(x, alpha=1.0):
    return F.celu(x, alpha)


@operation
def gelu(x, approximate=False):
    return F.gelu(x, approximate="tanh" if approximate else "none")


@operation
def silu(x):
    return F.silu(x)


swish = silu


@operation
def mish(x):
    return F.mish(x)


@operation
def softplus(x):
    return F.softplus(x)


@operation
def softsign(x):
    return F.softsign(x)


@operation
def hard_sigmoid(x):
    return F.hardsigmoid(x)


@operation
def hard_silu(x):
    return F.hardswish(x)


hard_swish = hard_silu


@operation
def hard_tanh(x):
    return F.hardtanh(x)


@operation
def hard_shrink(x, threshold=0.5):
    return F.hardshrink(x, threshold)


@operation
def soft_shrink(x, threshold=0.5):
    return F.softshrink(x, threshold)


@operation
def tanh_shrink(x):
    return F.tanhshrink(x)


@operation
def threshold(x, threshold, default_value):
    return F.threshold(x, threshold, default_value)


@operation
def squareplus(x, b=4):
    return (x + (x * x + b).sqrt()) / 2


@operation
def sparse_plus(x):
    return torch.where(x <= -1, torch.zeros_like(x), torch.where(x < 1, (x + 1) ** 2 / 4, x))


@operation
def sparse_sigmoid(x):
    return (x * 0.5 + 0.5).clamp(0, 1)


@operation
def sparsemax(x, axis=-1):
    ordered = x.sort(axis, descending=True)[0]
    total = ordered.cumsum(axis)
    chosen = total * (1 + ordered > total)
    return F.relu(x - chosen.max(axis, keepdim=True)[0])


@operation
def glu(x, axis=-1):
    return F.glu(x, axis)


@operation
def log_sigmoid(x):
    return F.logsigmoid(x)


@operation
def exponential(x):
    return x.exp()


@operation
def linear(x):
    return x


leaky_relu = operation(lambda x, negative_slope=0.2: F.leaky_relu(x, negative_slope))


def get(identifier):
    if identifier is None:
        return linear
    if isinstance(identifier, str):
        found = getattr(_own(), identifier, None)
        if found is None:
            raise ValueError(f"Could not interpret activation function identifier: {identifier}")
        return found
    if isinstance(identifier, type):
        return identifier()
    return identifier


deserialize = get


def serialize(activation):
    return activation


def _own():
    import keras.activations as own

    return own
