"""tracemalloc: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

start = stop = nothing


def __getattr__(name):
    return outside("tracemalloc", name)
