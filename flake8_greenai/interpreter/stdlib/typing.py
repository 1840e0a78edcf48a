"""typing: everything can be imported and subscripted; only what programs inspect has an effect."""

import collections
from abc import ABCMeta
from _collections_abc import *
from _collections_abc import Callable, Set as AbstractSet
from contextlib import AbstractContextManager as ContextManager, AbstractAsyncContextManager as AsyncContextManager
from re import Match, Pattern

TYPE_CHECKING = False
Dict, List, Tuple, FrozenSet, Type = dict, list, tuple, frozenset, type
Set = set
Text = str
OrderedDict, DefaultDict, Counter, Deque, ChainMap = (
    collections.OrderedDict, collections.defaultdict, collections.Counter, collections.deque, collections.ChainMap)


class _Alias:
    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)

    def __getitem__(self, item):
        return self

    def __or__(self, other):
        return Union[self, other]

    __ror__ = __or__

    def __eq__(self, other):
        return isinstance(other, _Alias) and self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__args__)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if origin is Generic or origin is Protocol:
            later = bases[bases.index(self) + 1:]
            if any(isinstance(base, type) and issubclass(base, origin) for base in later):
                return ()
        return (origin,) if isinstance(origin, type) else ()

    def __instancecheck__(self, instance):
        if self.__origin__ is Union:
            return any(isinstance(instance, arg) for arg in self.__args__ if arg is not Any)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __repr__(self):
        return f"{self.__origin__!r}[{', '.join(map(repr, self.__args__))}]"


class _Form:
    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return _Alias(self, item)

    def __or__(self, other):
        return Union[self, other]

    __ror__ = __or__

    def __call__(self, *args, **kwargs):
        return args[0] if args else None

    def __mro_entries__(self, bases):
        return ()

    def __repr__(self):
        return f"typing.{self._name}"


class _UnionForm(_Form):
    def __getitem__(self, items):
        flat = []
        for item in items if isinstance(items, tuple) else (items,):
            if item is None:
                item = type(None)
            for part in item.__args__ if type(item) is _Alias and item.__origin__ is Union else item if type(item) is tuple else (item,):
                if part not in flat:
                    flat.append(part)
        return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat))


class _OptionalForm(_Form):
    def __getitem__(self, item):
        return Union[item, None]


Union = _UnionForm("Union")
Optional = _OptionalForm("Optional")


class Any: pass


Literal, Final, ClassVar = _Form("Literal"), _Form("Final"), _Form("ClassVar")
Annotated, Concatenate, Unpack, TypeGuard, TypeIs = _Form("Annotated"), _Form("Concatenate"), _Form("Unpack"), _Form("TypeGuard"), _Form("TypeIs")
Required, NotRequired, ReadOnly, TypeForm = _Form("Required"), _Form("NotRequired"), _Form("ReadOnly"), _Form("TypeForm")
NoReturn, Never, Self, LiteralString, TypeAlias = _Form("NoReturn"), _Form("Never"), _Form("Self"), _Form("LiteralString"), _Form("TypeAlias")


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound

    def __or__(self, other):
        return Union[self, other]

    __ror__ = __or__

    def __repr__(self):
        return "~" + self.__name__


class ParamSpec(TypeVar):
    args = kwargs = None


class TypeVarTuple(TypeVar):
    def __iter__(self):
        return iter((self,))


class Generic:
    def __class_getitem__(cls, item):
        return _Alias(cls, item) if cls is Generic or cls is Protocol else cls


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if getattr(cls, "_is_runtime_protocol", False) and cls.__dict__.get("_is_protocol"):
            return all(hasattr(instance, name) for name in _protocol_names(cls))
        return ABCMeta.__instancecheck__(cls, instance)


def _protocol_names(cls):
    names = []
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol") and base is not Protocol:
            for name in [*base.__dict__, *base.__dict__.get("__annotations__", {})]:
                if name not in names and not name.startswith("_is_") and name not in _NOT_PROTOCOL:
                    names.append(name)
    return names


_NOT_PROTOCOL = ("__module__", "__qualname__", "__doc__", "__annotations__", "__abstractmethods__", "__init__", "__slots__", "__dict__",
                 "__orig_bases__", "_abc_registry", "__class_getitem__", "__init_subclass__", "__weakref__", "__parameters__")


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        cls._is_protocol = any(base is Protocol for base in cls.__bases__)


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


runtime = runtime_checkable


class SupportsInt(Protocol):
    _is_runtime_protocol = True
    def __int__(self): pass


class SupportsFloat(Protocol):
    _is_runtime_protocol = True
    def __float__(self): pass


class SupportsIndex(Protocol):
    _is_runtime_protocol = True
    def __index__(self): pass


class SupportsAbs(Protocol):
    _is_runtime_protocol = True
    def __abs__(self): pass


class SupportsRound(Protocol):
    _is_runtime_protocol = True
    def __round__(self): pass


class _NamedTupleMeta(type):
    def __new__(mcs, name, bases, namespace, **kwargs):
        if "_is_root" in namespace:
            return super().__new__(mcs, name, bases, namespace)
        fields = list(namespace.get("__annotations__", {}))
        defaults = [namespace[field] for field in fields if field in namespace]
        cls = collections.namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        for key, value in namespace.items():
            if key not in fields and key not in ("__module__", "__qualname__", "__slots__", "__new__"):
                setattr(cls, key, value)
        return cls

    def __call__(cls, typename, fields=(), **kwargs):
        pairs = list(fields) or list(kwargs.items())
        made = collections.namedtuple(typename, [name for name, kind in pairs])
        made.__annotations__ = dict(pairs)
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    _is_root = True


class _TypedDictMeta(type):
    def __new__(mcs, name, bases, namespace, total=True, **kwargs):
        annotations = {}
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        namespace["__annotations__"] = annotations
        namespace["__total__"] = total
        namespace["__required_keys__"] = frozenset(annotations if total else ())
        namespace["__optional_keys__"] = frozenset(() if total else annotations)
        return super().__new__(mcs, name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        if cls is TypedDict:
            return _TypedDictMeta.__new__(_TypedDictMeta, args[0], (cls,), {"__annotations__": dict(args[1]) if len(args) > 1 else {}})
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictMeta):
    def __class_getitem__(cls, item):
        return cls


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __or__(self, other):
        return Union[self, other]


class TypeAliasType(NewType):
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value

    def __getitem__(self, item):
        return self


class ForwardRef:
    def __init__(self, arg, **kwargs):
        self.__forward_arg__ = arg


class IO(Generic): pass
class TextIO(IO): pass
class BinaryIO(IO): pass


AnyStr = TypeVar("AnyStr", bytes, str)
T = TypeVar("T")
KT, VT, T_co = TypeVar("KT"), TypeVar("VT"), TypeVar("T_co")


def cast(typ, val):
    return val


def overload(func):
    return func


def get_overloads(func):
    return []


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def no_type_check_decorator(decorator):
    return decorator


def dataclass_transform(**kwargs):
    return lambda cls: cls


def reveal_type(obj):
    return obj


def assert_type(val, typ):
    return val


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def get_origin(tp):
    if type(tp) is tuple:
        return Union
    return tp.__origin__ if type(tp) is _Alias else None


def get_args(tp):
    if type(tp) is tuple:
        return tp
    return tp.__args__ if type(tp) is _Alias else ()


def is_typeddict(tp):
    return isinstance(type(tp), type) and type(tp) is _TypedDictMeta


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            for name, text in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _evaluated(text, base)
    else:
        for name, text in _annotations(obj).items():
            hints[name] = _evaluated(text, obj)
    return hints
