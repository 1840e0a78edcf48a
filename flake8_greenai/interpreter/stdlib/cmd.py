"""cmd: what is not here has no effect and an unknown result."""

from _greenai import outside


class Cmd: pass


def __getattr__(name):
    return outside("cmd", name)
