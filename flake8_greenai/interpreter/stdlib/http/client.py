"""http.client: what is not here has no effect and an unknown result."""

from _greenai import outside


class HTTPException(Exception): pass


def __getattr__(name):
    return outside("http.client", name)
