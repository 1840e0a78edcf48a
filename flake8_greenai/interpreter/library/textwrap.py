"""``textwrap``: the host's functions."""

from __future__ import annotations

import textwrap

from flake8_greenai.interpreter.library.hosting import lend_all
from flake8_greenai.interpreter.values import Value

MAX_CHARACTERS = 100_000
"""Text that is wrapped: the host's algorithm takes a second for a million characters and more."""


def _too_long(text: str, *args: Value, **kwargs: Value) -> str | None:
    prefix = kwargs.get("prefix", args[0] if args else "")
    longest = len(text) * max(1, len(prefix) if isinstance(prefix, str) else 1)
    return f"more than {MAX_CHARACTERS} characters" if longest > MAX_CHARACTERS else None


lend_all("textwrap", textwrap, ("dedent", "indent", "fill", "wrap", "shorten"), _too_long)
