"""ssl: what is not here has no effect and an unknown result."""

from _greenai import outside


class SSLError(OSError): pass


def __getattr__(name):
    return outside("ssl", name)
