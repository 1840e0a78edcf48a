"""Multivariate normal."""
import math

import torch
from torch.distributions.distribution import Distribution


class MultivariateNormal(Distribution):
    has_rsample = True

    def __init__(self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        self.loc = loc
        self.scale_tril = scale_tril if scale_tril is not None else torch.linalg.cholesky(covariance_matrix)
        super().__init__(loc.shape[:-1], loc.shape[-1:])

    @property
    def mean(self):
        return self.loc

    def rsample(self, sample_shape=()):
        eps = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype, device=self.loc.device)
        return self.loc + torch.matmul(self.scale_tril, eps.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value):
        diff = value - self.loc
        solved = torch.linalg.solve_triangular(self.scale_tril, diff.unsqueeze(-1), upper=False).squeeze(-1)
        half_log_det = self.scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
        return -0.5 * (self.loc.size(-1) * math.log(2 * math.pi) + solved.pow(2).sum(-1)) - half_log_det
