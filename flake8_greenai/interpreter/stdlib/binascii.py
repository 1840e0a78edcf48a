"""binascii: what is not here has no effect and an unknown result."""

from _greenai import outside


class Error(ValueError): pass


def __getattr__(name):
    return outside("binascii", name)
