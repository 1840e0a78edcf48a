"""reprlib: what is not here has no effect and an unknown result."""

from _greenai import outside


def recursive_repr(fillvalue="..."):
    return lambda function: function


def __getattr__(name):
    return outside("reprlib", name)
