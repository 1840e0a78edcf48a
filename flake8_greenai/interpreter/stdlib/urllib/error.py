"""urllib.error: what is not here has no effect and an unknown result."""

from _greenai import outside


class URLError(OSError): pass
class HTTPError(URLError): pass
class ContentTooShortError(URLError): pass


def __getattr__(name):
    return outside("urllib.error", name)
