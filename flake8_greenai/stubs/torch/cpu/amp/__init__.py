"""Mixed precision on CPU."""
import torch
import torch.amp as _amp


class autocast(_amp.autocast):
    def __init__(self, enabled=True, dtype=None, cache_enabled=True):
        super().__init__("cpu", dtype or torch.bfloat16, enabled)
