"""``typing``: evaluating the source text of annotations."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.library._greenai import annotations_of
from flake8_greenai.interpreter.library.hosting import unknown
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import MISSING, BoundMethod, Class, Function, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("typing._annotations")
def annotation_texts(machine: Machine, value: Value) -> dict[str, str]:
    """Source text of the annotations of a function or module, by name."""
    if isinstance(value, BoundMethod):
        value = value.function
    return annotations_of(value) if isinstance(value, Function) else {}


@native("typing._evaluated", "_greenai.evaluated_annotation")
def evaluated(machine: Machine, text: Value, owner: Value) -> Value:
    """The value of an annotation in the module of its class or function."""
    if not isinstance(text, str):
        return text
    module = owner.module if isinstance(owner, Function) else machine.modules.get(getattr(owner, "module", ""))
    if not isinstance(module, Module):
        return unknown(machine, f"annotation {text} of a class without module")
    try:
        return _Reader(machine, module).read(ast.parse(text, mode="eval").body)
    except (SyntaxError, RecursionError):
        return unknown(machine, f"annotation {text} is not an expression")


class _Reader:
    """Evaluates the expressions that annotations are made of."""

    def __init__(self, machine: Machine, module: Module) -> None:
        self.machine = machine
        self.module = module

    def read(self, node: ast.expr) -> Value:
        machine = self.machine
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                return self.read(ast.parse(node.value, mode="eval").body)
            return machine.builtin("NoneType") if node.value is None else node.value
        if isinstance(node, ast.Name):
            return self.module.lookup(node.id, self.module.frame)
        if isinstance(node, ast.Attribute):
            return machine.get_attribute(self.read(node.value), node.attr)
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return machine.binary("|", self.read(node.left), self.read(node.right))
        if isinstance(node, (ast.Tuple, ast.List)):
            return tuple(map(self.read, node.elts))
        return unknown(machine, f"annotation {ast.unparse(node)}")

    def _subscript(self, node: ast.Subscript) -> Value:
        value = self.read(node.value)
        name: Any = getattr(node.value, "attr", getattr(node.value, "id", ""))
        if name == "Literal":
            elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            key: Value = tuple(ast.literal_eval(element) for element in elements)
        else:
            key = self.read(node.slice)
        if isinstance(value, Class):
            generic = self.machine.get_attribute(self.machine.import_module("typing"), "_Alias", MISSING)
            return self.machine.call(generic, (value, key))
        return self.machine.get_item(value, key) if hasattr(self.machine, "get_item") else value
