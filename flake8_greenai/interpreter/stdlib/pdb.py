"""pdb: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

set_trace = nothing


def __getattr__(name):
    return outside("pdb", name)
