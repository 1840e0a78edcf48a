"""The ``match`` statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter import operators
from flake8_greenai.interpreter.assignment import compile_name_target
from flake8_greenai.interpreter.compiling import Execute, compile_block, compile_expression, compile_optional, statement
from flake8_greenai.interpreter.frames import Frame, Signal
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import MISSING, Class, Unknown, Value

Matches = Callable[[Frame, Value], bool]
_SELF_MATCHING = ("bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple")


@statement(nodes.Match)
def _match(node: Any, scope: Scope) -> Execute:
    subject = compile_expression(node.subject, scope)
    cases = [(_pattern(case.pattern, scope), compile_optional(case.guard, scope), compile_block(case.body, scope)) for case in node.cases]

    def match(frame: Frame) -> Signal:
        value = subject(frame)
        machine = frame.machine
        if type(value) is Unknown:
            frame.node = node
            return machine.branches.run_any(frame, value, [body for _, _, body in cases])
        for matches, guard, body in cases:
            if matches(frame, value) and (guard is None or machine.truth(guard(frame))):
                return body(frame)
        return None

    return match


def _pattern(node: Any, scope: Scope) -> Matches:
    return _PATTERNS[type(node)](node, scope)


def _value(node: Any, scope: Scope) -> Matches:
    value = compile_expression(node.value, scope)
    return lambda frame, subject: frame.machine.truth(operators.compare(frame.machine, "==", subject, value(frame)))


def _singleton(node: Any, scope: Scope) -> Matches:
    value = node.value
    return lambda frame, subject: subject is value


def _as(node: Any, scope: Scope) -> Matches:
    inner = _pattern(node.pattern, scope) if node.pattern is not None else None
    bind = compile_name_target(node.name.name, scope) if node.name is not None else None

    def matches(frame: Frame, subject: Value) -> bool:
        if inner is not None and not inner(frame, subject):
            return False
        if bind is not None:
            bind(frame, subject)
        return True

    return matches


def _or(node: Any, scope: Scope) -> Matches:
    alternatives = [_pattern(pattern, scope) for pattern in node.patterns]
    return lambda frame, subject: any(matches(frame, subject) for matches in alternatives)


def _sequence(node: Any, scope: Scope) -> Matches:
    stars = [index for index, pattern in enumerate(node.patterns) if isinstance(pattern, nodes.MatchStar)]
    star = stars[0] if stars else None
    patterns = [None if isinstance(pattern, nodes.MatchStar) else _pattern(pattern, scope) for pattern in node.patterns]
    rest = node.patterns[star].name if star is not None else None
    bind = compile_name_target(rest.name, scope) if rest is not None else None

    def matches(frame: Frame, subject: Value) -> bool:
        if not isinstance(subject, (list, tuple)):
            return False
        values = list(subject)
        if star is None:
            if len(values) != len(patterns):
                return False
            chosen = values
        else:
            if len(values) < len(patterns) - 1:
                return False
            middle = len(values) - (len(patterns) - star - 1)
            if bind is not None:
                bind(frame, values[star:middle])
            chosen = [*values[:star], None, *values[middle:]]
        return all(pattern is None or pattern(frame, value) for pattern, value in zip(patterns, chosen))  # noqa: B905

    return matches


def _mapping(node: Any, scope: Scope) -> Matches:
    keys = [compile_expression(key, scope) for key in node.keys]
    patterns = [_pattern(pattern, scope) for pattern in node.patterns]
    bind = compile_name_target(node.rest.name, scope) if node.rest is not None else None

    def matches(frame: Frame, subject: Value) -> bool:
        if not isinstance(subject, dict):
            return False
        seen = []
        for key, pattern in zip(keys, patterns):  # noqa: B905
            name = key(frame)
            if name not in subject or not pattern(frame, subject[name]):
                return False
            seen.append(name)
        if bind is not None:
            bind(frame, {name: value for name, value in subject.items() if name not in seen})
        return True

    return matches


def _class(node: Any, scope: Scope) -> Matches:
    cls = compile_expression(node.cls, scope)
    positional = [_pattern(pattern, scope) for pattern in node.patterns]
    named = [(name, _pattern(pattern, scope)) for name, pattern in zip(node.kwd_attrs, node.kwd_patterns)]  # noqa: B905

    def matches(frame: Frame, subject: Value) -> bool:
        machine = frame.machine
        wanted = cls(frame)
        if not machine.truth(machine.is_instance(subject, wanted)):
            return False
        parts: list[tuple[Value, Matches]] = []
        if positional:
            if isinstance(wanted, Class) and wanted.name in _SELF_MATCHING and wanted.host is not None:
                parts.append((subject, positional[0]))
            else:
                names = machine.get_attribute(wanted, "__match_args__", ())
                parts += [(machine.get_attribute(subject, name, MISSING), pattern) for name, pattern in zip(names, positional)]  # noqa: B905
        parts += [(machine.get_attribute(subject, name, MISSING), pattern) for name, pattern in named]
        return all(value is not MISSING and pattern(frame, value) for value, pattern in parts)

    return matches


_PATTERNS: dict[type, Callable[[Any, Scope], Matches]] = {
    nodes.MatchValue: _value,
    nodes.MatchSingleton: _singleton,
    nodes.MatchAs: _as,
    nodes.MatchOr: _or,
    nodes.MatchSequence: _sequence,
    nodes.MatchMapping: _mapping,
    nodes.MatchClass: _class,
}
