"""Precision: the dtype of a model, and the one that contractions run in."""
import contextlib

import torch

_MIXED = {"16-mixed": torch.float16, "bf16-mixed": torch.bfloat16, "16": torch.float16, "bf16": torch.bfloat16}
_TRUE = {"16-true": torch.float16, "bf16-true": torch.bfloat16, "64-true": torch.float64, "64": torch.float64}


class Precision:
    def __init__(self, name, clip_value, clip_algorithm):
        name = "32" if name is None else str(name)
        self.mixed = _MIXED.get(name)
        self.dtype = _TRUE.get(name)
        self.clip_value = clip_value
        self.clip_algorithm = clip_algorithm

    def convert(self, module):
        return module if self.dtype is None else module.to(self.dtype)

    def forward_context(self, device):
        if self.mixed is not None:
            return torch.autocast(device.type, dtype=self.mixed)
        return contextlib.nullcontext()

    def before_step(self, module, optimizer):
        module.on_before_optimizer_step(optimizer)
        if module.automatic_optimization:
            module.configure_gradient_clipping(
                optimizer, gradient_clip_val=self.clip_value, gradient_clip_algorithm=self.clip_algorithm
            )
