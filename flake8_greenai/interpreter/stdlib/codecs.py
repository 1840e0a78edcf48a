"""codecs: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

register = nothing


def __getattr__(name):
    return outside("codecs", name)
