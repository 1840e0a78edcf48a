"""Comprehensions and generator expressions."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

from astroid import nodes

from flake8_greenai.interpreter import operators
from flake8_greenai.interpreter.assignment import compile_target
from flake8_greenai.interpreter.compiling import Evaluate, compile_expression, expression
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.limits import MAX_ELEMENTS
from flake8_greenai.interpreter.scopes import Scope, comprehension_names
from flake8_greenai.interpreter.sequences import many
from flake8_greenai.interpreter.values import BoundReached, GeneratorObject, Unknown, Value
from flake8_greenai.symbolic import Amount, Expression

_Loop = tuple[Evaluate, Callable[[Frame, Value], None], list[Evaluate]]


def _compile_loops(node: Any, scope: Scope) -> tuple[Scope, list[_Loop]]:
    inner = Scope("comprehension", scope, comprehension_names(node))
    loops: list[_Loop] = []
    for index, generator in enumerate(node.generators):
        # The first iterable is evaluated in the enclosing scope.
        source = compile_expression(generator.iter, scope if index == 0 else inner)
        conditions = [compile_expression(condition, inner) for condition in generator.ifs]
        loops.append((source, compile_target(generator.target, inner), conditions))
    return inner, loops


class _Undecided(Exception):
    """A condition or an iterable of the comprehension is unknown."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown)
        self.unknown = unknown


def _rounds(frame: Frame, loops: list[_Loop], first: Value, level: int = 0) -> Iterator[Amount]:
    """Runs the loops; each item is one evaluation of the element, and how many it stands for."""
    machine = frame.machine
    source, assign, conditions = loops[level]
    iterable = first if level == 0 else source(frame)
    if type(iterable) is Unknown:
        raise _Undecided(iterable)
    for item in machine.iterate(iterable):
        machine.steps -= 1
        if machine.steps < 0:
            raise machine.bound_reached("steps")
        if type(item) is Unknown and item.many is not None:
            yield from _many_rounds(frame, loops, item, level)
            continue
        assign(frame, item)
        if _is_wanted(frame, conditions):
            if level + 1 < len(loops):
                yield from _rounds(frame, loops, None, level + 1)
            else:
                yield 1


def _is_wanted(frame: Frame, conditions: list[Evaluate]) -> bool:
    for condition in conditions:
        truth = frame.machine.truth_or_unknown(condition(frame))
        if type(truth) is Unknown:
            raise _Undecided(truth)
        if not truth:
            return False
    return True


def _many_rounds(frame: Frame, loops: list[_Loop], item: Unknown, level: int) -> Iterator[Amount]:
    """The rounds of an item that stands for an unknown number of them: one is run."""
    assert item.many is not None
    context = frame.machine.context
    _, assign, conditions = loops[level]
    value, count = item.many
    follows = context.follows_loops()
    if follows:
        context.begin_loop(count)
        context.begin_iteration()
    else:
        context.begin_repetition()
    try:
        assign(frame, value)
        if _is_wanted(frame, conditions):
            if level + 1 < len(loops):
                for inner in _rounds(frame, loops, None, level + 1):
                    yield inner * count
            else:
                yield count
    finally:
        if follows:
            context.keep_iteration(context.end_iteration(), count, ())
            context.end_loop(stops_early=False)
        else:
            context.end_repetition(item)


@expression(nodes.ListComp, nodes.SetComp, nodes.DictComp)
def compile_comprehension(node: Any, scope: Scope) -> Evaluate:
    """The closure of a list, set or dict comprehension."""
    inner, loops = _compile_loops(node, scope)
    is_dict = isinstance(node, nodes.DictComp)
    is_set = isinstance(node, nodes.SetComp)
    element = compile_expression(node.value if is_dict else node.elt, inner)
    key = compile_expression(node.key, inner) if is_dict else None
    is_class = scope.kind == "class"

    def comprehension(frame: Frame) -> Value:
        machine = frame.machine
        first = loops[0][0](frame)
        own = _inner_frame(frame, is_class)
        values: list[Value] = []
        mapping: dict[Value, Value] = {}
        machine.frame = own
        try:
            for count in _rounds(own, loops, first):
                if type(count) is Expression:
                    item = element(own)
                    if is_dict or is_set:
                        raise _Undecided(many(item, count))
                    values.append(many(item, count))
                elif key is not None:
                    operators.store_key(machine, mapping, key(own), element(own))
                else:
                    values.append(element(own))
                if len(values) > MAX_ELEMENTS:
                    raise BoundReached(f"{MAX_ELEMENTS} elements in a comprehension", frame.location())
        except _Undecided as undecided:
            return undecided.unknown
        finally:
            machine.frame = own.caller
        if is_dict:
            return mapping
        return machine.host(set, values) if is_set else values

    return comprehension


def _inner_frame(frame: Frame, is_class: bool) -> Frame:
    own = Frame(frame.machine, frame.module, frame.parent if is_class else frame, frame.function)
    own.caller = frame.machine.frame
    own.class_cell = frame.class_cell
    own.node = frame.node
    return own


@expression(nodes.GeneratorExp)
def compile_generator_expression(node: Any, scope: Scope) -> Evaluate:
    """The closure of a generator expression: evaluated as it is consumed."""
    inner, loops = _compile_loops(node, scope)
    element = compile_expression(node.elt, inner)
    is_class = scope.kind == "class"

    def make(frame: Frame) -> Value:
        first = loops[0][0](frame)
        if type(first) is Unknown:
            return first
        own = _inner_frame(frame, is_class)

        def produce() -> Generator[Value, None, None]:
            machine = frame.machine
            try:
                for count in _rounds(own, loops, first):
                    outer, machine.frame = machine.frame, own
                    try:
                        value = element(own)
                    finally:
                        machine.frame = outer
                    yield many(value, count) if type(count) is Expression else value
            except _Undecided as undecided:
                raise frame.machine.unknown_iteration(undecided.unknown) from None

        running = produce()

        def throw(error: BaseException) -> Value:
            raise error

        generator = GeneratorObject(lambda _: next(running), throw, running.close, "<genexpr>")
        if frame.machine.watch is not None:
            frame.machine.watch.note(generator)
        return generator

    return make
