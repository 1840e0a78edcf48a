"""locale: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

setlocale = nothing

LC_ALL, LC_CTYPE, LC_NUMERIC, LC_TIME = 6, 0, 1, 2


class Error(Exception): pass


def __getattr__(name):
    return outside("locale", name)
