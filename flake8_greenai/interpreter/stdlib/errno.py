"""errno: what is not here has no effect and an unknown result."""

from _greenai import outside

ENOENT, EEXIST, EACCES, EPERM, EINTR, EAGAIN, EINVAL, EPIPE, ENOSPC, ENOTEMPTY = 2, 17, 13, 1, 4, 11, 22, 32, 28, 39


def __getattr__(name):
    return outside("errno", name)
