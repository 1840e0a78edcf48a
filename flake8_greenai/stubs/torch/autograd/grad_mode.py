"""Contexts and decorators that switch the recording of gradients."""
import functools

import torch._C as _C


class _GradMode:
    # As a context manager or as a decorator, with or without a call.
    mode = False

    def __new__(cls, orig_func=None, *args, **kwargs):
        if orig_func is None or isinstance(orig_func, bool):
            return object.__new__(cls)
        return cls()(orig_func)

    def __init__(self, mode=None):
        if isinstance(mode, bool):
            self.mode = self._resolve(mode)

    def _resolve(self, mode):
        return mode

    def __enter__(self):
        self.prev = _C._set_grad_enabled(self.mode)

    def __exit__(self, exc_type, exc_value, traceback):
        _C._set_grad_enabled(self.prev)

    def clone(self):
        return type(self)()

    def __call__(self, func):
        if isinstance(func, type):
            return func

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            previous = _C._set_grad_enabled(self.mode)
            try:
                return func(*args, **kwargs)
            finally:
                _C._set_grad_enabled(previous)

        return wrapper


class no_grad(_GradMode):
    pass


class enable_grad(_GradMode):
    mode = True


class inference_mode(_GradMode):
    def _resolve(self, mode):
        return not mode


class set_grad_enabled(_GradMode):
    def __init__(self, mode):
        self.mode = bool(mode)
        self.prev = _C._set_grad_enabled(self.mode)

    def __enter__(self):
        pass

    def __call__(self, func):
        _C._set_grad_enabled(self.prev)
        return super().__call__(func)


class set_multithreading_enabled:
    def __init__(self, mode):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


_force_original_view_tracking = set_multithreading_enabled
