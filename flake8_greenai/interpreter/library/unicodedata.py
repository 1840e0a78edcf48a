"""``unicodedata``: the host's pure functions."""

from __future__ import annotations

import unicodedata

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all(
    "unicodedata",
    unicodedata,
    ("normalize", "category", "name", "lookup", "numeric", "decimal", "digit", "bidirectional", "combining", "east_asian_width"),
)
