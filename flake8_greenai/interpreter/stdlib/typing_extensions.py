"""typing_extensions."""

from typing import *
from typing import AnyStr, TYPE_CHECKING


class deprecated:
    def __init__(self, message, /, *, category=None, stacklevel=1):
        self.message = message

    def __call__(self, arg, /):
        return arg


class Sentinel:
    def __init__(self, name, repr=None):
        self._name = name


def get_annotations(obj, **kwargs):
    return dict(getattr(obj, "__annotations__", {}))


Doc = str
