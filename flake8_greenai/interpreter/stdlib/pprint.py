"""pprint: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

pprint = pp = nothing


def __getattr__(name):
    return outside("pprint", name)
