"""ctypes: what is not here has no effect and an unknown result."""

from _greenai import outside


class Structure: pass
class Union: pass
class CDLL:
    def __init__(self, *args, **kwargs): pass

    def __getattr__(self, name):
        return outside("ctypes.CDLL", name)


def __getattr__(name):
    return outside("ctypes", name)
