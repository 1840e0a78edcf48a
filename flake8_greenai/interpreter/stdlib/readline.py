"""readline: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

parse_and_bind = nothing


def __getattr__(name):
    return outside("readline", name)
