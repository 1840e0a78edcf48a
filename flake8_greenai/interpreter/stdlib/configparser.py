"""configparser: what is not here has no effect and an unknown result."""

from _greenai import outside


class Error(Exception): pass
class NoSectionError(Error): pass
class NoOptionError(Error): pass


def __getattr__(name):
    return outside("configparser", name)
