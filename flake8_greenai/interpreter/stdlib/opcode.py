"""opcode: what is not here has no effect and an unknown result."""

from _greenai import outside


def __getattr__(name):
    return outside("opcode", name)
