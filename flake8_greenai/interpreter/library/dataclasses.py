"""``dataclasses``: fields are collected once per class; the methods made are host functions over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from flake8_greenai.interpreter.attributes import set_object_attribute
from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Class, Instance, Primitive, Property, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_greenai.interpreter.machine import Machine

_CLASS_VARIABLE = re.compile(r"""['"]?\s*([\w.]+\.)?ClassVar\b""")
_INIT_VARIABLE = re.compile(r"""['"]?\s*([\w.]+\.)?InitVar\b""")
_KEYWORD_ONLY = re.compile(r"""['"]?\s*([\w.]+\.)?KW_ONLY\b""")
FIELDS = "__dataclass_fields__"
ORDERINGS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


class Parameter(NamedTuple):
    """How one field takes part in ``__init__``."""

    name: str
    default: Value
    factory: Value
    is_argument: bool
    is_init_only: bool


@native("dataclasses._process")
def process(machine: Machine, cls: Value, options: dict[str, Value]) -> Value:
    """Make ``cls`` a data class; returns it."""
    if not isinstance(cls, Class):
        return cls
    library = machine.import_module("dataclasses")
    field_class, missing = machine.get_attribute(library, "Field"), machine.get_attribute(library, "MISSING")
    fields: dict[str, Instance] = {}
    for base in reversed(cls.mro[1:]):
        fields.update(base.namespace.get(FIELDS, {}))
    keyword_only = options["kw_only"]
    for name, annotation in cls.namespace.get("__annotations__", {}).items():
        text = annotation if isinstance(annotation, str) else ""
        if _CLASS_VARIABLE.match(text):
            continue
        if _KEYWORD_ONLY.match(text):
            keyword_only = True
            continue
        fields[name] = _field(machine, cls, name, annotation, field_class, missing)
        state = fields[name].attributes
        state["_init_only"] = bool(_INIT_VARIABLE.match(text))
        if state["kw_only"] is missing:
            state["kw_only"] = keyword_only
    cls.namespace[FIELDS] = fields
    _add_methods(machine, cls, list(fields.values()), options, missing)
    cls.invalidate()
    return cls


def _field(machine: Machine, cls: Class, name: str, annotation: Value, field_class: Value, missing: Value) -> Instance:
    default = machine.get_attribute(cls, name, MISSING)
    if isinstance(default, Instance) and default.cls is field_class:
        field = default
        value = field.attributes["default"]
        machine.touch(cls.namespace)
        if value is missing:
            cls.namespace.pop(name, None)
        else:
            cls.namespace[name] = value
    else:
        value = missing if default is MISSING else default
        field = machine.call(field_class, (value, missing, True, True, None, True, None, missing))
    if type(value) in (list, dict, set):
        raise machine.error(
            "ValueError", f"mutable default {machine.to_repr(machine.class_of(value))} for field {name} is not allowed: use default_factory"
        )
    field.attributes["name"] = name
    field.attributes["type"] = annotation
    return field


def _add_methods(machine: Machine, cls: Class, fields: list[Instance], options: dict[str, Value], missing: Value) -> None:
    namespace = cls.namespace
    machine.touch(namespace)
    if options["init"]:
        namespace.setdefault("__init__", _initialiser(machine, cls, fields, missing, frozen=bool(options["frozen"])))
    state = [field.attributes for field in fields if not field.attributes["_init_only"]]
    if options["repr"]:
        namespace.setdefault("__repr__", _representer(cls, tuple(each["name"] for each in state if each["repr"])))
    compared = tuple(each["name"] for each in state if each["compare"])
    explicit_equality, explicit_hash = "__eq__" in namespace, "__hash__" in namespace
    if options["eq"]:
        namespace.setdefault("__eq__", _comparer(cls, "__eq__", "==", compared))
    if options["order"]:
        if not options["eq"]:
            raise machine.error("ValueError", "eq must be true if order is true")
        for name, symbol in ORDERINGS.items():
            namespace[name] = _comparer(cls, name, symbol, compared)
    hashed = tuple(each["name"] for each in state if (each["compare"] if each["hash"] is None else each["hash"]))
    if options["unsafe_hash"] or (options["eq"] and options["frozen"] and not explicit_hash):
        namespace["__hash__"] = _hasher(cls, hashed)
    elif options["eq"] and not explicit_hash and not explicit_equality:
        namespace["__hash__"] = None
    if options["match_args"]:
        names = tuple(each["name"] for each in (field.attributes for field in fields) if each["init"] and not each["kw_only"])
        namespace.setdefault("__match_args__", names)
    if options["slots"]:
        namespace["__slots__"] = tuple(each["name"] for each in state)


@dataclass(frozen=True, slots=True)
class Signature:
    """How ``__init__`` of a data class binds its arguments: parameters in the order of definition, names of positional ones."""

    label: str
    parameters: tuple[Parameter, ...]
    positional: tuple[str, ...]

    def bind(self, machine: Machine, given: tuple[Value, ...], kwargs: dict[str, Value]) -> dict[str, Value]:
        """Arguments by name."""
        if len(given) > len(self.positional):
            allowed = len(self.positional) + 1
            raise machine.error("TypeError", f"{self.label} takes {allowed} positional arguments but {len(given) + 1} were given")
        values = dict(zip(self.positional, given, strict=False))
        arguments = [each.name for each in self.parameters if each.is_argument]
        for name, value in kwargs.items():
            if name not in arguments:
                raise machine.error("TypeError", f"{self.label} got an unexpected keyword argument '{name}'")
            if name in values:
                raise machine.error("TypeError", f"{self.label} got multiple values for argument '{name}'")
            values[name] = value
        self._refuse_absent(machine, values)
        return values

    def _refuse_absent(self, machine: Machine, values: dict[str, Value]) -> None:
        required = [each for each in self.parameters if each.is_argument and each.default is MISSING and each.factory is MISSING]
        absent = [repr(each.name) for each in required if each.name not in values]
        if absent:
            names = " and ".join(absent) if len(absent) < 3 else ", ".join(absent)
            noun = f"{len(absent)} required positional argument{'s' if len(absent) > 1 else ''}"
            raise machine.error("TypeError", f"{self.label} missing {noun}: {names}")


def _signature(machine: Machine, cls: Class, fields: list[Instance], missing: Value) -> Signature:
    parameters: list[Parameter] = []
    positional: list[str] = []
    seen_default = ""
    for state in sorted((field.attributes for field in fields), key=lambda state: bool(state["kw_only"])):
        default = MISSING if state["default"] is missing else state["default"]
        factory = MISSING if state["default_factory"] is missing else state["default_factory"]
        parameters.append(Parameter(state["name"], default, factory, bool(state["init"]), bool(state["_init_only"])))
        if state["init"] and not state["kw_only"]:
            positional.append(state["name"])
            if default is not MISSING or factory is not MISSING:
                seen_default = state["name"]
            elif seen_default:
                raise machine.error("TypeError", f"non-default argument '{state['name']}' follows default argument")
    # Attributes are set in the order of definition, which is what vars() and serialisation show.
    order = {field.attributes["name"]: index for index, field in enumerate(fields)}
    parameters.sort(key=lambda parameter: order[parameter.name])
    return Signature(f"{cls.name}.__init__()", tuple(parameters), tuple(positional))


def _initialiser(machine: Machine, cls: Class, fields: list[Instance], missing: Value, *, frozen: bool) -> Primitive:
    signature = _signature(machine, cls, fields, missing)
    names = [each.name for each in signature.parameters]

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        self = args[0]
        values = signature.bind(machine, args[1:], kwargs)
        owner = machine.class_of(self)
        store = _storer(machine, self, owner, names, frozen=frozen)
        init_only: list[Value] = []
        for name, default, factory, _, is_init_only in signature.parameters:
            value = values.get(name, MISSING)
            if value is MISSING:
                value = machine.call(factory) if factory is not MISSING else default
                if value is MISSING:
                    continue
            if is_init_only:
                init_only.append(value)
            else:
                store(name, value)
        if owner.find("__post_init__") is not MISSING:
            machine.call(machine.get_attribute(self, "__post_init__"), tuple(init_only))
        return None

    initialise = Primitive(f"{cls.name}.__init__", invoke)
    initialise.attributes["parameters"] = [
        (each.name, each.default if each.factory is MISSING else each.factory, each.name not in signature.positional)
        for each in signature.parameters
        if each.is_argument
    ]
    return initialise


def _storer(machine: Machine, self: Value, owner: Class, names: list[str], *, frozen: bool) -> Callable[[str, Value], None]:
    """How ``__init__`` stores an attribute: directly unless the class interferes with assignment."""
    if not frozen:
        hook = owner.find("__setattr__")
        if not (isinstance(hook, Primitive) and hook.name == "object.__setattr__"):
            return lambda name, value: machine.set_attribute(self, name, value)
    for name in names:
        found = owner.find(name)
        if isinstance(found, (Property, Instance)):
            return lambda name, value: set_object_attribute(machine, self, owner, name, value)
    if machine.journal is not None:
        machine.touch(self.attributes)
    attributes: dict[str, Value] = self.attributes
    return attributes.__setitem__


def _representer(cls: Class, names: tuple[str, ...]) -> Primitive:
    def represent(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        texts = [machine.to_repr(machine.get_attribute(args[0], name)) for name in names]
        if found := first_unknown(texts):
            return found
        pairs = ", ".join(f"{name}={text}" for name, text in zip(names, texts, strict=True))
        return f"{machine.class_of(args[0]).qualname}({pairs})"

    return Primitive(f"{cls.name}.__repr__", represent)


def _comparer(cls: Class, method: str, symbol: str, names: tuple[str, ...]) -> Primitive:
    def compare(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        left, right = args
        if isinstance(right, Unknown):
            return right
        if machine.class_of(left) is not machine.class_of(right):
            return NotImplemented
        for name in names:
            one, two = machine.get_attribute(left, name), machine.get_attribute(right, name)
            same = True if one is two else machine.truth_or_unknown(machine.compare("==", one, two))
            if isinstance(same, Unknown):
                return same
            if not same:
                return False if symbol == "==" else machine.compare(symbol, one, two)
        return symbol in ("==", "<=", ">=")

    return Primitive(f"{cls.name}.{method}", compare)


def _hasher(cls: Class, names: tuple[str, ...]) -> Primitive:
    def digest(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        return machine.host(hash, tuple(machine.get_attribute(args[0], name) for name in names))

    return Primitive(f"{cls.name}.__hash__", digest)


@native("dataclasses.fields")
def fields_of(machine: Machine, class_or_instance: Value) -> Value:
    """The fields, without those that only ``__init__`` takes."""
    if isinstance(class_or_instance, Unknown):
        return class_or_instance
    cls = class_or_instance if isinstance(class_or_instance, Class) else machine.class_of(class_or_instance)
    found = cls.lookup(FIELDS)
    if found is None:
        raise machine.error("TypeError", "must be called with a dataclass type or instance")
    return tuple(field for field in found.values() if not field.attributes["_init_only"])
