"""builtins."""

from _greenai import builtin


def __getattr__(name):
    return builtin(name)
