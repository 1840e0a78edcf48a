"""Uniform."""
import torch
from torch.distributions.distribution import Distribution, _tensor


class Uniform(Distribution):
    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = torch.broadcast_tensors(_tensor(low), _tensor(high))
        super().__init__(self.low.shape)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    def rsample(self, sample_shape=()):
        rand = torch.rand(self._extended_shape(sample_shape), dtype=self.low.dtype, device=self.low.device)
        return self.low + rand * (self.high - self.low)

    def log_prob(self, value):
        inside = self.low.le(value).type_as(self.low) * self.high.gt(value).type_as(self.low)
        return torch.log(inside) - torch.log(self.high - self.low)

    def entropy(self):
        return torch.log(self.high - self.low)
