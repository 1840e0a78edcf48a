"""socketserver: what is not here has no effect and an unknown result."""

from _greenai import outside


class BaseRequestHandler: pass
class TCPServer: pass
class ThreadingMixIn: pass


def __getattr__(name):
    return outside("socketserver", name)
