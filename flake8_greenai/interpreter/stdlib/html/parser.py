"""html.parser: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside


class HTMLParser:
    def __init__(self, **kwargs): pass

    feed = close = reset = nothing


def __getattr__(name):
    return outside("html.parser", name)
