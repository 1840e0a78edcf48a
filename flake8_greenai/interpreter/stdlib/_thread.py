"""_thread: what is not here has no effect and an unknown result."""

from _greenai import outside


def get_ident():
    return 1


def __getattr__(name):
    return outside("_thread", name)
