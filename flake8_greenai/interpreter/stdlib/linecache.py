"""linecache: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

clearcache = checkcache = nothing


def __getattr__(name):
    return outside("linecache", name)
