"""What ``from module import *`` could bind, judged by the text alone: packages with hundreds of star imports need no parsing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flake8_greenai.source.parsing import SourceModule

_STAR = re.compile(r"^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\*", re.MULTILINE)
_ANY_STAR = re.compile(r"import[\s\\(]*\*")
_LITERAL_ALL = re.compile(r"__all__\s*=\s*[\[(]([^\])]*)[\])]")
_QUOTED = re.compile(r"[\"'](\w+)[\"']")


@dataclass(frozen=True, slots=True)
class Exports:
    """Superset of the names that a module binds itself, and the modules whose names it passes on.

    Attributes:
        names: the literal ``__all__``, None where the text does not say so much.
        text: the source, looked through for a name when ``names`` is None.
        stars: absolute names of the modules of its star imports, None where they are not plain.
    """

    names: frozenset[str] | None
    text: str
    stars: tuple[str, ...] | None

    def may_bind(self, name: str) -> bool:
        """Whether the module itself, its star imports aside, may export ``name``."""
        return name in self.names if self.names is not None else name in self.text


def exports_of(module: SourceModule) -> Exports:
    """The exports of a module as its text shows them."""
    text = module.text
    package = module.name if module.is_package else module.name.rpartition(".")[0]
    count = len(_ANY_STAR.findall(text))
    plain = [_absolute(package, len(dots), name) for dots, name in _STAR.findall(text)] if count else []
    stars = tuple(dict.fromkeys(plain)) if len(plain) == count else None
    return Exports(_literal_names(text) if stars == () else None, text, stars)


def _literal_names(text: str) -> frozenset[str] | None:
    """The names of a literal ``__all__`` that nothing is appended to, None for any other text."""
    start = text.find("\n__all__")
    if start < 0 or text.count("__all__") > 1:
        return None
    literal = _LITERAL_ALL.match(text, start + 1)
    return frozenset(_QUOTED.findall(literal[1])) if literal else None


def _absolute(package: str, level: int, name: str) -> str:
    if not level:
        return name
    parts = package.split(".")
    base = parts[: len(parts) - level + 1]
    return ".".join([*base, name] if name else base)
