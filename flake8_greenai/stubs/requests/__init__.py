"""HTTP: nothing is requested, what comes back is unknown."""
from _greenai import outside


class RequestException(IOError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class Response:
    pass


def __getattr__(name):
    return outside("requests", name)
