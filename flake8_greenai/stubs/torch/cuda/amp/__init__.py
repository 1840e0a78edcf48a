"""Mixed precision on CUDA."""
import torch.amp as _amp
import torch.cuda.amp.autocast_mode as autocast_mode
from torch.cuda.amp.autocast_mode import autocast
from torch.amp import custom_bwd, custom_fwd


class GradScaler(_amp.GradScaler):
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True):
        super().__init__("cuda", init_scale, growth_factor, backoff_factor, growth_interval, enabled)
