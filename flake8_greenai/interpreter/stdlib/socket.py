"""socket: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

setdefaulttimeout = nothing


class error(OSError): pass
class timeout(error): pass
class gaierror(error): pass


AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM, SOCK_DGRAM, SOL_SOCKET, SO_REUSEADDR = 2, 10, 1, 1, 2, 1, 2


def __getattr__(name):
    return outside("socket", name)
