"""Plugins."""
from _greenai import nothing, outside

DDPPlugin = MixedPrecision = nothing


def __getattr__(name):
    return outside("lightning.pytorch.plugins", name)
