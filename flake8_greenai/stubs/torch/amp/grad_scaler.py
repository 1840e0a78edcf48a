"""Loss scaling."""
import torch
from _greenai import is_unknown


class GradScaler:
    def __init__(self, device="cuda", init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True):
        self._enabled = enabled
        self._scale = init_scale
        self._is_unscaled = False

    def scale(self, outputs):
        if not self._enabled:
            return outputs
        if isinstance(outputs, (list, tuple)):
            return type(outputs)(self.scale(output) for output in outputs)
        return outputs * self._scale

    def unscale_(self, optimizer):
        if self._enabled:
            self._is_unscaled = True
            params = [p for group in optimizer.param_groups for p in group["params"] if p.requires_grad]
            gradients = [p.detach() if is_unknown(p.grad) else p.grad for p in params if is_unknown(p.grad) or p.grad is not None]
            if gradients:
                torch._foreach_mul_(gradients, 1 / self._scale)

    def step(self, optimizer, *args, **kwargs):
        if not self._is_unscaled:
            self.unscale_(optimizer)
        # That no gradient overflows is taken for granted: then the step is made.
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale=None):
        self._is_unscaled = False

    def get_scale(self):
        return self._scale if self._enabled else 1.0

    def is_enabled(self):
        return self._enabled

    def state_dict(self):
        return {"scale": self._scale} if self._enabled else {}

    def load_state_dict(self, state_dict):
        pass
