"""glob: what is not here has no effect and an unknown result."""

from _greenai import outside


def escape(pathname):
    return pathname


def __getattr__(name):
    return outside("glob", name)
