"""The machine: state of one analysis and the operations of the data model that everything else is built on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flake8_greenai.interpreter import (
    attributes,
    blocks,
    calls,
    classes,
    comprehensions,
    expressions,
    formatting,
    operators,
    patterns,
    statements,
)
from flake8_greenai.interpreter import primitives as primitive_table
from flake8_greenai.interpreter.branches import Branches, Journal
from flake8_greenai.interpreter.builtins.exceptions import exception_classes, initialise_exception
from flake8_greenai.interpreter.builtins.functions import functions
from flake8_greenai.interpreter.builtins.types import builtin_classes, host_class_name
from flake8_greenai.interpreter.context import Context
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.generators import allow_deep_recursion, yield_from, yield_value
from flake8_greenai.interpreter.importing import Importing
from flake8_greenai.interpreter.limits import LONG_RANGE, MAX_ELEMENTS, Limits
from flake8_greenai.interpreter.looping import Looping
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.registries import Registries
from flake8_greenai.interpreter.sequences import Indexed, in_order, length_of, sequence_of
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    BoundReached,
    Class,
    ClassMethod,
    DataInstance,
    Function,
    GeneratorObject,
    Instance,
    Location,
    Primitive,
    Raised,
    StaticMethod,
    Unknown,
    UnknownIteration,
    Value,
    type_name,
)
from flake8_greenai.interpreter.watching import Watch
from flake8_greenai.source.resolver import Resolver
from flake8_greenai.symbolic import Expression

SYNTAX_FAMILIES = (expressions, calls, comprehensions, statements, blocks, patterns)
"""Importing these fills the compilers' tables."""


_REQUIRED = object()
"""Default of an attribute that must be there."""


class Machine(Importing):
    """One analysis: modules, built-ins, bounds, the current frame.

    Args:
        resolver: where sources are found.
        context: what calls into a tensor framework report to; the default one keeps nothing.
        limits: bounds on steps, depth and iterations.
    """

    def __init__(self, resolver: Resolver, context: Context | None = None, limits: Limits | None = None) -> None:
        allow_deep_recursion()
        self.resolver = resolver
        self.limits = limits or Limits()
        self.steps = self.limits.steps
        self.space = self.limits.space
        self.exhaustions = 0
        self.depth = 0
        self.generators = 0
        self.shown: set[int] = set()
        self.frame: Frame | None = None
        self.journal: Journal | None = None
        self.track_creation = True
        self.missing_attribute: Raised | None = None
        self.modules: dict[str, Value] = {}
        self.exports = {}
        self.named_classes: dict[str, Class] = {}
        self.context: Any = context or Context()
        self.branches = Branches(self)
        self.rests = self.branches.departures.open
        self.handlers: list[Callable[[Instance], bool]] = []
        self.looping = Looping(self)
        self.watch: Watch | None = None
        self.arguments: tuple[str, ...] = ()
        self.registries = Registries(self)
        self.classes: dict[str, Class] = builtin_classes(self)
        self.classes.update(exception_classes(self))
        self.builtins: dict[str, Value] = {**self.classes, **functions()}
        for hidden in ("NoneType", "function", "method", "module", "generator", "iterator", "NotImplementedType", "ellipsis"):
            self.builtins.pop(hidden, None)

    # Places and bounds

    def location(self) -> Location | None:
        """The innermost place in source that is not a stub."""
        frame = self.frame
        last = frame
        while frame is not None:
            if not frame.module.is_stub:
                return frame.location()
            last = frame
            frame = frame.caller
        return last.location() if last is not None else None

    def site(self) -> tuple[str, int]:
        """File and line of :meth:`location`, without the column."""
        frame = self.frame
        while frame is not None and frame.module.is_stub and frame.caller is not None:
            frame = frame.caller
        if frame is None:
            return "", 0
        return frame.module.path, (frame.node.fromlineno or 1) if frame.node is not None else 1

    def bound_reached(self, bound: str) -> BoundReached:
        """The exception that ends the analysis because a bound was reached."""
        text = f"{self.limits.steps} steps" if bound == "steps" else bound
        return BoundReached(text, self.location())

    def count_generator(self, steps: int = 1) -> None:
        """Count steps of a generator, or of host work in proportion to a size."""
        self.steps -= steps
        if self.steps < 0:
            raise self.bound_reached("steps")

    def spend(self, value: Value) -> None:
        """Count the space of a sequence or text that the host has built."""
        kind = type(value)
        if kind is str or kind is bytes:
            self.space -= len(value) >> 3
        elif kind is list or kind is tuple:
            self.space -= len(value)
        if self.space < 0:
            # Less each time, so that a program of many such statements stays bounded too.
            self.exhaustions += 1
            self.space = self.limits.space >> (2 + self.exhaustions)
            raise self.bound_reached(f"{self.limits.space} elements built")

    def touch(self, container: Any) -> None:
        """Remember the contents of a mutable host container before it is changed, when branches are being explored."""
        if self.journal is not None:
            self.branches.remember(container)

    # Errors of the analysed program

    def exception(self, name: str, *args: Value) -> Instance:
        """A built-in exception object."""
        value = Instance(self.classes[name] if name in self.classes else self.classes["Exception"])
        initialise_exception(value, args)
        return value

    def error(self, name: str, message: str) -> Raised:
        """A built-in exception of the analysed program, to be raised: ``raise machine.error("ValueError", "...")``."""
        return Raised(self.exception(name, message), self.location())

    def error_with(self, name: str, *args: Value) -> Raised:
        """Like :meth:`error` with arguments that are not a message."""
        return Raised(self.exception(name, *args), self.location())

    def is_error(self, raised: Raised, name: str) -> bool:
        """Whether a raised exception is of the built-in class ``name``."""
        return raised.value.cls is not None and raised.value.cls.is_subclass(self.classes[name])

    def host(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Value:
        """Call a pure host function; its exceptions become exceptions of the analysed program."""
        try:
            result = function(*args, **kwargs)
        except (Raised, BoundReached, UnknownIteration):
            raise
        except StopIteration:
            raise
        except KeyError as error:
            raise self.error_with("KeyError", *error.args) from None
        except RecursionError:
            raise self.error("RecursionError", "maximum recursion depth exceeded") from None
        except Exception as error:
            name = type(error).__name__
            if name in ("Undecided", "Undetermined"):
                return Unknown(str(error), self.location())
            raise self.error(name if name in self.classes else "ValueError", str(error)) from None
        self.spend(result)
        return result

    # Unknown values

    def unknown_operation(self, unknown: Unknown, other: Value) -> Value:
        """The result of an operator with an unknown operand."""
        return self.context.unknown_operation(unknown, other)

    def unknown_call(self, callee: Value, unknown: Unknown) -> Value:
        """The result of a call that cannot be made because an argument list is unknown."""
        return self.context.unknown_call(self.describe(callee), unknown)

    def unknown_item(self, unknown: Unknown) -> Value:
        """An element of an unknown iterable."""
        return Unknown(unknown.reason, unknown.location)

    def unknown_iteration(self, unknown: Unknown) -> UnknownIteration:
        """The exception that tells the consumer of a generator that its length is unknown."""
        return UnknownIteration(unknown)

    def describe(self, callee: Value) -> str:
        """A short name of something callable."""
        if isinstance(callee, BoundMethod):
            return self.describe(callee.function)
        return str(getattr(callee, "qualname", getattr(callee, "name", type_name(callee))))

    # Classes

    def builtin(self, name: str) -> Class:
        """The built-in class called ``name``."""
        return self.classes[name]

    def primitive(self, name: str) -> Value:
        """The host function or constant registered under a qualified name, or MISSING."""
        return primitive_table.find(name)

    def class_of(self, value: Value) -> Class:
        """``type(value)``."""
        if isinstance(value, (Instance, DataInstance)) and value.cls is not None:
            return value.cls
        if isinstance(value, Instance):
            return self.class_named(value.class_name)
        if isinstance(value, Class):
            return value.metaclass or self.classes["type"]
        if isinstance(value, Expression):
            return self.classes["int"]
        return self.classes[host_class_name(value)]

    def class_named(self, name: str) -> Class:
        """The class with a qualified name, imported from its stub."""
        found = self.named_classes.get(name)
        if found is None:
            module, _, attribute = name.rpartition(".")
            found = self.get_attribute(self.import_name(module), attribute, None)
            if not isinstance(found, Class):
                raise BoundReached(f"class {name} has no stub")
            self.named_classes[name] = found
        return found

    def is_instance(self, value: Value, cls: Value) -> Value:
        """``isinstance(value, cls)``: a bool, or Unknown."""
        if isinstance(cls, tuple):
            results = [self.is_instance(value, one) for one in cls]
            if any(result is True for result in results):
                return True
            return next((result for result in results if type(result) is Unknown), False)
        if type(value) is Unknown:
            kinds = ("float",) if value.is_float else ("float", "int", "bool")
            answers = {self.classes[kind].is_subclass(cls) for kind in kinds} if value.is_number and isinstance(cls, Class) else ()
            return answers.pop() if len(answers) == 1 else value
        if isinstance(cls, Class):
            if cls.metaclass is not None and cls.metaclass.name != "type":
                hook = cls.metaclass.find("__instancecheck__")
                if _is_own(hook):
                    return self.truth_or_unknown(self.call(hook, (cls, value)))
            return self.class_of(value).is_subclass(cls)
        if type(cls) is Unknown:
            # A class of a library that is not there: no value of this program can be its instance.
            return False
        hook = self.get_attribute(cls, "__instancecheck__", MISSING)
        if hook is not MISSING:
            return self.truth_or_unknown(self.call(hook, (value,)))
        raise self.error("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union")

    def is_subclass(self, cls: Value, other: Value) -> Value:
        """``issubclass(cls, other)``: a bool, or Unknown."""
        if isinstance(other, tuple):
            return any(self.is_subclass(cls, one) is True for one in other)
        if type(cls) is Unknown:
            return cls
        if type(other) is Unknown:
            return False
        if not isinstance(cls, Class):
            raise self.error("TypeError", "issubclass() arg 1 must be a class")
        if isinstance(other, Class):
            if other.metaclass is not None and other.metaclass.name != "type":
                hook = other.metaclass.find("__subclasscheck__")
                if _is_own(hook):
                    return self.truth_or_unknown(self.call(hook, (other, cls)))
            return cls.is_subclass(other)
        hook = self.get_attribute(other, "__subclasscheck__", MISSING)
        return self.truth_or_unknown(self.call(hook, (cls,))) if hook is not MISSING else False

    def type_union(self, left: Value, right: Value) -> Value:
        """``left | right`` of types: a tuple serves as the union."""
        parts: list[Value] = []
        for side in (left, right):
            parts.extend(side if isinstance(side, tuple) else (self.classes["NoneType"] if side is None else side,))
        return tuple(parts)

    def build_class(self, name: str, bases: list[Value], namespace: dict[str, Value], metaclass: Value, options: dict[str, Value]) -> Value:
        """What a ``class`` statement makes."""
        return classes.build_class(self, name, bases, namespace, metaclass, options)

    def new_instance(self, cls: Class) -> Instance:
        """An object of ``cls`` without calling ``__init__``."""
        return Instance(cls)

    def class_item(self, cls: Class, key: Value) -> Value:
        """``cls[key]``."""
        return classes.class_item(self, cls, key)

    def other_item(self, container: Value, key: Value) -> Value:
        """``container[key]`` of a value that is neither object, class nor host container."""
        if isinstance(container, Module) or container is None or isinstance(container, (int, float, Function)):
            raise self.error("TypeError", f"'{type_name(container)}' object is not subscriptable")
        return Unknown(f"'{type_name(container)}' is not subscriptable here", self.location())

    # Attributes

    def get_attribute(self, value: Value, name: str, default: Value = _REQUIRED) -> Value:
        """``getattr(value, name[, default])``."""
        self.missing_attribute = None
        found = attributes.get_attribute(self, value, name)
        if found is not MISSING:
            return found
        if default is not _REQUIRED:
            return default
        original = self.missing_attribute
        if original is not None:
            raise original
        raise self.error("AttributeError", attributes.missing_message(value, name))

    def set_attribute(self, value: Value, name: str, new: Value) -> None:
        """``value.name = new``."""
        attributes.set_attribute(self, value, name, new)

    def delete_attribute(self, value: Value, name: str) -> None:
        """``del value.name``."""
        attributes.delete_attribute(self, value, name)

    def class_attribute(self, value: Value, name: str) -> Value:
        """A special method looked up on the class, bound to the value."""
        cls = self.class_of(value)
        found = cls.find(name)
        if found is MISSING:
            raise self.error("AttributeError", f"'{cls.name}' object has no attribute '{name}'")
        return attributes.bind(self, found, value, cls)

    def bind(self, found: Value, receiver: Value, cls: Class) -> Value:
        """What a class attribute becomes when read through an instance."""
        return attributes.bind(self, found, receiver, cls)

    # Calls

    def call(self, callee: Value, args: tuple[Value, ...] = (), kwargs: dict[str, Value] | None = None) -> Value:
        """Call a value of the analysed program."""
        return calls.call(self, callee, tuple(args), kwargs or {})

    def call_function(self, function: Function, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        """Call an interpreted function."""
        return calls.call_function(self, function, args, kwargs)

    def call_other(self, callee: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        """Call what is neither function, method nor primitive."""
        if isinstance(callee, Class):
            metaclass = callee.metaclass
            if metaclass is not None and metaclass.name != "type":
                hook = metaclass.find("__call__")
                if _is_own(hook):
                    return self.call(hook, (callee, *args), kwargs)
            return classes.instantiate(self, callee, args, kwargs)
        if isinstance(callee, (Instance, DataInstance)):
            cls = self.class_of(callee)
            hook = cls.find("__call__")
            if hook is not MISSING:
                return self.call(attributes.bind(self, hook, callee, cls), args, kwargs)
        if type(callee) is Unknown:
            return self.context.unknown_callee(callee, args, kwargs)
        if isinstance(callee, (StaticMethod, ClassMethod)):
            return self.call(callee.function, args, kwargs)
        raise self.error("TypeError", f"'{type_name(callee)}' object is not callable")

    # Truth, iteration, length

    def truth_or_unknown(self, value: Value) -> bool | Unknown:
        """The truth of a value, or Unknown."""
        kind = type(value)
        if kind is bool:
            return value  # type: ignore[no-any-return]
        if kind is Unknown:
            return value  # type: ignore[no-any-return]
        if self.watch is not None and self.watch.is_grown(value):
            return self.watch.size(self)
        if value is None or kind in (int, str, list, tuple, dict, float, set):
            return bool(value)
        if isinstance(value, (Instance, DataInstance)):
            return self._object_truth(value)
        if isinstance(value, Expression):
            return operators.compare(self, "!=", value, 0)  # type: ignore[no-any-return]
        if isinstance(value, (Class, Function, Module, BoundMethod, Primitive)):
            return True
        return bool(value)

    def _object_truth(self, value: Value) -> bool | Unknown:
        cls = self.class_of(value)
        for name in ("__bool__", "__len__"):
            method = cls.find(name)
            if method is not MISSING and not (isinstance(value, DataInstance) and isinstance(method, Primitive)):
                result = self.call(attributes.bind(self, method, value, cls), ())
                return self.truth_or_unknown(result)
        return bool(value) if isinstance(value, DataInstance) else True

    def truth(self, value: Value) -> bool:
        """The truth of a value that decides something which cannot branch.

        Raises:
            UnknownIteration: when it is unknown.
        """
        result = self.truth_or_unknown(value)
        if type(result) is Unknown:
            raise UnknownIteration(result)
        return result  # type: ignore[return-value]

    def iterate(self, value: Value) -> Iterator[Value]:
        """A host iterator over a value."""
        kind = type(value)
        if self.watch is not None:
            self.watch.check_iterator(value)
            if self.watch.is_grown(value):
                raise UnknownIteration(self.watch.size(self))
        if kind is range and len(value) > LONG_RANGE:
            return self._counted(iter(value))
        if kind in (list, tuple, dict, range, str, set, frozenset):
            self.settle(value, None)
            return iter(value) if kind is not set and kind is not frozenset else in_order(value)
        if kind is GeneratorObject:
            return value  # type: ignore[no-any-return]
        if kind is Unknown:
            raise UnknownIteration(value)
        if isinstance(value, (Instance, DataInstance, Class)):
            return self._iterate_object(value)
        try:
            return iter(value)
        except TypeError:
            raise self.error("TypeError", f"'{type_name(value)}' object is not iterable") from None

    def _counted(self, items: Iterator[Value]) -> Iterator[Value]:
        for item in items:
            self.count_generator()
            yield item

    def _iterate_object(self, value: Value) -> Iterator[Value]:
        cls = self.class_of(value)
        if cls.find("_greenai_at") is not MISSING and (sequence := sequence_of(self, value)) and type(sequence.length) is Expression:
            return iter(sequence)
        method = cls.find("__iter__")
        if method is not MISSING and method is not None and not (isinstance(value, DataInstance) and isinstance(method, Primitive)):
            iterator = self.call(attributes.bind(self, method, value, cls), ())
            if isinstance(iterator, Instance) and iterator.cls is not None:
                return self._drive(iterator)
            return self.iterate(iterator)
        if isinstance(value, DataInstance):
            return iter(value)  # type: ignore[call-overload,no-any-return]
        if cls.find("__getitem__") is not MISSING and not isinstance(value, Class):
            return self._by_index(value)
        raise self.error("TypeError", f"'{type_name(value)}' object is not iterable")

    def _drive(self, iterator: Instance) -> Iterator[Value]:
        cls = self.class_of(iterator)
        step = cls.find("__next__")
        if step is MISSING:
            raise self.error("TypeError", f"'{cls.name}' object is not an iterator")
        while True:
            self.count_generator()
            try:
                value = self.call(attributes.bind(self, step, iterator, cls), ())
            except Raised as raised:
                if self.is_error(raised, "StopIteration"):
                    return
                raise
            yield value
            if type(value) is Unknown and self.steps < 0:
                return

    def _by_index(self, value: Value) -> Iterator[Value]:
        index = 0
        while True:
            self.count_generator()
            try:
                item = operators.get_item(self, value, index)
            except Raised as raised:
                if self.is_error(raised, "IndexError"):
                    return
                raise
            yield item
            index += 1

    def to_list(self, value: Value, most: int | None = None) -> list[Value]:
        """All elements of an iterable; ``most`` stops early, for unpacking."""
        result: list[Value] = []
        for item in self.iterate(value):
            result.append(item)
            if most is not None and len(result) >= most:
                break
            if len(result) > MAX_ELEMENTS:
                raise self.bound_reached(f"{MAX_ELEMENTS} elements of a list")
        self.spend(result)
        return result

    def length(self, value: Value) -> Value:
        """``len(value)``."""
        if type(value) is Unknown:
            return value
        if self.watch is not None and self.watch.is_grown(value):
            return self.watch.size(self)
        if isinstance(value, (Instance, DataInstance, Class)):
            cls = self.class_of(value)
            method = cls.find("__len__")
            if method is not MISSING and not (isinstance(value, DataInstance) and isinstance(method, Primitive)):
                return self.call(attributes.bind(self, method, value, cls), ())
            if not isinstance(value, DataInstance):
                raise self.error("TypeError", f"object of type '{type_name(value)}' has no len()")
        if isinstance(value, Indexed) and value.length is not None:
            return value.length
        self.settle(value, None)
        return length_of(value) if isinstance(value, (list, dict, set, tuple)) else self.host(len, value)

    def merge_mapping(self, target: dict[Value, Value], source: Value) -> None:
        """``target.update(source)`` of a mapping: a dict or an object with ``keys``."""
        if isinstance(source, dict):
            target.update(source)
            return
        if type(source) is Unknown:
            raise UnknownIteration(source)
        keys = self.get_attribute(source, "keys", MISSING)
        if keys is MISSING:
            raise self.error("TypeError", f"'{type_name(source)}' object is not a mapping")
        for key in self.iterate(self.call(keys, ())):
            target[key] = operators.get_item(self, source, key)

    # Text

    def to_str(self, value: Value) -> Value:
        """``str(value)``: a str, or Unknown."""
        return value if type(value) is str else formatting.text(self, value)

    def to_repr(self, value: Value) -> Value:
        """``repr(value)``: a str, or Unknown."""
        return formatting.representation(self, value)

    # Operators

    def binary(self, symbol: str, left: Value, right: Value) -> Value:
        """``left symbol right``."""
        return operators.binary(self, symbol, left, right)

    def compare(self, symbol: str, left: Value, right: Value) -> Value:
        """A comparison."""
        return operators.compare(self, symbol, left, right)

    def get_item(self, container: Value, key: Value) -> Value:
        """``container[key]``."""
        return operators.get_item(self, container, key)

    def set_item(self, container: Value, key: Value, value: Value) -> None:
        """``container[key] = value``."""
        operators.set_item(self, container, key, value)

    # Generators

    def yield_value(self, frame: Frame, value: Value) -> Value:
        """``yield value``."""
        return yield_value(self, frame, value)

    def yield_from(self, frame: Frame, iterable: Value) -> Value:
        """``yield from iterable``; gives the value that an inner generator returned."""
        return yield_from(self, frame, iterable)

    def await_value(self, value: Value) -> Value:
        """``await value``: coroutines are evaluated at their call, so this is the value itself."""
        return value


def _is_own(hook: Value) -> bool:
    """Whether a metaclass defines the hook itself, rather than inheriting that of ``type``."""
    return type(hook) is Function or (type(hook) is Primitive and not hook.name.startswith(("type.", "object.")))
