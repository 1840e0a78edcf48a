"""site: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

addsitedir = nothing


def __getattr__(name):
    return outside("site", name)
