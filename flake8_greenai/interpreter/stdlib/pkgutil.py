"""pkgutil: what is not here has no effect and an unknown result."""

from _greenai import outside


def extend_path(path, name):
    return path


def iter_modules(path=None, prefix=""):
    return outside("pkgutil", "iter_modules")()


def __getattr__(name):
    return outside("pkgutil", name)
