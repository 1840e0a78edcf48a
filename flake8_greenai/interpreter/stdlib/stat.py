"""stat: what is not here has no effect and an unknown result."""

from _greenai import outside

S_IRUSR, S_IWUSR, S_IXUSR, S_IRWXU, S_IRGRP, S_IROTH = 256, 128, 64, 448, 32, 4


def __getattr__(name):
    return outside("stat", name)
