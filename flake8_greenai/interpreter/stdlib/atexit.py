"""atexit."""

from _greenai import nothing

unregister = nothing


def register(func, *args, **kwargs):
    return func
