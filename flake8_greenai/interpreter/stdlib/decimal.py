"""decimal: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

setcontext = nothing


def __getattr__(name):
    return outside("decimal", name)
