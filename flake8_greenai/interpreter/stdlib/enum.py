"""enum."""


class auto:
    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member(nonmember): pass


property = property
STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"
FlagBoundary = str


class EnumType(type):
    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        names = _candidates(cls, classdict)
        body = {name: value for name, value in classdict.items() if name not in names}
        values = {}
        for name in names:
            value = classdict[name]
            if type(value) is nonmember:
                body[name] = value.value
            else:
                values[name] = value.value if type(value) is member else value
        if values:
            for base in bases:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        self = super().__new__(metacls, cls, bases, body, **kwds)
        self._member_names_ = []
        self._member_map_ = {}
        self._value2member_map_ = {}
        self._member_type_ = _data_type(self)
        if self._member_type_ is not object:
            _adopt(self)
        last = []
        for name, value in values.items():
            _add_member(self, name, value, last)
        return self

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            found = _by_value(cls, value)
            if found is NotImplemented:
                found = cls._missing_(value)
                if found is None:
                    raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            return found
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, dict):
            names = list(names.items())
        body = {}
        for i, item in enumerate(names):
            if isinstance(item, str):
                body[item] = cls._generate_next_value_(item, start, i, list(body.values()))
            else:
                body[item[0]] = item[1]
        return EnumType.__new__(EnumType, value, (cls,) if type is None else (type, cls), body)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        return isinstance(value, cls) or _by_value(cls, value) is not NotImplemented

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if issubclass(cls, Flag) else f"<enum {cls.__name__!r}>"

    def __dir__(cls):
        return ["__class__", "__doc__", "__members__", "__module__", *cls._member_names_]


EnumMeta = EnumType


def _data_type(cls):
    for base in cls.__mro__[1:]:
        if base is not object and not isinstance(base, EnumType):
            for data in (int, str, float, bytes, tuple, list, dict, set, frozenset, complex):
                if issubclass(base, data):
                    return data
    return object


def _resolved(cls, name, value, last):
    if type(value) is not auto:
        return value
    if value.value is None:
        value.value = cls._generate_next_value_(name, 1, len(last), list(last))
    return value.value


def _add_member(cls, name, value, last):
    if type(value) is tuple:
        value = tuple([_resolved(cls, name, item, last) for item in value])
    else:
        value = _resolved(cls, name, value, last)
    args = value if type(value) is tuple and cls._member_type_ is not tuple else (value,)
    new = cls.__new__
    self = object.__new__(cls) if new is object.__new__ else new(cls, *args)
    if "_value_" not in self.__dict__:
        self._value_ = value if cls._member_type_ is object else _data_value(cls._member_type_, args, value)
    self._name_ = name
    if _custom_init(cls):
        self.__init__(*args)
    last.append(self._value_)
    known = _by_value(cls, self._value_)
    if known is not NotImplemented:
        self = known
    else:
        if not issubclass(cls, Flag) or _is_single_bit(self._value_):
            cls._member_names_.append(name)
        self._sort_order_ = len(cls._member_map_)
        try:
            cls._value2member_map_[self._value_] = self
        except TypeError:
            pass
    cls._member_map_[name] = self
    type.__setattr__(cls, name, self)


def _data_value(data, args, value):
    try:
        return data(*args)
    except TypeError:
        return value


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class Enum(metaclass=EnumType):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return max(last_values) + 1 if last_values else start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str(self).__format__(format_spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum): pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return format(self._value_, format_spec)


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 1 << max(last_values).bit_length() if last_values else start

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        every = 0
        for known in cls:
            every |= known._value_
        if value < 0:
            return cls(every & value)
        if value & ~every and not issubclass(cls, int):
            raise ValueError(f"{cls!r} invalid value {value!r}")
        self = cls.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        self._value_ = value
        self._name_ = "|".join([known._name_ for known in cls if known._value_ & value]) or None
        cls._value2member_map_[value] = self
        return self

    def _bits(self, other):
        return other._value_ if isinstance(other, Flag) else other

    def __or__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ | self._bits(other))

    def __and__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ & self._bits(other))

    def __xor__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ ^ self._bits(other))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return self.__class__(~self._value_)

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([known for known in self.__class__ if known._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}({self._value_})" if self._name_ is None else f"{self.__class__.__name__}.{self._name_}"


class IntFlag(int, Flag):
    def __str__(self):
        return str(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)


def unique(enumeration):
    aliases = [f"{name} -> {known.name}" for name, known in enumeration.__members__.items() if name != known.name]
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(aliases)}")
    return enumeration


def global_enum(cls, update_str=False):
    return cls


def verify(*checks):
    return lambda cls: cls


CONTINUOUS, NAMED_FLAGS, UNIQUE = "continuous", "named flags", "one alias"
