"""Losses."""
import torch
import torch.nn.functional as F
from keras import ops
from keras._graph import operation
from keras.ops.nn import binary_crossentropy as _binary
from keras.ops.nn import categorical_crossentropy as _categorical
from keras.ops.nn import sparse_categorical_crossentropy as _sparse


def _same(y_true, y_pred):
    if not isinstance(y_true, torch.Tensor):
        y_true = torch.as_tensor(y_true)
    if y_true.dtype != y_pred.dtype:
        y_true = y_true.to(y_pred.dtype)
    if y_true.dim() == y_pred.dim() - 1 and y_pred.shape[-1] == 1:
        y_true = y_true.unsqueeze(-1)
    elif y_pred.dim() == y_true.dim() - 1 and y_true.shape[-1] == 1:
        y_pred = y_pred.unsqueeze(-1)
    return y_true, y_pred


@operation
def mean_squared_error(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    difference = y_true - y_pred
    return (difference * difference).mean(-1) if difference.dim() else difference * difference


@operation
def mean_absolute_error(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    difference = (y_true - y_pred).abs()
    return difference.mean(-1) if difference.dim() else difference


@operation
def mean_absolute_percentage_error(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    return 100.0 * ((y_true - y_pred) / y_true.abs().clamp(min=1e-7)).abs().mean(-1)


@operation
def mean_squared_logarithmic_error(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    difference = torch.log(y_pred.clamp(min=1e-7) + 1) - torch.log(y_true.clamp(min=1e-7) + 1)
    return (difference * difference).mean(-1)


@operation
def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _same(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing
    return _binary(y_true, y_pred, from_logits=from_logits).mean(axis)


@operation
def binary_focal_crossentropy(
    y_true, y_pred, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
):
    y_true, y_pred = _same(y_true, y_pred)
    if from_logits:
        y_pred = y_pred.sigmoid()
    loss = _binary(y_true, y_pred)
    p = y_true * y_pred + (1 - y_true) * (1 - y_pred)
    return ((1.0 - p) ** gamma * loss).mean(axis)


@operation
def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _same(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + label_smoothing / y_true.shape[-1]
    return _categorical(y_true, y_pred, from_logits=from_logits, axis=axis)


@operation
def categorical_focal_crossentropy(y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _same(y_true, y_pred)
    if from_logits:
        y_pred = y_pred.softmax(axis)
    y_pred = y_pred.clamp(1e-7, 1 - 1e-7)
    return (-y_true * y_pred.log() * (1.0 - y_pred) ** gamma * alpha).sum(axis)


@operation
def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False, ignore_class=None, axis=-1):
    return _sparse(torch.as_tensor(y_true), y_pred, from_logits=from_logits, axis=axis)


@operation
def hinge(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    return F.relu(1.0 - y_true * y_pred).mean(-1)


@operation
def squared_hinge(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    return (F.relu(1.0 - y_true * y_pred) ** 2).mean(-1)


@operation
def categorical_hinge(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    return F.relu(((1.0 - y_true) * y_pred).amax(-1) - (y_true * y_pred).sum(-1) + 1.0)


@operation
def huber(y_true, y_pred, delta=1.0):
    y_true, y_pred = _same(y_true, y_pred)
    return F.huber_loss(y_pred, y_true, reduction="none", delta=delta).mean(-1)


@operation
def log_cosh(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    difference = y_pred - y_true
    return (difference + F.softplus(-2.0 * difference) - 0.6931472).mean(-1)


@operation
def kl_divergence(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    return (y_true * torch.log(y_true.clamp(1e-7, 1) / y_pred.clamp(1e-7, 1))).sum(-1)


@operation
def poisson(y_true, y_pred):
    y_true, y_pred = _same(y_true, y_pred)
    return (y_pred - y_true * torch.log(y_pred + 1e-7)).mean(-1)


@operation
def cosine_similarity(y_true, y_pred, axis=-1):
    y_true, y_pred = _same(y_true, y_pred)
    return -(F.normalize(y_true, dim=axis) * F.normalize(y_pred, dim=axis)).sum(axis)


@operation
def dice(y_true, y_pred, axis=None):
    y_true, y_pred = _same(y_true, y_pred)
    return 1 - (2.0 * (y_true * y_pred).sum() + 1e-7) / (y_true.sum() + y_pred.sum() + 1e-7)


@operation
def tversky(y_true, y_pred, alpha=0.5, beta=0.5, axis=None):
    y_true, y_pred = _same(y_true, y_pred)
    both = (y_true * y_pred).sum()
    return 1 - both / (both + alpha * ((1 - y_true) * y_pred).sum() + beta * (y_true * (1 - y_pred)).sum() + 1e-7)


@operation
def circle(y_true, y_pred, ref_labels=None, ref_embeddings=None, remove_diagonal=True, gamma=80, margin=0.4):
    scores = y_pred @ y_pred.T
    return torch.logsumexp(scores * gamma, -1)


@operation
def ctc(y_true, y_pred):
    return F.ctc_loss(F.log_softmax(y_pred, -1).transpose(0, 1), y_true, None, None, reduction="none")


mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
bce = BCE = binary_crossentropy
kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh


class Loss:
    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None, **kwargs):
        self.name = name or type(self).__name__
        self.reduction = reduction

    def __call__(self, y_true, y_pred, sample_weight=None):
        losses = self.call(y_true, y_pred)
        if sample_weight is not None:
            losses = losses * sample_weight
        return _reduced(losses, self.reduction)

    def call(self, y_true, y_pred):
        raise NotImplementedError

    def get_config(self):
        return {"name": self.name, "reduction": self.reduction}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def _reduced(losses, reduction):
    if reduction in (None, "none") or not isinstance(losses, torch.Tensor):
        return losses
    if losses.dim() == 0:
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


class LossFunctionWrapper(Loss):
    _function = None

    def __init__(self, fn=None, reduction="sum_over_batch_size", name=None, dtype=None, **kwargs):
        super().__init__(name=name, reduction=reduction)
        self.fn = fn
        self._options = kwargs

    def call(self, y_true, y_pred):
        return self.fn(y_true, y_pred, **self._options)


def _wrapper(function, *names):
    class Wrapped(Loss):
        def __init__(self, *args, reduction="sum_over_batch_size", name=None, dtype=None, **kwargs):
            super().__init__(name=name, reduction=reduction)
            self._options = {**dict(zip(names, args)), **kwargs}
            for key, value in self._options.items():
                setattr(self, key, value)

        def call(self, y_true, y_pred):
            return function(y_true, y_pred, **self._options)

    return Wrapped


MeanSquaredError = _wrapper(mean_squared_error)
MeanAbsoluteError = _wrapper(mean_absolute_error)
MeanAbsolutePercentageError = _wrapper(mean_absolute_percentage_error)
MeanSquaredLogarithmicError = _wrapper(mean_squared_logarithmic_error)
BinaryCrossentropy = _wrapper(binary_crossentropy, "from_logits", "label_smoothing", "axis")
BinaryFocalCrossentropy = _wrapper(binary_focal_crossentropy, "apply_class_balancing", "alpha", "gamma", "from_logits")
CategoricalCrossentropy = _wrapper(categorical_crossentropy, "from_logits", "label_smoothing", "axis")
CategoricalFocalCrossentropy = _wrapper(categorical_focal_crossentropy, "alpha", "gamma", "from_logits")
SparseCategoricalCrossentropy = _wrapper(sparse_categorical_crossentropy, "from_logits", "ignore_class")
Hinge = _wrapper(hinge)
SquaredHinge = _wrapper(squared_hinge)
CategoricalHinge = _wrapper(categorical_hinge)
Huber = _wrapper(huber, "delta")
LogCosh = _wrapper(log_cosh)
KLDivergence = _wrapper(kl_divergence)
Poisson = _wrapper(poisson)
CosineSimilarity = _wrapper(cosine_similarity, "axis")
Dice = _wrapper(dice)
Tversky = _wrapper(tversky, "alpha", "beta")
Circle = _wrapper(circle, "gamma", "margin")
CTC = _wrapper(ctc)


class Reduction:
    AUTO = "sum_over_batch_size"
    NONE = "none"
    SUM = "sum"
    SUM_OVER_BATCH_SIZE = "sum_over_batch_size"


def _own():
    import keras.losses as own

    return own


_ALIASES = {"sparse_categorical_crossentropy": "sparse_categorical_crossentropy"}


def get(identifier):
    if identifier is None:
        return None
    if isinstance(identifier, str):
        found = getattr(_own(), identifier, None)
        if found is None:
            raise ValueError(f"Could not interpret loss identifier: {identifier}")
        return found() if isinstance(found, type) else found
    if isinstance(identifier, type):
        return identifier()
    return identifier


deserialize = get


def serialize(loss):
    return loss
