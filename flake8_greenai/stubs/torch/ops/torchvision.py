"""Compiled operators of torchvision."""


def _cuda_version():
    return -1
