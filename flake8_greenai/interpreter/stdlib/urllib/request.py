"""urllib.request: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

urlretrieve = install_opener = nothing


class Request:
    def __init__(self, *args, **kwargs): pass


def __getattr__(name):
    return outside("urllib.request", name)
