"""Accelerators."""
from _greenai import outside


def find_usable_cuda_devices(num_devices=-1):
    return list(range(max(num_devices, 1)))


def __getattr__(name):
    return outside("lightning.pytorch.accelerators", name)
