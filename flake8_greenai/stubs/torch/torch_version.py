"""Comparable version."""


class TorchVersion(str):
    pass


__version__ = "2.13.0"
