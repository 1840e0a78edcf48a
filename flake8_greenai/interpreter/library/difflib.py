"""``difflib``: close matches among texts."""

from __future__ import annotations

import difflib
from typing import Any

from flake8_greenai.interpreter.library.hosting import is_plain, lend

MAX_POSSIBILITIES = 5_000


def _guard(word: Any, possibilities: Any, *args: Any, **kwargs: Any) -> str | None:
    if not is_plain(word) or not isinstance(possibilities, (list, tuple, dict, set)) or not is_plain(possibilities):
        return "arguments that are not plain texts"
    return "too many possibilities" if len(possibilities) > MAX_POSSIBILITIES else None


lend("difflib.get_close_matches", difflib.get_close_matches, _guard)
