"""LBFGS."""
from torch.optim.optimizer import Optimizer

_greenai_loops = "one step"

class LBFGS(Optimizer):
    def __init__(
        self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9, history_size=100, line_search_fn=None
    ):
        defaults = dict(
            lr=lr, max_iter=max_iter, max_eval=max_eval or max_iter * 5 // 4, tolerance_grad=tolerance_grad,
            tolerance_change=tolerance_change, history_size=history_size, line_search_fn=line_search_fn,
        )
        super().__init__(params, defaults)

    def step(self, closure):
        # At most max_iter inner iterations, each with one evaluation of the closure.
        for _ in range(self.defaults["max_iter"]):
            loss = super().step(closure)
        return loss
