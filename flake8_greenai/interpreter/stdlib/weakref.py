"""weakref: objects live as long as the analysis."""

import collections
from _greenai import nothing


class ref:
    def __init__(self, object, callback=None):
        self._object = object

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return isinstance(other, ref) and self._object is other._object

    def __hash__(self):
        return hash(self._object)

    def __class_getitem__(cls, item):
        return cls


ReferenceType = WeakMethod = ref


def proxy(object, callback=None):
    return object


class finalize:
    alive = True

    def __init__(self, obj, func, /, *args, **kwargs): pass

    def __call__(self, _=None): pass

    detach = peek = nothing


ProxyType = CallableProxyType = ref
ProxyTypes = ()
getweakrefcount = nothing


class WeakValueDictionary(dict): pass


class WeakKeyDictionary(dict):
    pass


class WeakSet(set): pass
