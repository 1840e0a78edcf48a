"""faulthandler: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

enable = disable = nothing


def __getattr__(name):
    return outside("faulthandler", name)
