"""abc: the checks are host primitives."""


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _find_abstract(cls)
        return cls

    def register(cls, subclass):
        return _register(cls, subclass)

    def __instancecheck__(cls, instance):
        return _instance_check(cls, instance)

    def __subclasscheck__(cls, subclass):
        return _subclass_check(cls, subclass)

    def __call__(cls, *args, **kwargs):
        if cls.__abstractmethods__:
            _refuse(cls)
        return super().__call__(*args, **kwargs)


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True


def update_abstractmethods(cls):
    if isinstance(cls, ABCMeta):
        _find_abstract(cls)
    return cls


def get_cache_token():
    return 0
