"""functools: partial, caches, wraps, dispatch. reduce, wraps and update_wrapper are host primitives."""

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


class partial:
    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"functools.partial({', '.join(parts)})"

    def __class_getitem__(cls, item):
        return cls


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(func, "__get__"):
            func = func.__get__(obj, cls)
        elif obj is not None:
            return partial(func, obj, *self.args, **self.keywords)
        return partial(func, *self.args, **self.keywords)


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])


class _lru_cache_wrapper:
    def __init__(self, function, maxsize, typed):
        self._store = {}
        self._maxsize = maxsize
        self._typed = typed
        self._hits = 0
        self._misses = 0
        update_wrapper(self, function)
        self.__wrapped__ = function

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return partial(self, obj)

    def cache_clear(self):
        self._store.clear()
        self._hits = self._misses = 0

    def cache_info(self):
        return _CacheInfo((self._hits, self._misses, self._maxsize, len(self._store)))

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _lru_cache_wrapper(maxsize, 128, typed)
    return lambda function: _lru_cache_wrapper(function, maxsize, typed)


def cache(function):
    return _lru_cache_wrapper(function, None, False)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        store = instance.__dict__
        if self.attrname not in store:
            store[self.attrname] = self.func(instance)
        return store[self.attrname]


def cmp_to_key(mycmp):
    class K:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


def _derived(method, also_equal, negate):
    def compare(self, other):
        result = method(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
            return (result and self != other) if also_equal else result
        return result or self == other

    return compare


_ORDERS = {"__lt__": ("__le__", "__gt__", "__ge__"), "__le__": ("__lt__", "__ge__", "__gt__"),
           "__gt__": ("__ge__", "__lt__", "__le__"), "__ge__": ("__gt__", "__le__", "__lt__")}


def total_ordering(cls):
    roots = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if any(name in c.__dict__ for c in cls.__mro__ if c is not object)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = roots[0]
    method = getattr(cls, root)
    strict = root in ("__lt__", "__gt__")
    with_equal, reverse, negated = _ORDERS[root]
    if with_equal not in roots:
        setattr(cls, with_equal, _derived(method, False, False) if strict else (lambda self, other: method(self, other) and self != other))
    if reverse not in roots:
        setattr(cls, reverse, _derived(method, True, True) if strict else (lambda self, other: not method(self, other) or self == other))
    if negated not in roots:
        setattr(cls, negated, _derived(method, False, True))
    return cls


class _Dispatcher:
    def __init__(self, func):
        self.registry = {object: func}
        update_wrapper(self, func)

    def dispatch(self, cls):
        for base in cls.__mro__:
            if base in self.registry:
                return self.registry[base]
        for registered, function in self.registry.items():
            if registered is not object and issubclass(cls, registered):
                return function
        return self.registry[object]

    def register(self, cls, func=None):
        if func is not None:
            self.registry[cls] = func
            return func
        if isinstance(cls, type):
            return lambda function: self.register(cls, function)
        from _greenai import first_annotation
        self.registry[first_annotation(cls)] = cls
        return cls

    def __call__(self, *args, **kwargs):
        if not args:
            raise TypeError("singledispatch function requires at least 1 positional argument")
        return self.dispatch(type(args[0]))(*args, **kwargs)


def singledispatch(func):
    return _Dispatcher(func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = _Dispatcher(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(type(args[0]))
            return (found.__get__(obj, cls) if hasattr(found, "__get__") else found)(*args, **kwargs)

        return method
