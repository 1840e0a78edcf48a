"""Bernoulli."""
import torch
import torch.nn.functional as F
from torch.distributions.distribution import Distribution, _tensor


class Bernoulli(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        self._probs = None if probs is None else _tensor(probs)
        self._logits = None if logits is None else _tensor(logits)
        super().__init__((self._logits if probs is None else self._probs).shape)

    @property
    def probs(self):
        return torch.sigmoid(self._logits) if self._probs is None else self._probs

    @property
    def logits(self):
        return torch.log(self._probs) - torch.log1p(-self._probs) if self._logits is None else self._logits

    @property
    def mean(self):
        return self.probs

    def sample(self, sample_shape=()):
        with torch.no_grad():
            return torch.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        return -F.binary_cross_entropy_with_logits(*torch.broadcast_tensors(self.logits, value), reduction="none")

    def entropy(self):
        return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")
