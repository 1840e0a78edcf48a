"""HTTP: nothing is requested."""


class HTTPError(Exception):
    pass


class Response:
    pass


class Session:
    pass
