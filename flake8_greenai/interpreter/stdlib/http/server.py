"""http.server: what is not here has no effect and an unknown result."""

from _greenai import outside


class BaseHTTPRequestHandler: pass
class SimpleHTTPRequestHandler(BaseHTTPRequestHandler): pass
class HTTPServer: pass


def __getattr__(name):
    return outside("http.server", name)
