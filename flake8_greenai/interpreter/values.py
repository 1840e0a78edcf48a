"""The values that analysed programs compute with.

Concrete data are host objects (``int``, ``str``, ``list``, ``dict``, ...), so their semantics, identity and mutation are
Python's own. Everything that has interpreted behaviour is one of the classes below. An object whose class inherits a
built-in data type is an instance of the matching host type (:data:`DATA_INSTANCES`), so that host operations see its data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from flake8_greenai.interpreter.limits import MAX_BASES

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

Value = Any
"""A value of the analysed program: a host object or one of the classes of this module."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in analysed source: 1-based ``line``, 0-based ``column`` in characters."""

    file: str
    line: int
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


_LONGEST_REASON = 500
"""Characters of a reason: one that quotes another must not grow with each step of a loop."""


class Unknown:
    """A value that the analysis could not determine, with the first reason why and the place where it arose."""

    __slots__ = ("is_float", "is_general", "is_number", "location", "many", "options", "presumed", "reason", "sizes")

    def __init__(
        self,
        reason: str,
        location: Location | None = None,
        *,
        presumed: bool | None = None,
        is_number: bool = False,
        is_float: bool = False,
        many: tuple[Value, Value] | None = None,
    ) -> None:
        self.reason = reason if len(reason) <= _LONGEST_REASON else reason[:_LONGEST_REASON] + "..."
        self.location = location
        self.presumed = presumed
        """The truth that a program is followed with, stated as an assumption; None when every outcome is followed."""
        self.is_number = is_number or is_float
        self.is_float = is_float
        """Whether it is a number for certain, one that is no tensor."""
        self.sizes: tuple[Value, Value] | None = None
        """The two sizes of a comparison that is about whether they are equal, or of one with 0."""
        self.is_general: bool | None = None
        """Whether they may be any when the comparison holds, and are equal when it does not, or the other way round."""
        self.many = many
        """In a list or tuple: the item that stands here, and how many times, an unknown number of them."""
        self.options: tuple[Value, ...] = ()
        """The values of which it is one, where these are known."""

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r}, {self.location})"


class Instance:
    """An object of an interpreted class.

    ``cls`` is None for values made by host code (tensors, dtypes): their class is looked up by ``class_name`` when needed.
    """

    __slots__ = ("__weakref__", "attributes", "cls", "created")
    class_name: ClassVar[str] = ""

    def __init__(self, cls: Class | None) -> None:
        self.cls = cls
        self.created: Location | None = None
        self.attributes: dict[str, Value] = {}

    def plain(self, name: str) -> Value:
        """``self.name`` where reading it runs no code and was done before: a field, a method, plain data of the class; else MISSING."""
        cls = self.cls
        return self.field(cls, name) if cls is not None and (cls.is_plain or cls.reads_plainly) else MISSING

    def field(self, cls: Class, name: str) -> Value:
        """As :meth:`plain`, behind any ``__getattribute__`` of the program."""
        found = cls.cache.get(name, _UNSEEN)
        if found is MISSING:
            attributes = self.attributes
            if name in attributes:
                return attributes[name]
            for registry in cls.known_registries or cls.registries:
                values = attributes.get(registry)
                if values and name in values:
                    return values[name]
            return MISSING
        kind = type(found)
        if kind is Function:
            own = self.attributes.get(name, MISSING)
            return BoundMethod(found, self) if own is MISSING else own
        return self.attributes.get(name, found) if kind in _PLAIN_DATA else MISSING

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return compare_by_class(self, other)

    def __hash__(self) -> int:
        return hash_by_class(self)

    def __lt__(self, other: object) -> bool:
        method = self.cls.lookup("__lt__") if self.cls else None
        if method is None or self.cls is None:
            raise TypeError(f"'<' not supported between instances of {type_name(self)!r} and {type_name(other)!r}")
        return bool(self.cls.machine.truth(self.cls.machine.call(method, (self, other))))

    def __repr__(self) -> str:
        return f"<{type_name(self)} object>"


class Native(Instance):
    """A host value with identity semantics whose class has a stub or a primitive table named ``class_name``."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(None)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def snapshot(self) -> tuple[Any, ...]:
        """What operations may change in place, to be put back by :meth:`restore`."""
        return ()

    def restore(self, state: tuple[Any, ...]) -> None:
        """Put back what :meth:`snapshot` gave."""

    def substituted(self, name: str, to: Any) -> Native:
        """The value with a symbol replaced; itself when it holds none."""
        return self

    def replica(self) -> Callable[[], Native] | None:
        """What makes further values like this one, as its constructor would; None when it holds more than that gave it."""
        return None


def compare_by_class(left: Any, right: object) -> bool:
    """Equality by the interpreted ``__eq__`` of ``left``'s class, else identity."""
    cls = left.cls
    method = cls.lookup("__eq__") if cls is not None else None
    if isinstance(method, (Function, Primitive)):
        result = cls.machine.call(method, (left, right))
        return result is not NotImplemented and bool(cls.machine.truth(result))
    return left is right


def hash_by_class(value: Any) -> int:
    """Hash by the interpreted ``__hash__`` of the value's class, else by identity."""
    cls = value.cls
    method = cls.lookup("__hash__") if cls is not None else None
    if isinstance(method, (Function, Primitive)):
        result = cls.machine.call(method, (value,))
        if isinstance(result, int):
            return hash(result)
    return id(value) >> 4


def type_name(value: object) -> str:
    """The name of the value's class as an analysed program would print it."""
    cls = getattr(value, "cls", None)
    if isinstance(cls, Class):
        return cls.name
    if isinstance(value, Instance) and value.class_name:
        return value.class_name.rpartition(".")[2]
    if isinstance(value, Class):
        return "type"
    return type(value).__name__


class DataInstance:
    """Mixin of the host types below: an object of an interpreted class that inherits a built-in data type."""

    cls: Class
    attributes: dict[str, Value]


class ListInstance(DataInstance, list):  # type: ignore[type-arg]
    """Object of a class that inherits ``list``."""

    def __eq__(self, other: object) -> bool:
        return self is other or list.__eq__(self, other)

    __hash__ = None


class DictInstance(DataInstance, dict):  # type: ignore[type-arg]
    """Object of a class that inherits ``dict``."""


class SetInstance(DataInstance, set):  # type: ignore[type-arg]
    """Object of a class that inherits ``set``."""


class FrozenSetInstance(DataInstance, frozenset):  # type: ignore[type-arg]
    """Object of a class that inherits ``frozenset``."""


class TupleInstance(DataInstance, tuple):  # type: ignore[type-arg]
    """Object of a class that inherits ``tuple``."""


class StrInstance(DataInstance, str):
    """Object of a class that inherits ``str``."""


class BytesInstance(DataInstance, bytes):
    """Object of a class that inherits ``bytes``."""


class IntInstance(DataInstance, int):
    """Object of a class that inherits ``int``."""


class FloatInstance(DataInstance, float):
    """Object of a class that inherits ``float``."""


DATA_INSTANCES: dict[type, type] = {
    list: ListInstance,
    dict: DictInstance,
    set: SetInstance,
    frozenset: FrozenSetInstance,
    tuple: TupleInstance,
    str: StrInstance,
    bytes: BytesInstance,
    int: IntInstance,
    float: FloatInstance,
}


class Class:
    """A class of the analysed program, of a stub, or a built-in one (then ``host`` is the Python type)."""

    __slots__ = (
        "__weakref__", "after", "bases", "cache", "host", "is_plain", "is_stub", "known_registries", "location", "machine", "metaclass",
        "module", "mro", "name", "namespace", "qualname", "subclasses", "templates",
    )  # fmt: skip

    def __init__(
        self,
        machine: Machine,
        name: str,
        bases: tuple[Class, ...],
        namespace: dict[str, Value],
        *,
        module: str = "builtins",
        metaclass: Class | None = None,
        host: type | None = None,
        is_stub: bool = False,
        location: Location | None = None,
    ) -> None:
        self.machine = machine
        self.name = name
        self.qualname: str = namespace.get("__qualname__", name)
        self.module = module
        self.bases = bases
        self.namespace = namespace
        self.metaclass = metaclass
        self.host = host
        self.is_stub = is_stub
        self.location = location
        self.subclasses: list[Class] = []
        self.cache: dict[str, Value] = {}
        self.after: dict[tuple[Class, str], Value] = {}
        self.templates: dict[Any, Any] = {}
        """What its constructor makes of plain arguments, see :mod:`flake8_greenai.interpreter.templates`."""
        self.is_plain: bool | None = None
        """What :attr:`reads_plainly` was found to be."""
        self.known_registries: tuple[str, ...] | None = None
        """What :attr:`registries` were found to be."""
        self.mro: tuple[Class, ...] = linearize(self, bases)
        for base in bases:
            base.subclasses.append(self)

    @property
    def qualified_name(self) -> str:
        """``module.qualname``."""
        return f"{self.module}.{self.qualname}"

    def own(self, name: str) -> Value | None:
        """The attribute that this class itself defines, else None (no class attribute is stored as host None here)."""
        found = self.namespace.get(name, MISSING)
        if found is MISSING and self.is_stub:
            found = self.machine.primitive(f"{self.module}.{self.qualname}.{name}")
            if found is not MISSING:
                self.namespace[name] = found
        return found

    def find(self, name: str) -> Value:
        """The attribute found along the MRO, or MISSING."""
        try:
            return self.cache[name]
        except KeyError:
            pass
        found: Value = MISSING
        for cls in self.mro:
            found = cls.own(name)
            if found is not MISSING:
                break
        self.cache[name] = found
        return found

    def find_after(self, cls: Class, name: str) -> Value:
        """The attribute found along the MRO behind ``cls``, as ``super()`` looks it up; or MISSING."""
        try:
            return self.after[cls, name]
        except KeyError:
            pass
        behind = self.mro[self.mro.index(cls) + 1 :]
        found = next((found for found in (each.own(name) for each in behind) if found is not MISSING), MISSING)
        self.after[cls, name] = found
        return found

    def plain_method(self, name: str) -> Any:
        """The function that ``name`` was found to be, which calls through objects of the class bind; None for anything else."""
        found: Value = self.cache.get(name)
        kind = type(found)
        is_plain = kind is Function or (kind is Primitive and found.kind == "function")
        return found if is_plain and (self.is_plain or self.reads_plainly) else None

    @property
    def reads_plainly(self) -> bool:
        """Whether reading attributes of its objects calls no ``__getattribute__`` of the program."""
        if self.is_plain is None:
            self.is_plain = type(self.find("__getattribute__")) is not Function
        return self.is_plain

    @property
    def registries(self) -> tuple[str, ...]:
        """Fields of its objects in which a host ``__getattr__`` looks names up, if it says so; they are read without calling it."""
        if self.known_registries is None:
            hook = self.find("__getattr__")
            self.known_registries = hook.attributes.get(REGISTRIES, ()) if type(hook) is Primitive else ()
        return self.known_registries

    def lookup(self, name: str) -> Value | None:
        """The attribute found along the MRO, or None."""
        found = self.find(name)
        return None if found is MISSING else found

    def invalidate(self) -> None:
        """Forget cached lookups here and in all subclasses, after an attribute of the class was written."""
        self.cache.clear()
        self.after.clear()
        self.templates.clear()
        self.is_plain = self.known_registries = None
        for cls in self.subclasses:
            cls.invalidate()

    def is_subclass(self, other: Class) -> bool:
        """Whether ``other`` stands in the MRO."""
        return other in self.mro

    def __repr__(self) -> str:
        return f"<class {self.qualified_name!r}>"


class _Missing:
    """The type of MISSING."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()
"""Marks an absent attribute or argument; never a value of the analysed program."""
REGISTRIES = "registries"
"""Attribute of a host ``__getattr__``: the fields of an object, dicts, in which it looks names up in turn."""
_UNSEEN = object()
_PLAIN_DATA = frozenset({int, float, bool, str, tuple, list, dict, type(None)})


def linearize(cls: Class, bases: tuple[Class, ...]) -> tuple[Class, ...]:
    """C3 linearisation (https://www.python.org/download/releases/2.3/mro/).

    Raises:
        TypeError: when no consistent order exists.
    """
    if sum(len(base.mro) for base in bases) > MAX_BASES:
        raise TypeError(f"more than {MAX_BASES} base classes")
    if len(bases) == 1:
        return (cls, *bases[0].mro)
    sequences = [list(base.mro) for base in bases] + [list(bases)]
    result = [cls]
    while sequences := [sequence for sequence in sequences if sequence]:
        for sequence in sequences:
            candidate = sequence[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            names = ", ".join(base.name for base in bases)
            raise TypeError(f"Cannot create a consistent method resolution order (MRO) for bases {names}")
        result.append(candidate)
        for sequence in sequences:
            if sequence[0] is candidate:
                del sequence[0]
    return tuple(result)


class Function:
    """A function or lambda of the analysed program with its closure and evaluated defaults."""

    __slots__ = ("__weakref__", "attributes", "closure", "code", "defaults", "keyword_defaults", "module", "name", "owner", "qualname")

    def __init__(
        self,
        code: Any,
        module: Any,
        closure: Any,
        defaults: tuple[Value, ...],
        keyword_defaults: dict[str, Value],
        qualname: str,
        owner: Any,
    ) -> None:
        self.code = code
        self.module = module
        self.closure = closure
        self.defaults = defaults
        self.keyword_defaults = keyword_defaults
        self.name: str = code.name
        self.qualname = qualname
        self.owner = owner
        self.attributes: dict[str, Value] = {}

    def __repr__(self) -> str:
        return f"<function {self.qualname}>"


class BoundMethod:
    """A callable with its first argument bound."""

    __slots__ = ("function", "receiver")

    def __init__(self, function: Value, receiver: Value) -> None:
        self.function = function
        self.receiver = receiver

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BoundMethod) and other.function is self.function and other.receiver is self.receiver

    def __hash__(self) -> int:
        return hash((id(self.function), id(self.receiver)))


class Primitive:
    """A host function under a qualified name, called as ``invoke(machine, args, kwargs)``.

    ``kind`` is ``function``, ``property`` (read as an attribute), ``static`` or ``class``, as in a class body.
    """

    __slots__ = ("attributes", "function", "invoke", "kind", "name", "setter")

    def __init__(
        self,
        name: str,
        invoke: Callable[[Machine, tuple[Value, ...], dict[str, Value]], Value],
        kind: str = "function",
        setter: Callable[[Machine, Value, Value], None] | None = None,
        function: Callable[..., Any] | None = None,
    ) -> None:
        self.name = name
        self.invoke = invoke
        self.kind = kind
        self.setter = setter
        self.function = function
        """The host function whose signature names the arguments, None where there is none."""
        self.attributes: dict[str, Value] = {}

    def __repr__(self) -> str:
        return f"<built-in {self.name}>"


class Property:
    """``property(fget, fset, fdel)``."""

    __slots__ = ("deleter", "doc", "getter", "setter")

    def __init__(self, getter: Value = None, setter: Value = None, deleter: Value = None, doc: Value = None) -> None:
        self.getter = getter
        self.setter = setter
        self.deleter = deleter
        self.doc = doc


class StaticMethod:
    """``staticmethod(function)``."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class ClassMethod:
    """``classmethod(function)``."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class Super:
    """``super(cls, receiver)``: attribute lookups start after ``cls`` in the MRO of ``receiver``."""

    __slots__ = ("cls_after", "mro", "receiver")

    def __init__(self, cls_after: Class, receiver: Value, mro: tuple[Class, ...]) -> None:
        self.cls_after = cls_after
        self.receiver = receiver
        self.mro = mro


class GeneratorObject:
    """A running generator: ``resume(value)`` continues it until the next yield; StopIteration ends it."""

    __slots__ = ("__weakref__", "close", "name", "resume", "throw")

    def __init__(
        self, resume: Callable[[Value], Value], throw: Callable[[BaseException], Value], close: Callable[[], None], name: str
    ) -> None:
        self.resume = resume
        self.throw = throw
        self.close = close
        self.name = name

    def __iter__(self) -> Iterator[Value]:
        return self

    def __next__(self) -> Value:
        return self.resume(None)


class Raised(Exception):
    """An exception of the analysed program travelling through the host: ``value`` is the interpreted exception object.

    ``is_explicit`` tells a ``raise`` or ``assert`` of the program from an error that an operation met.
    """

    def __init__(self, value: Instance, location: Location | None, *, is_explicit: bool = False) -> None:
        super().__init__(value)
        self.value = value
        self.location = location
        self.is_explicit = is_explicit
        self.trace: list[Location] = [location] if location else []


class BoundReached(Exception):
    """A bound of the analysis (steps, depth, size) was reached; the result is partial."""

    def __init__(self, bound: str, location: Location | None = None) -> None:
        super().__init__(bound)
        self.bound = bound
        self.location = location


class UnknownIteration(Exception):
    """Something that must be decided or enumerated now is unknown; the innermost call gives Unknown instead of a result."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown)
        self.unknown = unknown
