"""Comprehensions and generator expressions."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any

from astroid import nodes

from flake8_greenai.interpreter import operators
from flake8_greenai.interpreter.assignment import compile_target
from flake8_greenai.interpreter.compiling import Evaluate, compile_expression, expression
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.limits import MAX_ELEMENTS
from flake8_greenai.interpreter.scopes import Scope, comprehension_names
from flake8_greenai.interpreter.sequences import many
from flake8_greenai.interpreter.values import BoundReached, GeneratorObject, Unknown, UnknownIteration, Value
from flake8_greenai.symbolic import Amount, Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

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
    for item in _items(machine, iterable):
        machine.steps -= 1
        if machine.steps < 0:
            raise machine.bound_reached("steps")
        if type(item) is Unknown and item.many is not None:
            yield from _many_rounds(frame, loops, item, level)
            continue
        assign(frame, item)
        wanted = _wanted(frame, conditions, 1)
        if type(wanted) is int and wanted == 0:
            continue
        if level + 1 < len(loops):
            yield from (inner * wanted for inner in _rounds(frame, loops, None, level + 1))
        else:
            yield wanted


def _items(machine: Machine, iterable: Value) -> Iterator[Value]:
    """The items of an iterable; of an unknown one, in a program's own loops, one that stands for a number of them that is a symbol."""
    try:
        if type(iterable) is not Unknown:
            return machine.iterate(iterable)
        unknown = iterable
    except UnknownIteration as error:
        unknown = error.unknown
    if not machine.context.follows_loops():
        raise _Undecided(unknown)
    return iter([many(machine.unknown_item(unknown), machine.looping.number(unknown))])


def _wanted(frame: Frame, conditions: list[Evaluate], count: Amount) -> Amount:
    """How many of ``count`` items meet the conditions; in a program's own loops a symbol where that is not known."""
    for condition in conditions:
        truth = frame.machine.truth_or_unknown(condition(frame))
        if type(truth) is Unknown:
            context = frame.machine.context
            if not context.follows_loops():
                raise _Undecided(truth)
            count = context.fresh("n", 0, count)
        elif not truth:
            return 0
    return count


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
        count = _wanted(frame, conditions, count)
        if level + 1 < len(loops):
            yield from (inner * count for inner in _rounds(frame, loops, None, level + 1))
        elif type(count) is not int or count:
            yield count
    finally:
        if follows:
            context.keep_iteration(context.end_iteration(), count, ())
            context.end_loop(stops_early=False)
        else:
            context.end_repetition(Unknown(item.reason, item.location) if conditions else item)


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
