"""zlib: what is not here has no effect and an unknown result."""

from _greenai import outside


class error(Exception): pass


def __getattr__(name):
    return outside("zlib", name)
