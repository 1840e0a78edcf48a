"""doctest: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

testmod = nothing


def __getattr__(name):
    return outside("doctest", name)
