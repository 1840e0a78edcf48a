"""autocast on CUDA."""
import torch
import torch.amp.autocast_mode as _mode


class autocast(_mode.autocast):
    def __init__(self, enabled=True, dtype=None, cache_enabled=True):
        super().__init__("cuda", dtype or torch.float16, enabled)
