"""CUDA: no device is present while source is analysed."""
import torch
import torch.cuda.amp as amp
import torch.cuda.nvtx as nvtx
from torch import Generator, Stream


class Event:
    def __init__(self, *args, **kwargs):
        pass

    def record(self, stream=None):
        pass

    def synchronize(self):
        pass

    def wait(self, stream=None):
        pass

    def elapsed_time(self, end_event):
        return 0.0


class _Context:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


class device(_Context):
    pass


class device_of(_Context):
    pass


class stream(_Context):
    pass


class graph(_Context):
    pass


OutOfMemoryError = torch.OutOfMemoryError


def is_available():
    return False


def is_initialized():
    return False


def is_bf16_supported(including_emulation=True):
    return False


def init():
    pass


def device_count():
    return 0


def current_device():
    return 0


def set_device(device):
    pass


def get_device_name(device=None):
    return ""


def get_device_capability(device=None):
    return (0, 0)


def get_arch_list():
    return []


def current_stream(device=None):
    return Stream()


def default_stream(device=None):
    return Stream()


def synchronize(device=None):
    pass


def empty_cache():
    pass


def ipc_collect():
    pass


def manual_seed(seed):
    pass


def manual_seed_all(seed):
    pass


def get_rng_state(device="cuda"):
    return torch.empty(0, dtype=torch.uint8)


def get_rng_state_all():
    return []


def set_rng_state(new_state, device="cuda"):
    pass


def set_rng_state_all(new_states):
    pass


def memory_allocated(device=None):
    return 0


def max_memory_allocated(device=None):
    return 0


def memory_reserved(device=None):
    return 0


def max_memory_reserved(device=None):
    return 0


def memory_cached(device=None):
    return 0


def reset_peak_memory_stats(device=None):
    pass


def reset_max_memory_allocated(device=None):
    pass


def memory_summary(device=None, abbreviated=False):
    return ""
