"""Inputs as people write them: ``float32[1,3,224,224]``, ``(int64[B,S], float32[2,20,200])``, ``1.5``.

A spec is a tensor, a number, a text, None, or a tuple, list or table of specs. A name in place of a number is a symbol.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.symbolic import Amount, symbol
from flake8_greenai.tensors.dtype import dtype

Spec: TypeAlias = Any
"""TensorSpec, Amount, float, str, bool, None, or a tuple, list or dict of specs."""

MAX_LENGTH = 10_000
MAX_SIZE = 2**62
"""No tensor has a longer dimension: torch counts elements in 64 bits."""
_EMPTY_SHAPE = re.compile(r"(?<=\w)\[\s*\]")
_KEYWORD = re.compile(r"\s*(\*\d+|[A-Za-z_]\w*)\s*=(?!=)")
ALLOWED = 'write for instance "float32[1,3,224,224]", "int64[B,128]", "(float32[2,20,200], float32[2,20,200])" or 1.5'


class SpecError(ValueError):
    """A text that is not a spec; the message names it and what is allowed."""


def parse_spec(text: str) -> Spec:
    """The spec that ``text`` stands for.

    Raises:
        SpecError: when it is none.
    """
    if len(text) > MAX_LENGTH:
        raise SpecError(f"an input of {len(text)} characters is too long, at most {MAX_LENGTH} are read")
    try:
        tree = ast.parse(_EMPTY_SHAPE.sub("[()]", text.strip()), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise SpecError(f'"{text}" is not an input; {ALLOWED}') from None
    try:
        return _spec(tree.body)
    except (SpecError, RecursionError) as error:
        raise SpecError(f'"{text}" is not an input: {error}; {ALLOWED}') from None


def parse_arguments(texts: Sequence[str]) -> dict[str, Spec]:
    """Inputs given one by one: ``SPEC`` is the next positional argument (``*0``, ``*1``, ...), ``name=SPEC`` a keyword.

    Raises:
        SpecError: when one is no spec or a name is given twice.
    """
    inputs: dict[str, Spec] = {}
    positional = 0
    for text in texts:
        keyword = _KEYWORD.match(text)
        name = keyword[1] if keyword else f"*{positional}"
        positional += not keyword
        if name in inputs:
            raise SpecError(f"the input {name} is given twice")
        inputs[name] = parse_spec(text[keyword.end() :] if keyword else text)
    return inputs


def parse_json_spec(value: object) -> Spec:
    """The spec of a JSON value: ``[shape, dtype]`` an array, ``[[shape, shape], dtype]`` a tuple of arrays, else a literal.

    Raises:
        SpecError: when it has the form of an array with a dimension that is none.
    """
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], list) and isinstance(value[1], str) and _is_dtype(value[1]):
        shape, name = value
        if shape and all(isinstance(item, list) for item in shape):
            return tuple(_json_tensor(item, name) for item in shape)
        return _json_tensor(shape, name)
    return value


def spec_text(spec: Spec) -> str:
    """A spec as users write it."""
    if isinstance(spec, tuple):
        return f"({', '.join(map(spec_text, spec))}{',' if len(spec) == 1 else ''})"
    if isinstance(spec, list):
        return f"[{', '.join(map(spec_text, spec))}]"
    if isinstance(spec, Mapping):
        return f"{{{', '.join(f'{key!r}: {spec_text(item)}' for key, item in spec.items())}}}"
    if isinstance(spec, TensorSpec) or not isinstance(spec, (str, float)):
        return str(spec)
    return repr(spec)


def _is_dtype(name: str) -> bool:
    try:
        dtype(name)
    except KeyError:
        return False
    return True


def _json_tensor(shape: list[object], name: str) -> TensorSpec:
    dims: list[Amount] = []
    for item in shape:
        if isinstance(item, str):
            dims.append(_dim(_expression(item)))
        elif isinstance(item, int) and not isinstance(item, bool):
            dims.append(_checked(item))
        else:
            raise SpecError(f"{item!r} is not a dimension of {name}{shape}; a dimension is a whole number or a name")
    return TensorSpec(tuple(dims), dtype(name).name)


def _expression(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise SpecError(f"{text!r} is not a dimension") from None


def _spec(node: ast.expr) -> Spec:
    if isinstance(node, ast.Subscript):
        return _tensor(node)
    if isinstance(node, ast.Tuple):
        return tuple(map(_spec, node.elts))
    if isinstance(node, ast.List):
        return [_spec(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        return {_literal(key): _spec(value) for key, value in zip(node.keys, node.values, strict=True)}
    if isinstance(node, (ast.Name, ast.BinOp)):
        return _dim(node, anything=True)
    return _literal(node)


def _literal(node: ast.expr | None) -> Any:
    if isinstance(node, (ast.Constant, ast.UnaryOp)):
        try:
            return ast.literal_eval(node)
        except ValueError:
            pass
    raise SpecError("only tensors, numbers, texts, True, False, None, names, and tuples, lists and tables of these are known")


def _tensor(node: ast.Subscript) -> TensorSpec:
    name = ast.unparse(node.value)
    if not _is_dtype(name):
        raise SpecError(f"{name} is not a dtype")
    items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return TensorSpec(tuple(map(_dim, items)), dtype(name).name)


def _dim(node: ast.expr, *, anything: bool = False) -> Amount:
    """A dimension: a whole number, a name, or their sums, products and floor divisions (``anything``: of either sign)."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value if anything else _checked(node.value)
    if isinstance(node, ast.Name):
        return symbol(node.id)
    if isinstance(node, ast.BinOp):
        left, right = _dim(node.left, anything=True), _dim(node.right, anything=True)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.FloorDiv) and right != 0:
            return left // right
    raise SpecError(f"{ast.unparse(node)} is not a dimension")


def _checked(size: int) -> int:
    if not 0 <= size < MAX_SIZE:
        raise SpecError(f"a dimension of {size} is out of range")
    return size
