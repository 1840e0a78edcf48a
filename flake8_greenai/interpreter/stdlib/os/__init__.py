"""os: a machine without environment variables whose files are not looked at."""

import abc
from _collections_abc import MutableMapping
from _greenai import unknown
from os import path

name, sep, altsep, extsep, pathsep, linesep, curdir, pardir, devnull, defpath = "posix", "/", None, ".", ":", "\n", ".", "..", "/dev/null", "/bin"
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
error = OSError


class _Environ(MutableMapping):
    def __init__(self):
        self._set = {}

    def __getitem__(self, key):
        if key in self._set:
            return self._set[key]
        return unknown(f"environment variable {key} is not known")

    def get(self, key, default=None):
        return self._set.get(key, default)

    def __setitem__(self, key, value):
        self._set[key] = value

    def __delitem__(self, key):
        self._set.pop(key, None)

    def setdefault(self, key, value):
        return self._set.setdefault(key, value)

    def pop(self, key, default=None):
        return self._set.pop(key, default)

    def __contains__(self, key):
        return key in self._set

    def __iter__(self):
        return iter(self._set)

    def __len__(self):
        return len(self._set)

    def copy(self):
        return dict(self._set)


environ = environb = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


class PathLike(abc.ABC):
    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "__fspath__")

    def __class_getitem__(cls, item):
        return cls


class DirEntry: pass
class stat_result: pass


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(1)
