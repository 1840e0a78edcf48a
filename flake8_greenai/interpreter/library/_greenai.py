"""What the stubs need from the host that no library offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import first_unknown
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, Function, Primitive, Unknown, Value
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("_greenai.unknown")
def unknown(machine: Machine, reason: str) -> Unknown:
    """A value that no analysis of the source can know."""
    return Unknown(reason, machine.location())


@native("_greenai.is_unknown")
def is_unknown(machine: Machine, *values: Value) -> bool:
    """Whether any of the values is unknown."""
    return first_unknown(values) is not None


@native("_greenai.arguments")
def arguments(machine: Machine) -> tuple[str, ...]:
    """The command line that the program is run with, without its name."""
    return machine.arguments


@native("_greenai.effect")
def effect(machine: Machine, name: str) -> Primitive:
    """A callable that does nothing and returns an unknown value."""

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        return Unknown(f"{name} depends on the world outside the program", machine.location())

    return Primitive(name, invoke)


@native("_greenai.nothing")
def nothing(machine: Machine, *args: Value, **kwargs: Value) -> None:
    """Do nothing."""


@native("_greenai.is_symbolic")
def is_symbolic(machine: Machine, value: Value) -> bool:
    """Whether a number depends on sizes that are not known."""
    return isinstance(value, Expression)


@native("_greenai.initial_arguments")
def initial_arguments(machine: Machine, instance: Value) -> dict[str, Value]:
    """The arguments of the ``__init__`` methods of an object that are running now, those of derived classes over those of their bases."""
    found: dict[str, Value] = {}
    frame = machine.frame
    while frame is not None:
        function = frame.function
        code = function.code if function is not None and function.name == "__init__" else None
        if code is not None and code.positional and frame.locals.get(code.positional[0]) is instance:
            names = (*code.positional[1:], *code.keyword_only)
            found.update({name: frame.locals[name] for name in names if name in frame.locals})
            keywords = frame.locals.get(code.kwarg) if code.kwarg else None
            found.update(keywords if isinstance(keywords, dict) else {})
        frame = frame.caller
    return found


@native("_greenai.annotation_text")
def annotation_text(machine: Machine, function: Value, name: str) -> str | None:
    """The source text of a parameter's annotation (``return`` for the result), or None."""
    if not isinstance(function, Function):
        return None
    found = annotations_of(function).get(name)
    return None if found is None else found


def annotations_of(function: Function) -> dict[str, str]:
    """Source text of a function's annotations by parameter, and of the result under ``return``."""
    node = getattr(function.code, "node", function.code)
    arguments = node.args
    pairs = [
        *zip(arguments.posonlyargs or (), arguments.posonlyargs_annotations or (), strict=False),
        *zip(arguments.args or (), arguments.annotations or (), strict=False),
        *zip(arguments.kwonlyargs or (), arguments.kwonlyargs_annotations or (), strict=False),
    ]
    texts = {argument.name: annotation.as_string() for argument, annotation in pairs if annotation is not None}
    for name, annotation in ((arguments.vararg, arguments.varargannotation), (arguments.kwarg, arguments.kwargannotation)):
        if name and annotation is not None:
            texts[name] = annotation.as_string()
    returns = getattr(node, "returns", None)
    if returns is not None:
        texts["return"] = returns.as_string()
    return texts


@native("_greenai.first_annotation")
def first_annotation(machine: Machine, function: Value) -> Value:
    """The evaluated annotation of a function's first annotated parameter."""
    evaluate = machine.primitive("typing._evaluated")
    texts = annotations_of(function) if isinstance(function, Function) else {}
    for name, text in texts.items():
        if name != "return":
            return machine.call(evaluate, (text, function))
    raise machine.error("TypeError", "register() needs an annotated first parameter or a class")


@native("_greenai.outside")
def outside(machine: Machine, module: str, name: str) -> Value:
    """What a stub gives for a name of its library that it does not model: calling it has no effect and an unknown result."""
    if name.startswith("__"):
        raise machine.error("AttributeError", f"module '{module}' has no attribute '{name}'")
    if name.isupper():
        return Unknown(f"{module}.{name} depends on the world outside the program", machine.location())
    return effect(machine, f"{module}.{name}")


@native("_greenai.builtin")
def builtin(machine: Machine, name: str) -> Value:
    """A built-in by name, as an attribute of the module ``builtins``."""
    found = machine.builtins.get(name, MISSING)
    if found is MISSING:
        raise machine.error("AttributeError", f"module 'builtins' has no attribute '{name}'")
    return found
