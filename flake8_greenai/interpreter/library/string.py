"""``string``: constants of the host."""

from __future__ import annotations

import string

from flake8_greenai.interpreter.library.hosting import lend, lend_all
from flake8_greenai.interpreter.limits import MAX_TEXT

lend_all(
    "string",
    string,
    ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "printable", "punctuation", "whitespace"],
)
lend("string.capwords", string.capwords)


def _parsed(format_string: str) -> list[tuple[object, ...]]:
    return list(string.Formatter().parse(format_string))


def _substituted(template: str, mapping: dict[str, object], strict: bool) -> str:
    return string.Template(template).substitute(mapping) if strict else string.Template(template).safe_substitute(mapping)


lend("string._parsed", _parsed)


def _too_long(template: str, mapping: dict[str, object], strict: bool) -> str | None:
    longest = max((len(value) for value in mapping.values() if isinstance(value, str)), default=1)
    return f"more than {MAX_TEXT} characters" if template.count("$") * longest > MAX_TEXT else None


lend("string._substituted", _substituted, _too_long)
