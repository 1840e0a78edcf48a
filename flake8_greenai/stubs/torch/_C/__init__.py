"""The part of the compiled core that Python code names; modes are host functions (flake8_greenai/ops/modes.py)."""
from torch import Generator, Size, device, dtype
import torch._C._nn as _nn


class _Classes:
    def __getattr__(self, name):
        raise RuntimeError(f"Tried to instantiate class '{name}', but it does not exist!")

    def load_library(self, path):
        pass


class ScriptObject:
    pass


class DispatchKey:
    pass


class Value:
    pass


class Graph:
    pass


def _log_api_usage_once(message):
    pass


def _log_api_usage_metadata(event, metadata):
    pass


def _get_tracing_state():
    return None


def _is_tracing():
    return False


def _cuda_getDeviceCount():
    return 0


def _jit_set_profiling_executor(mode):
    return False


def _jit_set_profiling_mode(mode):
    return False


def _jit_override_can_fuse_on_gpu(mode):
    pass


def _jit_set_texpr_fuser_enabled(mode):
    pass


def _jit_set_nvfuser_enabled(mode):
    pass


def _dispatch_has_kernel_for_dispatch_key(name, key):
    return False


class DisableTorchFunctionSubclass:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


DisableTorchFunction = DisableTorchFunctionSubclass
