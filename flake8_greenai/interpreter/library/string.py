"""``string``: constants of the host."""

from __future__ import annotations

import string

from flake8_greenai.interpreter.library.hosting import lend, lend_all

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
lend("string._substituted", _substituted)
