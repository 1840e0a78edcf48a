"""Categorical."""
import torch
import torch.nn.functional as F
from torch.distributions.distribution import Distribution


class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        if probs is not None:
            self._probs = probs / probs.sum(-1, keepdim=True)
            self._logits = None
        else:
            self._probs = None
            self._logits = logits - logits.logsumexp(dim=-1, keepdim=True)
        given = self._logits if probs is None else self._probs
        self._num_events = given.size(-1)
        super().__init__(given.shape[:-1])

    @property
    def probs(self):
        return F.softmax(self._logits, dim=-1) if self._probs is None else self._probs

    @property
    def logits(self):
        return torch.log(self._probs) if self._logits is None else self._logits

    def sample(self, sample_shape=()):
        shape = torch.Size(sample_shape)
        probs = self.probs.reshape(-1, self._num_events)
        return torch.multinomial(probs, shape.numel(), True).T.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value):
        value = value.long().unsqueeze(-1)
        value, log_pmf = torch.broadcast_tensors(value, self.logits)
        return log_pmf.gather(-1, value[..., :1]).squeeze(-1)

    def entropy(self):
        return -(self.logits * self.probs).sum(-1)


class OneHotCategorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits)
        super().__init__(self._categorical._batch_shape, (self._categorical._num_events,))

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    def sample(self, sample_shape=()):
        return F.one_hot(self._categorical.sample(sample_shape), self._categorical._num_events).to(self.probs.dtype)

    def log_prob(self, value):
        return self._categorical.log_prob(value.max(-1)[1])

    def entropy(self):
        return self._categorical.entropy()
