"""Probability distributions: samples and densities by the operations they take."""
from torch.distributions.bernoulli import Bernoulli
from torch.distributions.beta import Beta
from torch.distributions.categorical import Categorical, OneHotCategorical
from torch.distributions.distribution import Distribution
from torch.distributions.exponential import Exponential
from torch.distributions.independent import Independent
from torch.distributions.kl import kl_divergence, register_kl
from torch.distributions.multivariate_normal import MultivariateNormal
from torch.distributions.normal import LogNormal, Normal
from torch.distributions.uniform import Uniform

import torch.distributions.constraints as constraints
