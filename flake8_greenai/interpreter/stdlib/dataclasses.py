"""dataclasses: classes are processed by a host primitive."""

import copy


class _MISSING_TYPE:
    def __repr__(self):
        return "MISSING"


class _KW_ONLY_TYPE: pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()


class FrozenInstanceError(AttributeError): pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only

    def __class_getitem__(cls, item):
        return cls


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    options = {"init": init, "repr": repr, "eq": eq, "order": order, "unsafe_hash": unsafe_hash, "frozen": frozen,
               "match_args": match_args, "kw_only": kw_only, "slots": slots}

    def wrap(cls):
        cls = _process(cls, options)
        if frozen:
            _freeze(cls)
        return cls

    return wrap if cls is None else wrap(cls)


def _freeze(cls):
    names = set(cls.__dataclass_fields__)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _plain(obj, dict_factory, convert):
    if hasattr(type(obj), "__dataclass_fields__"):
        return convert(obj, dict_factory)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_plain(v, dict_factory, convert) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_plain(v, dict_factory, convert) for v in obj])
    if isinstance(obj, dict):
        pairs = [(_plain(k, dict_factory, convert), _plain(v, dict_factory, convert)) for k, v in obj.items()]
        return type(obj)(obj.default_factory, pairs) if hasattr(type(obj), "__missing__") and hasattr(obj, "default_factory") else type(obj)(pairs)
    return copy.deepcopy(obj)


def _as_dict(obj, dict_factory):
    return dict_factory([(f.name, _plain(getattr(obj, f.name), dict_factory, _as_dict)) for f in fields(obj)])


def _as_tuple(obj, tuple_factory):
    return tuple_factory([_plain(getattr(obj, f.name), tuple_factory, _as_tuple) for f in fields(obj)])


def asdict(obj, *, dict_factory=dict):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as_dict(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def replace(obj, /, **changes):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f._init_only:
                if f.default is MISSING:
                    raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            else:
                changes[f.name] = getattr(obj, f.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            item = (item, "typing.Any")
        annotations[item[0]] = item[1]
        if len(item) == 3:
            body[item[0]] = item[2]
    body["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, body), **options)
