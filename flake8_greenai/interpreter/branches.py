"""Branches on unknown conditions: every side is run on the same state, then the states are joined."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.departures import Departures, Rest
from flake8_greenai.interpreter.frames import BREAK, CONTINUE, RETURN, Frame, Signal
from flake8_greenai.interpreter.narrowing import options_of
from flake8_greenai.interpreter.sequences import LEAST, many
from flake8_greenai.interpreter.values import MISSING, Class, Instance, Native, Raised, Unknown, Value
from flake8_greenai.interpreter.watching import is_whole
from flake8_greenai.symbolic import Expression, symbol
from flake8_greenai.symbolic.expression import amount_bounds

if TYPE_CHECKING:
    from flake8_greenai.interpreter.compiling import Evaluate, Execute
    from flake8_greenai.interpreter.machine import Machine

_MAX_NESTING = 12
"""Nested unknown branches explored; deeper ones take the first side only and count as unknown."""
_MAX_RECURSION = 4
"""Activations of one function that explore unknown branches within each other: each doubles what there is to explore, and none ends it."""
MOST_JOINED = 64
"""Items of which one at an unknown place is described by what they have in common."""
_DIFFERS = "differs between branches: "


class Contents:
    """A mutable host container whose contents a side may change."""

    __slots__ = ("container", "owner")

    def __init__(self, container: Any, owner: Class | None = None) -> None:
        self.container = container
        self.owner = owner

    def read(self) -> Any:
        """A shallow copy of the contents."""
        return _copy(self.container)

    def write(self, state: Any) -> None:
        """Put contents back."""
        _restore(self.container, state)
        self.settle()

    def settle(self) -> None:
        """Tell the class whose attributes these are that they changed."""
        if self.owner is not None:
            self.owner.invalidate()


class Binding:
    """One name of a module's namespace: others may be evaluated on demand meanwhile and stay."""

    __slots__ = ("name", "values")

    def __init__(self, values: dict[str, Value], name: str) -> None:
        self.values = values
        self.name = name

    def read(self) -> Any:
        """The value, or MISSING."""
        return self.values.get(self.name, MISSING)

    def write(self, state: Any) -> None:
        """Bind the name again, or unbind it."""
        if state is MISSING:
            self.values.pop(self.name, None)
        else:
            self.values[self.name] = state


Journal = dict[tuple[int, str | None], tuple[Contents | Binding, Any]]


Side = Callable[[], tuple[Signal, Value]]
"""Runs one alternative: how it ended, and its value when it is an expression."""


def _executed(frame: Frame, body: Execute) -> tuple[Signal, Value]:
    return body(frame), None


def _skipped() -> tuple[Signal, Value]:
    return None, None


class _Outcome:
    """How one side ended and what it left in the containers it changed."""

    __slots__ = ("changes", "raised", "result", "signal", "token", "value")

    def __init__(
        self,
        signal: Signal,
        value: Value,
        result: Value,
        raised: Raised | None,
        changes: dict[tuple[int, str | None], tuple[Contents | Binding, Any]],
        token: object,
    ) -> None:
        self.signal = signal
        self.value = value
        self.result = result
        self.raised = raised
        self.changes = changes
        self.token = token


class Branches:
    """Runs alternatives and joins them."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.departures = Departures(machine.context)
        self.nesting = 0
        self.exploring: list[Frame] = []
        """Activations whose unknown branches are being explored, outermost first."""
        self.may_break: set[Frame] = set()
        self.may_return: set[Frame] = set()
        """Activations in which a branch on an unknown condition left the loop that is being run, or the function."""
        self.left: list[Rest] = []

    def remember(self, container: Any) -> None:
        """Keep a shallow copy of a container before its first change on this side."""
        self.keep((id(container), None), Contents(container))

    def remember_class(self, cls: Class) -> None:
        """Keep the attributes of a class before their first change on this side."""
        self.keep((id(cls.namespace), None), Contents(cls.namespace, cls))

    def remember_binding(self, values: dict[str, Value], name: str) -> None:
        """Keep the value of a module's name before its first change on this side."""
        self.keep((id(values), name), Binding(values, name))

    def keep(self, key: tuple[int, str | None], place: Contents | Binding) -> None:
        """Keep the contents of a place before its first change on this side."""
        journal = self.machine.journal
        if journal is not None and key not in journal:
            journal[key] = (place, place.read())

    def either(self, frame: Frame, unknown: Unknown, body: Evaluate, otherwise: Evaluate) -> Value:
        """The value of ``body if unknown else otherwise``."""
        outcomes = self._explore(frame, [lambda: (None, body(frame)), lambda: (None, otherwise(frame))])
        survivors = self._join(frame, outcomes, unknown)
        return self.join_values([outcome.value for outcome in survivors], unknown)

    def run(self, frame: Frame, unknown: Unknown, body: Execute, otherwise: Execute | None) -> Signal:
        """``if unknown: body else: otherwise``."""
        other: Side = partial(_executed, frame, otherwise) if otherwise is not None else _skipped
        return self._run_sides(frame, unknown, [partial(_executed, frame, body), other])

    def run_any(self, frame: Frame, unknown: Unknown, bodies: list[Execute]) -> Signal:
        """One of several bodies, or none."""
        sides: list[Side] = [partial(_executed, frame, body) for body in bodies]
        return self._run_sides(frame, unknown, [*sides, _skipped])

    def _run_sides(self, frame: Frame, unknown: Unknown, sides: list[Side]) -> Signal:
        if self.nesting >= _MAX_NESTING:
            self.machine.context.unknown_call("branch", Unknown(f"more than {_MAX_NESTING} nested unknown branches", unknown.location))
            return sides[-1]()[0]
        if self._recurs(frame):
            reason = f"recursion on unknown conditions: {unknown.reason}"
            self.machine.context.unknown_call("branch", Unknown(reason, unknown.location))
            return sides[-1]()[0]
        survivors = self._join(frame, self._explore(frame, sides), unknown)
        returning = [outcome for outcome in survivors if outcome.signal is RETURN]
        running = [outcome for outcome in survivors if outcome.signal is not RETURN]
        if returning and running:
            if frame.pending is None:
                frame.pending = []
            frame.pending.append((unknown, [outcome.result for outcome in returning]))
        elif returning:
            frame.result = self.join_values([outcome.result for outcome in returning], unknown)
            return RETURN
        signals = {outcome.signal for outcome in running}
        if returning:
            self.may_return.add(frame)
            self.departures.begin(frame, RETURN, unknown)
        if BREAK in signals and len(signals) > 1:
            self.may_break.add(frame)
            self.departures.begin(frame, BREAK, unknown)
        elif len(signals) > 1:
            self.departures.begin(frame, CONTINUE, unknown)
        if len(signals) == 1:
            return signals.pop()
        return None if None in signals else CONTINUE if CONTINUE in signals else BREAK

    def _recurs(self, frame: Frame) -> bool:
        """Whether a function that calls itself on every side would explore without end."""
        function = frame.function
        if function is None or not self.exploring or frame in self.exploring:
            return False
        return (
            len({id(other) for other in self.exploring if other.function is not None and other.function.code is function.code})
            >= _MAX_RECURSION
        )

    def finish(self, frame: Frame) -> Value:
        """The result of a call some of whose branches returned early."""
        result = frame.result
        for unknown, results in reversed(frame.pending):
            result = self.join_values([*results, result], Unknown(unknown.reason, unknown.location))
        return result

    def loop_unknown(self, frame: Frame, unknown: Unknown, assign: Callable[[], None], body: Execute) -> Signal:
        """A loop that runs an unknown number of times: its body is run once as an alternative to not at all."""
        machine = self.machine

        def once() -> tuple[Signal, Value]:
            assign()
            machine.context.begin_repetition()
            signal: Signal = BREAK
            try:
                signal = body(frame)
            finally:
                # A body that may leave the loop happens an unknown number of times.
                may_leave = signal is BREAK or signal is RETURN or frame in self.may_break or frame in self.may_return
                machine.context.end_repetition(Unknown(unknown.reason, unknown.location) if may_leave else unknown)
            return (signal if signal is RETURN else None), None

        return self._run_sides(frame, unknown, [once, _skipped])

    def cut_loop(self, frame: Frame, node: Any) -> Signal:
        """A loop that reached the bound on iterations: what it assigns is unknown from here on."""
        machine = self.machine
        raise machine.bound_reached(f"{machine.limits.iterations} iterations of one loop")

    def _explore(self, frame: Frame, sides: list[Side]) -> list[_Outcome]:
        machine = self.machine
        outer, pending = machine.journal, frame.pending
        outcomes = []
        self.nesting += 1
        self.exploring.append(frame)
        base = len(self.departures.open)
        left: list[Rest] = []
        returned: list[tuple[Unknown, list[Value]]] = []
        try:
            for side in sides:
                journal: Journal = {}
                machine.journal = journal
                frame.pending = None
                chain: Frame | None = frame
                while chain is not None:
                    if chain.locals is not chain.module.values:
                        self.remember(chain.locals)
                    chain = chain.parent
                machine.context.begin_alternative()
                signal, value, raised = None, None, None
                depth, current = machine.depth, machine.frame
                try:
                    signal, value = side()
                except Raised as error:
                    raised = error
                    machine.depth, machine.frame = depth, current
                finally:
                    left += self.departures.cut(base)
                    token = machine.context.end_alternative()
                result = self.finish(frame) if frame.pending is not None and signal is RETURN else frame.result
                if frame.pending is not None and signal is not RETURN and raised is None:
                    returned += frame.pending
                changes = {key: (place, place.read()) for key, (place, _) in journal.items()}
                for place, before in journal.values():
                    place.write(before)
                machine.journal = outer
                if outer is not None:
                    for key, kept in journal.items():
                        outer.setdefault(key, kept)
                outcomes.append(_Outcome(signal, value, result, raised, changes, token))
        finally:
            self.nesting -= 1
            self.exploring.pop()
            machine.journal, frame.pending = outer, pending
        if returned:
            frame.pending = [*(pending or ()), *returned]
        self.left = left
        return outcomes

    def _join(self, frame: Frame, outcomes: list[_Outcome], unknown: Unknown) -> list[_Outcome]:
        survivors = [outcome for outcome in outcomes if outcome.raised is None]
        if not survivors:
            raise outcomes[0].raised or AssertionError("a side neither ended nor raised")
        # A side with a ``raise`` is the program refusing its input: not the case whose cost is asked for.
        for outcome in outcomes:
            if outcome.raised is not None and not outcome.raised.is_explicit:
                self._assume_not_taken(outcome.raised, unknown)
            elif outcome.raised is not None and self.is_caught(outcome.raised):
                reason = f"the program catches what one branch raises: {unknown.reason}"
                self.machine.context.unknown_call("branch", Unknown(reason, unknown.location))
        self.machine.context.join_alternatives([outcome.token for outcome in survivors], unknown)
        self.departures.resume(frame, self.left)
        continuing = [outcome for outcome in survivors if outcome.signal is not RETURN] or survivors
        places = {key: place for outcome in continuing for key, (place, _) in outcome.changes.items()}
        # What was empty first, such as the attributes of an object that a side made: variables are joined from them.
        for key, place in sorted(places.items(), key=lambda item: isinstance(item[1], Binding) or bool(item[1].read())):
            before = place.read()
            states = [outcome.changes[key][1] if key in outcome.changes else before for outcome in continuing]
            if len(states) == 1:
                place.write(states[0])
            elif isinstance(place, Binding):
                present = [state for state in states if state is not MISSING]
                # Bound on one side only: using it means that side was taken.
                place.write(self.join_values(present, unknown) if present else MISSING)
            else:
                place.write(self._joined_contents(states, unknown))
                if any(len(state) != len(states[0]) for state in states):
                    self.machine.context.differs(place.container, unknown)
        return survivors

    def is_caught(self, raised: Raised) -> bool:
        """Whether a handler of the program around this place waits for the exception."""
        return any(catches(raised.value) for catches in self.machine.handlers)

    def _assume_not_taken(self, raised: Raised, unknown: Unknown) -> None:
        kind = raised.value.cls.name if raised.value.cls is not None else "Exception"
        message = self.machine.to_str(raised.value)
        self.machine.context.assume(f"not taken, because it fails at {raised.location} ({kind}: {message}): a branch on {unknown.reason}")

    def _joined_contents(self, states: list[Any], unknown: Unknown) -> Any:
        first = states[0]
        self.machine.count_generator(len(first) * len(states) >> 2)
        if isinstance(first, dict):
            joined = {}
            for key in dict.fromkeys(key for state in states for key in state):
                values = [state[key] for state in states if key in state]
                joined[key] = self.join_values(values, unknown)
            return joined
        if isinstance(first, tuple):
            return tuple(parts[0] if all(part == parts[0] for part in parts) else parts[-1] for parts in zip(*states, strict=True))
        if isinstance(first, list) and all(len(state) == len(first) for state in states):
            return [self.join_values(list(values), unknown) for values in zip(*states, strict=True)]
        longest = max(states, key=len)
        if isinstance(first, list) and all(_is_beginning(state, longest) for state in states):
            known = min(map(len, states))
            count = self.machine.context.fresh("n", 0, 1)
            return [*longest[:known], *(many(item, count) for item in longest[known:])]
        if any(state != first for state in states):
            reason = f"a container differs between branches: {unknown.reason}"
            self.machine.context.unknown_call("branch", Unknown(reason, unknown.location))
        return longest

    def one_of(self, values: list[Value], unknown: Unknown) -> Value:
        """What stands for an item that is taken from several at a place that is not known."""
        values = [value.many[0] if type(value) is Unknown and value.many is not None else value for value in values]
        first = values[0]
        if all(value is first for value in values):
            return first
        if all(type(value) is int for value in values):
            return symbol(minimum=min(values), maximum=max(values))
        if all(map(is_whole, values)):
            bounds = [None if type(value) is Unknown else amount_bounds(value)[0] for value in values]
            return symbol(minimum=min(LEAST if low is None else low for low in bounds))
        if len(values) <= MOST_JOINED:
            return self.join_values(values, unknown)
        is_number = all(type(value) in (int, float) for value in values)
        return Unknown(unknown.reason, unknown.location, is_number=is_number)

    def join_values(self, values: list[Value], unknown: Unknown) -> Value:
        """One value for what differs between sides, Unknown when nothing can stand for all."""
        first = values[0]
        if all(value is first for value in values[1:]):
            return first
        kind = type(first)
        if kind in (int, float, str, bool, bytes, type(None)) and all(type(value) is kind and value == first for value in values):
            return first
        if kind in (tuple, list) and all(type(value) is kind and len(value) == len(first) for value in values):
            joined = [self.join_values(list(parts), unknown) for parts in zip(*values, strict=True)]
            return tuple(joined) if kind is tuple else joined
        if (
            isinstance(first, Instance)
            and _is_stateless(first)
            and all(type(value) is Instance and value.cls is first.cls for value in values)
        ):
            return self._joined_objects(values, unknown)
        if not any(isinstance(value, (Class, Unknown)) for value in values):
            if unknown.sizes is not None and unknown.is_general is not None and len(values) == 2:
                general, special = values if unknown.is_general else reversed(values)
                if self.machine.context.includes(general, special, unknown.sizes):
                    return general
            joined_value = self.machine.context.join_values(values)
            if joined_value is not None:
                return joined_value
        reason = unknown.reason
        differing = Unknown(reason if reason.startswith(_DIFFERS) else _DIFFERS + reason, unknown.location)
        differing.options = options_of(values)
        differing.is_number = all(
            type(value) in (int, float, Expression) or (type(value) is Unknown and value.is_number) for value in values
        )
        return differing

    def _joined_objects(self, values: list[Value], unknown: Unknown) -> Value:
        """An object like each of several whose class says that they are nothing but what their attributes hold."""
        joined = Instance(values[0].cls)
        for name in values[0].attributes:
            held = self.join_values([value.attributes.get(name) for value in values], unknown)
            if type(held) is Unknown:
                return held
            joined.attributes[name] = held
        return joined


def _is_beginning(items: list[Value], longer: list[Value]) -> bool:
    return all(item is other for item, other in zip(items, longer, strict=False))


def _is_stateless(value: Instance) -> bool:
    return value.cls is not None and value.cls.is_stub and value.cls.find("_greenai_is_value") is True


def _copy(container: Any) -> Any:
    if isinstance(container, dict):
        return dict(container)
    if isinstance(container, list):
        return list(container)
    if isinstance(container, set):
        return set(container)
    if isinstance(container, Native):
        return container.snapshot()
    return container


def _restore(container: Any, state: Any) -> None:
    if isinstance(container, list):
        container[:] = state
    elif isinstance(container, (dict, set)):
        container.clear()
        container.update(state)
    elif isinstance(container, Native):
        container.restore(state)
