"""Generators: the body runs in a greenlet that switches back to its consumer at each ``yield``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from greenlet import GreenletExit, getcurrent, greenlet

from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.values import BoundReached, GeneratorObject, Raised, Value
from flake8_greenai.interpreter.watching import NeedsUnrolling

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


_started: WeakSet[Any] = WeakSet()
"""Greenlets of generators whose bodies began."""


class _Yielded:
    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


class _Suspension:
    """The greenlet of one generator and where it switches back to."""

    __slots__ = ("consumer", "finished", "loops", "running", "worker")

    def __init__(self) -> None:
        self.worker: Any = None
        self.consumer: Any = None
        self.loops: Any = None
        self.finished = False
        self.running = False

    def start(self, body: Callable[[Any], Value]) -> Any:
        """A new greenlet for the body."""
        self.worker = greenlet(body)
        return self.worker

    def resume(self, machine: Machine) -> object:
        """Go on in the loops that it gave a value out of; which loops are open around it."""
        depth = machine.context.depth_of_loops()
        if self.loops:
            machine.context.resume_loops(self.loops)
        return depth


def make_generator(machine: Machine, frame: Frame, code: Any) -> GeneratorObject:
    """A generator over the activation ``frame``, not started."""
    state = _Suspension()
    frame.generator = state

    def body(first: Any) -> Value:
        if isinstance(first, BaseException):
            raise first
        try:
            code.body(frame)
        except GreenletExit:
            return None
        finally:
            machine.branches.departures.leave(frame)
        return frame.result

    def switch(value: Any) -> Value:
        if state.finished:
            raise value if isinstance(value, BaseException) and not isinstance(value, GreenletExit) else StopIteration
        if state.running:
            raise machine.error("ValueError", "generator already executing")
        machine.count_generator()
        if state.worker is None:
            _started.add(state.start(body))
        caller, depth = machine.frame, machine.depth
        machine.depth += 1
        if machine.depth > machine.limits.depth:
            raise BoundReached(f"call depth {machine.limits.depth}", machine.location())
        frame.caller, machine.frame = caller, frame
        state.worker.parent = state.consumer = getcurrent()
        state.running = True
        depth_of_loops = state.resume(machine)
        try:
            answer = state.worker.switch(value)
        except BaseException:
            state.finished = True
            raise
        finally:
            state.running = False
            machine.frame, machine.depth = caller, depth
        if isinstance(answer, _Yielded):
            state.loops = machine.context.suspend_loops(depth_of_loops)
            return answer.value
        state.finished = True
        raise StopIteration(answer)

    def close() -> None:
        if state.worker is None or state.finished:
            state.finished = True
            return
        try:
            switch(Raised(machine.exception("GeneratorExit", ""), None))
        except (StopIteration, Raised):
            state.finished = True

    return GeneratorObject(switch, switch, close, code.name)


def yield_value(machine: Machine, frame: Frame, value: Value) -> Value:
    """Suspend the generator of ``frame`` with ``value``; gives what is sent, raises what is thrown."""
    owner: Frame | None = frame
    while owner is not None and owner.generator is None:
        owner = owner.parent
    if owner is None:
        raise machine.error("RuntimeError", "yield outside a generator")
    if machine.watch is not None and machine.watch.frame is frame:
        raise NeedsUnrolling
    sent = owner.generator.consumer.switch(_Yielded(value))
    if isinstance(sent, BaseException):
        raise sent
    return sent


def exhausted(error: StopIteration) -> Value:
    """The value that a finished generator returned."""
    return error.value


def end_generators() -> None:
    """End the generators that this thread left suspended.

    What the stack of a suspended greenlet holds, the whole machine in the end, no collection of garbage finds.
    """
    for worker in list(_started):
        with suppress(BaseException):  # whatever the analysed program does on its way out, it is over
            worker.parent = getcurrent()
            worker.throw(GreenletExit)
    _started.clear()


RECURSION_LIMIT = 60_000
"""Host frames: every interpreted call takes about ten of them."""


def allow_deep_recursion() -> None:
    """Raise the host's recursion limit; the interpreter bounds call depth itself."""
    if sys.getrecursionlimit() < RECURSION_LIMIT:
        sys.setrecursionlimit(RECURSION_LIMIT)


def yield_from(machine: Machine, frame: Frame, iterable: Value) -> Value:
    """``yield from iterable``; gives the value that an inner generator returned."""
    iterator = machine.iterate(iterable)
    sent: Value = None
    while True:
        try:
            item = iterator.resume(sent) if isinstance(iterator, GeneratorObject) else next(iterator)
        except StopIteration as stop:
            return stop.value
        try:
            sent = yield_value(machine, frame, item)
        except Raised as raised:
            if not isinstance(iterator, GeneratorObject):
                raise
            sent = None
            try:
                item = iterator.throw(raised)
            except StopIteration as stop:
                return stop.value
            sent = yield_value(machine, frame, item)
