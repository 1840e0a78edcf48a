"""fcntl: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

flock = fcntl = ioctl = lockf = nothing

LOCK_EX, LOCK_NB, LOCK_SH, LOCK_UN = 2, 4, 1, 8


def __getattr__(name):
    return outside("fcntl", name)
