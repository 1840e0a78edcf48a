"""code: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

interact = nothing


def __getattr__(name):
    return outside("code", name)
