"""resource: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

setrlimit = nothing

RLIMIT_NOFILE, RUSAGE_SELF = 7, 0


def __getattr__(name):
    return outside("resource", name)
