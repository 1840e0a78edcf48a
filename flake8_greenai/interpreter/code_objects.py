"""``function.__code__``: what programs read of it to find out which arguments a function takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.scopes import Declared
from flake8_greenai.interpreter.values import Class, Function, Instance, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

VARARGS, VARKEYWORDS, GENERATOR, COROUTINE = 4, 8, 32, 128
"""Bits of ``co_flags`` (documentation of the module ``inspect``)."""


_FUNCTION = " function"
"""Where a code object keeps the function that it describes: no program can spell this name."""


def described_by(code: Value) -> Function | None:
    """The function that a code object describes; None for other values."""
    found = code.attributes.get(_FUNCTION) if isinstance(code, Instance) else None
    return found if isinstance(found, Function) else None


def code_object(machine: Machine, function: Function) -> Value:
    """A ``types.CodeType`` that describes the parameters and names of an interpreted function; there is no byte code."""
    cls = machine.get_attribute(machine.import_module("types"), "CodeType")
    if not isinstance(cls, Class):
        return cls
    code = function.code
    rest = [name for name in (code.vararg, code.kwarg) if name]
    parameters = (*code.positional, *code.keyword_only, *rest)
    body = code.node.body if isinstance(code.node.body, list) else []
    local = Declared(body).names.difference(parameters)
    result: Instance = machine.new_instance(cls)
    result.attributes[_FUNCTION] = function
    result.attributes.update(
        co_name=function.name.rpartition(".")[2],
        co_qualname=function.qualname,
        co_filename=function.module.path,
        co_firstlineno=code.node.lineno,
        co_argcount=len(code.positional),
        co_posonlyargcount=code.positional_only,
        co_kwonlyargcount=len(code.keyword_only),
        co_varnames=(*parameters, *sorted(local)),
        co_nlocals=len(parameters) + len(local),
        co_flags=(VARARGS if code.vararg else 0)
        | (VARKEYWORDS if code.kwarg else 0)
        | (GENERATOR if code.is_generator else 0)
        | (COROUTINE if code.is_async else 0),
    )
    return result
