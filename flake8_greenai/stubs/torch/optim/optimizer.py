"""Base class of optimizers. The update itself is one operation: flake8_greenai/ops/optimizer.py."""
from collections import OrderedDict, defaultdict

import torch
from torch.utils.hooks import RemovableHandle

required = object()
params_t = object


class Optimizer:
    def __init__(self, params, defaults):
        self.defaults = defaults
        self.state = defaultdict(dict)
        self.param_groups = []
        self._step_hooks = OrderedDict()
        groups = [params] if isinstance(params, torch.Tensor) else list(params)
        # No parameters: mostly those of modules that are not found. Torch raises where there are none at all.
        if len(groups) == 0 or not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group):
        params = param_group["params"]
        params = [params] if isinstance(params, torch.Tensor) else list(params)
        params = [p[1] if isinstance(p, tuple) else p for p in params]
        self.param_groups.append({**self.defaults, **param_group, "params": params})

    def step(self, closure=None):
        loss = closure() if closure is not None else None
        for group in self.param_groups:
            _update(self, group)
        return loss

    def zero_grad(self, set_to_none=True):
        for group in self.param_groups:
            for p in group["params"]:
                p.grad = None
        _gradients_gone()

    def state_dict(self):
        packed = [{k: v for k, v in group.items() if k != "params"} for group in self.param_groups]
        return {"state": {}, "param_groups": packed}

    def load_state_dict(self, state_dict):
        pass

    def register_step_post_hook(self, hook):
        return RemovableHandle(self._step_hooks)

    register_step_pre_hook = register_step_post_hook
    register_state_dict_post_hook = register_step_post_hook
    register_load_state_dict_pre_hook = register_step_post_hook

    def profile_hook_step(func):
        return func

    def __repr__(self):
        return f"{type(self).__name__} ({self.defaults})"


def _use_grad_for_differentiable(func):
    return func


def register_optimizer_step_post_hook(hook):
    return RemovableHandle({})


def register_optimizer_step_pre_hook(hook):
    return RemovableHandle({})
