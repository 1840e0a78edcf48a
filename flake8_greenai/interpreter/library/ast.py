"""``ast``: literals are read; trees are not shown."""

from __future__ import annotations

import ast

from flake8_greenai.interpreter.library.hosting import lend

MAX_LITERAL = 100_000


def _literal(source: object) -> object:
    if not isinstance(source, str):
        raise ValueError(f"malformed node or string: {source!r}")
    if len(source) > MAX_LITERAL:
        raise ValueError(f"literal of more than {MAX_LITERAL} characters")
    try:
        return ast.literal_eval(source)
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError(f"malformed literal: {error}") from None


lend("ast.literal_eval", _literal)
