"""distutils.util: what is not here has no effect and an unknown result."""

from _greenai import outside


def strtobool(val):
    val = val.lower()
    if val in ("y", "yes", "t", "true", "on", "1"):
        return 1
    if val in ("n", "no", "f", "false", "off", "0"):
        return 0
    raise ValueError(f"invalid truth value {val!r}")


def __getattr__(name):
    return outside("distutils.util", name)
