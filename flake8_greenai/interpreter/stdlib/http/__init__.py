"""http: what is not here has no effect and an unknown result."""

from _greenai import outside


class HTTPStatus: pass


def __getattr__(name):
    return outside("http", name)
