"""``inspect``: parameters of callables and what kind of value something is."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.library._greenai import annotations_of
from flake8_greenai.interpreter.library.hosting import lend, unknown
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    GeneratorObject,
    Instance,
    Primitive,
    Property,
    StaticMethod,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

Described = tuple[str, int, tuple[Value, ...], str | None]
"""Name, kind as ``inspect`` numbers them, default or nothing, source text of the annotation."""
POSITIONAL_ONLY, POSITIONAL, VARIABLE, KEYWORD_ONLY, KEYWORDS = range(5)


@native("inspect._parameters")
def parameters(machine: Machine, value: Value, follow_wrapped: Value = True) -> Value:
    """The parameters of a callable and the text of its result annotation, or an unknown."""
    if isinstance(value, Unknown):
        return value
    found = _described(machine, value, bool(follow_wrapped))
    if found is None:
        return unknown(machine, f"signature of {machine.describe(value)}")
    return found


def _described(machine: Machine, value: Value, follow: bool) -> tuple[list[Described], str | None] | None:
    explicit = machine.get_attribute(value, "__signature__", MISSING)
    if isinstance(explicit, Instance):
        return _of_signature(explicit)
    wrapped = machine.get_attribute(value, "__wrapped__", MISSING) if follow and not isinstance(value, Class) else MISSING
    if wrapped is not MISSING:
        return _described(machine, wrapped, follow)
    if isinstance(value, BoundMethod):
        found = _described(machine, value.function, follow)
        return None if found is None else (_without_first(found[0]), found[1])
    if isinstance(value, (StaticMethod, ClassMethod)):
        return _described(machine, value.function, follow)
    if isinstance(value, Function):
        texts = annotations_of(value)
        return _of_function(value, texts), texts.get("return")
    if isinstance(value, Primitive):
        return _of_primitive(value)
    if isinstance(value, Class):
        return _of_class(machine, value, follow)
    if isinstance(value, Instance):
        return _of_instance(machine, value, follow)
    return None


def _without_first(described: list[Described]) -> list[Described]:
    return described if described and described[0][1] == VARIABLE else described[1:]


def _of_signature(signature: Instance) -> tuple[list[Described], str | None]:
    result: list[Described] = []
    for parameter in signature.attributes["parameters"].values():
        state = parameter.attributes
        absent = _is_empty(state["default"])
        result.append((state["name"], state["kind"], () if absent else (state["default"],), _text(state["annotation"])))
    return result, _text(signature.attributes["return_annotation"])


def _is_empty(value: Value) -> bool:
    return isinstance(value, Class) and value.name == "_empty"


def _text(value: Value) -> Any:
    return None if _is_empty(value) else value


def _of_function(function: Function, texts: dict[str, str]) -> list[Described]:
    code = function.code
    first_default = len(code.positional) - len(function.defaults)
    result: list[Described] = []
    for index, name in enumerate(code.positional):
        default = (function.defaults[index - first_default],) if index >= first_default else ()
        kind = POSITIONAL_ONLY if index < code.positional_only else POSITIONAL
        result.append((name, kind, default, texts.get(name)))
    if code.vararg:
        result.append((code.vararg, VARIABLE, (), texts.get(code.vararg)))
    for name in code.keyword_only:
        default = (function.keyword_defaults[name],) if name in function.keyword_defaults else ()
        result.append((name, KEYWORD_ONLY, default, texts.get(name)))
    if code.kwarg:
        result.append((code.kwarg, KEYWORDS, (), texts.get(code.kwarg)))
    return result


def _of_primitive(primitive: Primitive) -> tuple[list[Described], str | None] | None:
    declared = primitive.attributes.get("parameters")
    if declared is None:
        return None
    result: list[Described] = [("self", POSITIONAL, (), None)]
    for name, default, *rest in declared:
        kind = KEYWORD_ONLY if rest and rest[0] else POSITIONAL
        result.append((name, kind, () if default is MISSING else (default,), None))
    return result, None


def _of_class(machine: Machine, cls: Class, follow: bool) -> tuple[list[Described], str | None] | None:
    for name in ("__init__", "__new__"):
        method = cls.find(name)
        if isinstance(method, StaticMethod):
            method = method.function
        if isinstance(method, Primitive) and "parameters" not in method.attributes:
            continue
        found = _described(machine, method, follow)
        if found is not None:
            return _without_first(found[0]), None
    return [], None


def _of_instance(machine: Machine, value: Instance, follow: bool) -> tuple[list[Described], str | None] | None:
    state = value.attributes
    if "func" in state and "keywords" in state:
        found = _described(machine, state["func"], follow)
        if found is None:
            return None
        rest = found[0][len(state["args"]) :]
        return [_with_keyword(each, state["keywords"]) for each in rest], found[1]
    method = machine.class_of(value).find("__call__")
    if method is MISSING:
        return None
    found = _described(machine, method, follow)
    return None if found is None else (_without_first(found[0]), found[1])


def _with_keyword(described: Described, keywords: dict[str, Value]) -> Described:
    name, kind, _, text = described
    return (name, KEYWORD_ONLY if kind == POSITIONAL else kind, (keywords[name],), text) if name in keywords else described


def _kinds(name: str, *kinds: type) -> None:
    native(f"inspect.{name}")(lambda machine, object: isinstance(object, kinds))


_kinds("isfunction", Function)
_kinds("ismethod", BoundMethod)
_kinds("ismodule", Module)
_kinds("isbuiltin", Primitive)
_kinds("isroutine", Function, BoundMethod, Primitive)
_kinds("isgenerator", GeneratorObject)
_kinds("isdatadescriptor", Property)
_kinds("ismethoddescriptor", Primitive)


def _coded(name: str, slot: str) -> None:
    def inspect_code(machine: Machine, object: Value) -> bool:
        function = object.function if isinstance(object, BoundMethod) else object
        return isinstance(function, Function) and bool(getattr(function.code, slot, False))

    native(f"inspect.{name}")(inspect_code)


_coded("isgeneratorfunction", "is_generator")
_coded("iscoroutinefunction", "is_async")
for _name in ("iscoroutine", "isawaitable", "isasyncgen", "isasyncgenfunction", "istraceback", "isframe", "iscode"):
    native(f"inspect.{_name}")(lambda machine, object: False)
lend("inspect.cleandoc", inspect.cleandoc)
