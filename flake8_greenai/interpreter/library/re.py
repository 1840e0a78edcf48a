"""``re``: the host's engine, for patterns that cannot backtrack without bound on the subject at hand."""

from __future__ import annotations

import math
import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.library.hosting import first_unknown, unknown
from flake8_greenai.interpreter.primitives import native, register
from flake8_greenai.interpreter.values import Native, Primitive, Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MAX_PATTERN = 20_000
MAX_SUBJECT = 1_000_000
MAX_WORK = 28.0
"""log2 of the bound on the steps of one search; the bound is rarely approached."""
FLAGS = ["A", "ASCII", "I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "U", "UNICODE", "L", "LOCALE", "NOFLAG"]


class Pattern(Native):
    """A compiled regular expression with its parsed form."""

    __slots__ = ("regex", "tree")
    class_name = "re.Pattern"

    def __init__(self, regex: re.Pattern[Any], tree: Any) -> None:
        super().__init__()
        self.regex = regex
        self.tree = tree

    def work(self, length: int) -> float:
        """log2 of a bound on the steps of a search in ``length`` characters."""
        bits, free = _choices(self.tree, length)
        free = min(free, 40) + 1  # the place where the search starts shares the subject too
        return bits + math.log2(math.comb(length + free, free))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and other.regex == self.regex

    def __hash__(self) -> int:
        return hash(self.regex)

    def __repr__(self) -> str:
        return repr(self.regex)


class Match(Native):
    """The match of a pattern."""

    __slots__ = ("found", "pattern")
    class_name = "re.Match"

    def __init__(self, found: re.Match[Any], pattern: Pattern) -> None:
        super().__init__()
        self.found = found
        self.pattern = pattern

    def __repr__(self) -> str:
        return repr(self.found)


Choices = tuple[float, int]
"""What a pattern may try: log2 of its bounded choices, and how many repeats share the subject freely."""


def _choices(items: Any, length: int) -> Choices:
    """The choices of a parsed sequence on a subject of ``length`` characters."""
    bits, free = 0.0, 0
    for operation, argument in items:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            inner = _repeat(argument, length)
        elif name == "BRANCH":
            inner = _branch(argument[1], length)
        else:
            inner = _parts(argument, length)
        bits += inner[0]
        free += inner[1]
    return bits, free


def _repeat(argument: Any, length: int) -> Choices:
    least, most, body = int(argument[0]), int(argument[1]), argument[2]
    bits, free = _choices(body, length)
    if most > 64:
        return (length * (bits + 1), 0) if bits or free else (0.0, 1)
    return most * bits + math.log2(most - least + 1), most * free


def _branch(alternatives: Any, length: int) -> Choices:
    choices = [_choices(alternative, length) for alternative in alternatives]
    first = [alternative[0] if len(alternative) else None for alternative in alternatives]
    literals = {str(item[1]) for item in first if item is not None and str(item[0]) == "LITERAL"}
    exclusive = len(literals) == len(first)
    return max(bits for bits, _ in choices) + (0.0 if exclusive else math.log2(len(choices))), max(free for _, free in choices)


def _parts(argument: Any, length: int) -> Choices:
    """Choices of the sub-patterns among an operation's arguments: groups, look-around, conditionals."""
    if hasattr(argument, "getwidth"):
        return _choices(argument, length)
    if not isinstance(argument, (list, tuple)):
        return 0.0, 0
    inner = [_parts(part, length) for part in argument]
    return sum(bits for bits, _ in inner), sum(free for _, free in inner)


@lru_cache(maxsize=1024)
def _compiled(pattern: Any, flags: int) -> Pattern:
    parser: Any = re._parser if hasattr(re, "_parser") else re.sre_parse  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parse(pattern, flags)
        return Pattern(re.compile(pattern, flags), tree)


def _pattern(machine: Machine, pattern: Value, flags: Value = 0) -> Value:
    """The compiled pattern, or an unknown."""
    if isinstance(pattern, Pattern):
        return pattern
    if found := first_unknown((pattern, flags)):
        return found
    if not isinstance(pattern, (str, bytes)):
        raise machine.error("TypeError", "first argument must be string or compiled pattern")
    if len(pattern) > MAX_PATTERN:
        return unknown(machine, f"regular expression of more than {MAX_PATTERN} characters")
    text: Any = bytes(pattern) if isinstance(pattern, bytes) else str(pattern)
    try:
        return _compiled(text, int(flags))
    except (re.error, OverflowError, RecursionError, ValueError) as error:
        raise machine.error("ValueError", f"invalid regular expression: {error}") from None


def _ready(machine: Machine, pattern: Value, subject: Value, flags: Value = 0) -> tuple[Value, Value | None]:
    """The compiled pattern, and None or the unknown that a match against the subject must result in."""
    compiled = _pattern(machine, pattern, flags)
    if found := first_unknown((compiled, subject)):
        return compiled, found
    if not isinstance(subject, (str, bytes)):
        raise machine.error("TypeError", f"expected string or bytes-like object, got {type(subject).__name__!r}")
    if len(subject) > MAX_SUBJECT or compiled.work(len(subject)) > MAX_WORK:
        return compiled, unknown(machine, f"regular expression {compiled.regex.pattern!r} may backtrack too much")
    return compiled, None


def _wrapped(found: re.Match[Any] | None, pattern: Pattern) -> Match | None:
    return None if found is None else Match(found, pattern)


@native("re.compile")
def compile_pattern(machine: Machine, pattern: Value, flags: Value = 0) -> Value:
    """``re.compile``."""
    return _pattern(machine, pattern, flags)


def _searching(method: str) -> None:
    def of_pattern(machine: Machine, pattern: Pattern, string: Value, *bounds: Value, **named: Value) -> Value:
        _, problem = _ready(machine, pattern, string)
        return problem or _wrapped(getattr(pattern.regex, method)(string, *bounds, **named), pattern)

    def of_module(machine: Machine, pattern: Value, string: Value, flags: Value = 0) -> Value:
        compiled, problem = _ready(machine, pattern, string, flags)
        return problem or _wrapped(getattr(compiled.regex, method)(string), compiled)

    native(f"re.Pattern.{method}")(of_pattern)
    native(f"re.{method}")(of_module)


for _method in ("match", "search", "fullmatch"):
    _searching(_method)


@native("re.Pattern.findall")
def findall(machine: Machine, pattern: Pattern, string: Value, *bounds: Value) -> Value:
    """All matched texts."""
    _, problem = _ready(machine, pattern, string)
    return problem or pattern.regex.findall(string, *bounds)


@native("re.Pattern.finditer")
def finditer(machine: Machine, pattern: Pattern, string: Value, *bounds: Value) -> Value:
    """All matches."""
    _, problem = _ready(machine, pattern, string)
    return problem or iter([Match(found, pattern) for found in pattern.regex.finditer(string, *bounds)])


@native("re.Pattern.split")
def split(machine: Machine, pattern: Pattern, string: Value, maxsplit: Value = 0) -> Value:
    """The texts between matches."""
    _, problem = _ready(machine, pattern, string)
    return problem or pattern.regex.split(string, maxsplit)


@native("re.Pattern.subn")
def subn(machine: Machine, pattern: Pattern, repl: Value, string: Value, count: Value = 0) -> Value:
    """The text with matches replaced, and their number."""
    _, problem = _ready(machine, pattern, string)
    if problem or (problem := first_unknown((repl, count))):
        return problem
    if isinstance(repl, (str, bytes)):
        return pattern.regex.subn(repl, string, count)
    unknowns: list[Value] = []

    def replacement(found: re.Match[Any]) -> Any:
        result = machine.call(repl, (Match(found, pattern),))
        if first_unknown((result,)):
            unknowns.append(result)
            return ""
        return result

    result = pattern.regex.subn(replacement, string, count)
    return unknowns[0] if unknowns else result


@native("re.Pattern.sub")
def sub(machine: Machine, pattern: Pattern, repl: Value, string: Value, count: Value = 0) -> Value:
    """The text with matches replaced."""
    result = subn(machine, pattern, repl, string, count)
    return result[0] if isinstance(result, tuple) else result


def _of_module(name: str, method: Any, extra: int) -> None:
    """The module function of a method: its flags come last."""

    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        flags = kwargs.pop("flags", 0) if len(args) <= extra else args[extra]
        pattern = _pattern(machine, kwargs.pop("pattern") if not args else args[0], flags)
        return first_unknown((pattern,)) or method(machine, pattern, *args[1:extra], **kwargs)

    register(f"re.{name}", Primitive(f"re.{name}", invoke))


_of_module("findall", findall, 2)
_of_module("finditer", finditer, 2)
_of_module("split", split, 3)
_of_module("sub", sub, 4)
_of_module("subn", subn, 4)


@native("re.escape")
def escape(machine: Machine, pattern: Value) -> Value:
    """The text with special characters escaped."""
    return first_unknown((pattern,)) or re.escape(pattern)


@native("re.purge")
def purge(machine: Machine) -> None:
    """Nothing is kept that could change a result."""


def _properties() -> None:
    for name in ("pattern", "flags", "groups", "groupindex"):
        native(f"re.Pattern.{name}", kind="property")(_pattern_property(name))
    for name in ("string", "pos", "endpos", "lastgroup", "lastindex"):
        native(f"re.Match.{name}", kind="property")(_match_property(name))
    for name in ("group", "groups", "groupdict", "start", "end", "span", "expand", "__getitem__"):
        native(f"re.Match.{name}")(_match_method(name))
    for name in FLAGS:
        if hasattr(re, name):
            register(f"re.{name}", int(getattr(re, name)))


def _pattern_property(name: str) -> Any:
    def read(machine: Machine, pattern: Pattern) -> Value:
        value = getattr(pattern.regex, name)
        return dict(value) if name == "groupindex" else value

    return read


def _match_property(name: str) -> Any:
    return lambda machine, match: getattr(match.found, name)


def _match_method(name: str) -> Any:
    def invoke(machine: Machine, match: Match, *args: Value, **kwargs: Value) -> Value:
        if found := first_unknown(args):
            return found
        try:
            return getattr(match.found, name)(*args, **kwargs)
        except IndexError as error:
            raise machine.error("IndexError", str(error)) from None

    return invoke


@native("re.Match.re", kind="property")
def match_pattern(machine: Machine, match: Match) -> Pattern:
    """The pattern that matched."""
    return match.pattern


_properties()
