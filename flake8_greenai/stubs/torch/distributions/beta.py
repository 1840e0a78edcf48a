"""Beta."""
import torch
from torch.distributions.distribution import Distribution, _tensor


class Beta(Distribution):
    has_rsample = True

    def __init__(self, concentration1, concentration0, validate_args=None):
        self.concentration1, self.concentration0 = torch.broadcast_tensors(_tensor(concentration1), _tensor(concentration0))
        super().__init__(self.concentration1.shape)

    @property
    def mean(self):
        return self.concentration1 / (self.concentration1 + self.concentration0)

    def rsample(self, sample_shape=()):
        return self.mean.new_empty(self._extended_shape(sample_shape))

    def log_prob(self, value):
        a, b = self.concentration1, self.concentration0
        norm = torch.lgamma(a + b) - torch.lgamma(a) - torch.lgamma(b)
        return (a - 1) * torch.log(value) + (b - 1) * torch.log1p(-value) + norm
