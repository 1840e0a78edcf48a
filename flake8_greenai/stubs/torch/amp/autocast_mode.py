"""autocast: contractions run in a low-precision dtype."""
import functools

import torch
import torch._C as _C


def is_autocast_available(device_type):
    return True


class autocast:
    def __init__(self, device_type, dtype=None, enabled=True, cache_enabled=None):
        self.device = device_type
        self.fast_dtype = dtype if dtype is not None else torch.get_autocast_dtype(device_type)
        self._enabled = enabled

    def __enter__(self):
        self.prev = _C._set_autocast(self.device, self.fast_dtype if self._enabled else None)
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        _C._set_autocast(self.device, self.prev)

    def __call__(self, func):
        @functools.wraps(func)
        def decorated(*args, **kwargs):
            with self:
                return func(*args, **kwargs)

        return decorated


def custom_fwd(fwd=None, *, device_type=None, cast_inputs=None):
    return fwd if fwd is not None else (lambda fn: fn)


def custom_bwd(bwd=None, *, device_type=None):
    return bwd if bwd is not None else (lambda fn: fn)
