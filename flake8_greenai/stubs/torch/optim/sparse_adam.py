"""SparseAdam."""
from torch.optim.optimizer import Optimizer


class SparseAdam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, **options):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, **options))
