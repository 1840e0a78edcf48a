"""Loops that a program goes through many times, followed without unrolling them.

The first iteration is run as it is. The next is run at a symbolic counter: state that changes from iteration to iteration is
written as a function of the counter and checked by induction, and every question that depends on the counter is answered for
one representative and kept as a condition. Iterations that answer all questions alike cost alike, so the loop is a few
classes of iterations with their exact numbers. Where no such description holds, iterations are run one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from astroid import nodes

from flake8_greenai.interpreter.branches import Binding, Contents, Journal
from flake8_greenai.interpreter.departures import Rest
from flake8_greenai.interpreter.frames import BREAK, CONTINUE, RETURN, Frame, Signal
from flake8_greenai.interpreter.sequences import Indexed, sequence_of
from flake8_greenai.interpreter.states import DIFFERS, Left, State, left_growing, reachable, shifted
from flake8_greenai.interpreter.values import MISSING, BoundReached, Raised, Unknown, UnknownIteration, Value
from flake8_greenai.interpreter.watching import GROWS, NeedsUnrolling, Watch
from flake8_greenai.symbolic import Amount, Expression, Undecided, deciding, symbol, work
from flake8_greenai.symbolic.index_sets import Condition, Irregular, Progression, first_missing, members
from flake8_greenai.symbolic.polynomial import atoms

if TYPE_CHECKING:
    from flake8_greenai.interpreter.compiling import Evaluate, Execute
    from flake8_greenai.interpreter.machine import Machine

TERMS_PER_STEP = 4
"""Terms of formulas that take the host as long as one step."""
MOST_CLASSES = 40
"""Classes of iterations of one loop."""
MOST_TRIES = 5
"""Attempts to describe the state of a loop by its counter."""
MOST_SEGMENTS = 3
"""Segments of a loop after which what differs between its iterations is unknown, so that the rest is described at once."""
MOST_UNROLLED = 60
"""Iterations run one by one before the rest is taken to be like the last."""
CHEAP = 20_000
"""Steps within which more iterations are run one by one."""
MOST_SCHEDULED = 20
"""Epochs whose steps are told apart by what happens every so many steps of all epochs."""
MOST_OPEN = 2
"""The same for a loop of unknown length."""
_FAULTS = ("TypeError", "AttributeError", "NameError", "ImportError", "RuntimeError", "ValueError", "LookupError", "AssertionError")
_EXITS = ("SystemExit", "KeyboardInterrupt", "StopIteration", "StopAsyncIteration", "GeneratorExit")
_numbers = itertools.count(1)


class Counter:
    """The counter of a loop that is followed at one iteration, and what was asked about it."""

    def __init__(self, looping: Looping, index: Expression, value: int) -> None:
        self.looping = looping
        self.index = index
        self.name = str(index)
        self.value = value
        self.conditions: list[Condition] = []

    def decide(self, difference: Expression, relation: str) -> bool | None:
        """Answer for this iteration and keep the answer as a condition; counters of outer loops are fixed where they matter."""
        machine = self.looping.machine
        if relation == "==" and machine.steps < machine.limits.steps * 19 // 20 and self._is_schedule(difference):
            return None  # too many to be told apart in the steps that are left
        reduced = self._reduced(difference)
        if reduced is None:
            return None
        owner, rest = reduced
        if type(rest) is not Expression:
            return bool(rest < 0 if relation == "<" else rest <= 0 if relation == "<=" else rest == 0)
        at = rest.substitute({owner.name: owner.value})
        if type(at) is Expression:
            return None
        outcome = bool(at < 0 if relation == "<" else at <= 0 if relation == "<=" else at == 0)
        owner.conditions.append(Condition(rest, relation, outcome, owner.name))
        return outcome

    def _is_schedule(self, difference: Expression) -> bool:
        """Whether it asks for every so many steps counted over many epochs: each of them would answer at other steps."""
        names = {str(found) for found in difference.symbols()}
        outer = [counter for counter in self.looping.counters[:-1] if counter.name in names]
        if not outer or self.looping.counters[-1].name not in names or not any(part.kind == "floor" for part in atoms(difference.terms)):
            return False
        ranges = [counter.index.bounds() for counter in outer]
        return any(high is None or low is None or high - low > MOST_SCHEDULED for low, high in ranges)

    def pin(self, expression: Expression) -> int | None:
        """The value at this iteration; the condition is that it has this value."""
        reduced = self._reduced(expression)
        if reduced is None:
            return None
        owner, rest = reduced
        value = rest.substitute({owner.name: owner.value}) if type(rest) is Expression else rest
        if type(value) is not int:
            return None
        difference = rest - value
        if type(difference) is Expression:
            owner.conditions.append(Condition(difference, "==", True, owner.name))
        return value

    def _reduced(self, expression: Expression) -> tuple[Counter, Amount] | None:
        names = {str(found) for found in expression.symbols()}
        involved = [counter for counter in self.looping.counters if counter.name in names]
        if len(involved) < len(names) or not involved:
            return None
        rest: Amount = expression
        for outer in involved[:-1]:
            outer.fix()
            if type(rest) is Expression:
                rest = rest.substitute({outer.name: outer.value})
        return involved[-1], rest

    def fix(self) -> None:
        """From here on only this iteration is meant."""
        difference = self.index - self.value
        if type(difference) is Expression:
            self.conditions.append(Condition(difference, "==", True, self.name))


def _changes(place: Contents | Binding, before: Any) -> set[Any]:
    """The names or keys under which a place holds something else now; the place itself where it has none."""
    now = place.read()
    if isinstance(place, Binding):
        return set() if now is before else {place.name}
    if isinstance(now, dict):
        return {key for key in {*now, *before} if now.get(key, MISSING) is not before.get(key, MISSING)}
    return set() if now == before else {None}


class _Class:
    """Iterations that answer alike: conditions, what they recorded, how they end, the state they leave."""

    def __init__(self, counter: Counter, record: object, signal: Signal, result: Value, left: Left, *, may_leave: bool) -> None:
        self.conditions = counter.conditions
        self.value = counter.value
        self.record = record
        self.signal = signal
        self.result = result
        self.left = left
        self.may_leave = may_leave


class Looping:
    """Follows the loops of a program for a machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.counters: list[Counter] = []
        self.growing: dict[int, Any] = {}
        self.described: set[Any] = set()
        """Statements of loops that are long and have been described without running all of them."""
        self._numbers: dict[int, tuple[Unknown, Amount]] = {}

    def number(self, unknown: Unknown) -> Amount:
        """The symbol for an unknown number of iterations, the same each time that it is asked for."""
        if id(unknown) not in self._numbers:
            self._numbers[id(unknown)] = unknown, self.machine.context.fresh("n", 1, None)
        return self._numbers[id(unknown)][1]

    def over(
        self, frame: Frame, node: Any, source: Value, assign: Callable[[Value], None], body: Execute, otherwise: Execute | None
    ) -> Signal:
        """``for target in source``; ``assign`` binds an item to the target."""
        sequence = sequence_of(self.machine, source)
        items: Iterator[Value] = iter(())
        if sequence is None:
            try:
                items = self.machine.iterate(source)
            except UnknownIteration as error:
                sequence = sequence_of(self.machine, error.unknown)
        if sequence is not None and self._is_idle(frame, node, sequence, assign, body):
            assign(Unknown("where a loop without effects ended", self.machine.location()))
            signal = None
        elif sequence is not None:
            signal = _Run(self, frame, node, sequence.length, lambda index: assign(sequence.at(index)), body).follow()
        else:
            signal = self._one_by_one(frame, node, items, assign, body)
        if signal is None and otherwise is not None:
            return otherwise(frame)
        return signal if signal is RETURN else None

    def _is_idle(self, frame: Frame, node: Any, sequence: Indexed, assign: Callable[[Value], None], body: Execute) -> bool:
        """Whether a loop as long as a counter of a loop around it says changes nothing, such as one that draws a progress bar."""
        if type(sequence.length) is not Expression:
            return False
        names = {str(found) for found in sequence.length.symbols()}
        if not any(counter.name in names for counter in self.counters):
            return False
        machine, context = self.machine, self.machine.context
        targets = {name.name for name in node.target.nodes_of_class(nodes.AssignName)}
        outer, machine.journal = machine.journal, {}
        journal = machine.journal
        depth, current, base, mark = machine.depth, machine.frame, len(machine.rests), context.mark()
        machine.branches.remember(frame.locals)
        index = symbol(f"iteration {next(_numbers)}", minimum=0)
        assert isinstance(index, Expression)
        counter = Counter(self, index, 0)
        deciding.push(counter)
        self.counters.append(counter)
        context.begin_loop(None)
        context.begin_iteration()
        try:
            assign(sequence.at(index))
            # What is asked about the counter may have another answer in other iterations.
            is_idle = body(frame) is None and context.mark() == mark and not counter.conditions
            is_idle = is_idle and not any(_changes(place, before) - targets for place, before in journal.values())
        except (Raised, UnknownIteration, NeedsUnrolling, Undecided):
            machine.depth, machine.frame = depth, current
            is_idle = False
        finally:
            self.counters.pop()
            deciding.pop()
            is_idle_so_far = not machine.branches.departures.cut(base)
            is_empty = context.is_empty(context.end_iteration())
            context.end_loop(stops_early=False)
            context.reset(mark)
            for place, before in journal.values():
                place.write(before)
            machine.journal, frame.node = outer, node
        return is_idle and is_idle_so_far and is_empty

    def while_true(self, frame: Frame, node: Any, test: Evaluate, body: Execute, otherwise: Execute | None) -> Signal:
        """``while test``: its test is the first statement of each iteration."""
        ended = []

        def tested(frame: Frame) -> Signal:
            truth = self.machine.truth_or_unknown(test(frame))
            if type(truth) is Unknown:
                self.machine.branches.may_break.add(frame)
            elif not truth:
                ended.append(True)
                return BREAK
            return body(frame)

        signal = _Run(self, frame, node, None, lambda index: None, tested, has_test=True).follow()
        if signal is BREAK and ended and otherwise is not None:
            return otherwise(frame)
        return signal if signal is RETURN else None

    def _one_by_one(self, frame: Frame, node: Any, items: Iterator[Value], assign: Callable[[Value], None], body: Execute) -> Signal:
        """Item by item; the signal is BREAK or RETURN when the loop was left."""
        machine, context = self.machine, self.machine.context
        base = len(machine.rests)
        left: list[Rest] = []
        context.begin_loop(None)
        try:
            for count, item in enumerate(items):
                if count >= machine.limits.iterations:
                    return machine.branches.cut_loop(frame, node)
                context.begin_iteration()
                try:
                    machine.steps -= 1
                    assign(item)
                    signal = body(frame)
                finally:
                    left += machine.branches.departures.cut(base)
                    context.keep_iteration(context.end_iteration(), 1, ())
                if signal is BREAK or signal is RETURN:
                    return signal
        finally:
            context.end_loop(stops_early=any(one[1] is not CONTINUE for one in left))
            machine.branches.departures.resume(frame, [one for one in left if one[1] is RETURN])
        return None


class _Run:
    """One run of one loop."""

    def __init__(
        self,
        looping: Looping,
        frame: Frame,
        node: Any,
        length: Amount | None,
        assign: Callable[[Amount], None],
        body: Execute,
        *,
        has_test: bool = False,
    ) -> None:
        self.looping = looping
        self.machine = looping.machine
        self.context = looping.machine.context
        self.frame = frame
        self.node = node
        self.body = body
        self.assign = assign
        self.open_length = length if type(length) is Expression else None
        self.length: int | None = length if type(length) is int else self._known(length)
        self.has_test = has_test
        self.stops_early = False
        self.base = len(looping.machine.rests)
        self.left: list[Rest] = []
        self.has_forgotten = False
        self.unrolled = 0
        self.done = 0
        self.segments = 0
        self.next_segment = 0
        self.matters = False

    def _known(self, length: Amount | None) -> int | None:
        """A length that depends on outer counters alone is a number in each of their iterations."""
        if type(length) is not Expression:
            return None
        value = deciding.pinned(length)
        if value is not None:
            self.open_length = None
        return value

    # The whole loop

    def follow(self) -> Signal:
        """Run the loop; how it was left."""
        may_break = self.machine.branches.may_break
        outer_may_break = self.frame in may_break
        self.context.begin_loop(self.open_length)
        try:
            return self._segments()
        except (BoundReached, Exception) as error:
            # Errors that programs do not raise to end a loop: mostly the analysis came to its end here.
            if not isinstance(error, Raised) or self._is_fault(error):
                # The iteration at which it came to its end is kept as far as it went.
                self.context.repeat_last(None if self.length is None else self.length - self.done - 1)
            raise
        finally:
            self.context.end_loop(stops_early=self.stops_early)
            self.machine.branches.departures.resume(self.frame, [one for one in self.left if one[1] is RETURN])
            may_break.discard(self.frame)
            if outer_may_break:
                may_break.add(self.frame)

    def _is_fault(self, raised: Raised) -> bool:
        """Whether no program ends a loop by this error: nobody catches it, or it is of a kind that tells of mistakes."""
        is_exit = any(self.machine.is_error(raised, kind) for kind in _EXITS)
        return not (is_exit or self.machine.branches.is_caught(raised)) or any(self.machine.is_error(raised, kind) for kind in _FAULTS)

    def _may_leave(self) -> bool:
        return self.frame in self.machine.branches.may_break or self.frame in self.machine.branches.may_return

    def _segments(self) -> Signal:
        index, steps = 0, self.machine.steps
        changed: Journal = {}
        while self.length is None or index < self.length:
            self.done = index
            if self.unrolled >= self._most() and steps - self.machine.steps > CHEAP:
                length = self.open_length if self.length is None else self.length
                left_growing(changed, self.context.repeat_last(None if length is None else length - index))
                return None
            signal, changed = self._run_as_is(index)
            index += 1
            if signal is BREAK or signal is RETURN:
                return signal
            if self.length is not None and self.length - index < 2:
                continue
            is_open = self.open_length is not None and self.unrolled >= MOST_OPEN
            is_short = not is_open and (self.length is not None or (steps - self.machine.steps <= CHEAP and not self.stops_early))
            is_known = self.node in self.looping.described
            if not self.matters and is_short and self.unrolled < self.machine.limits.iterations and not is_known:
                continue
            if self.unrolled < self.next_segment:
                continue
            found = self._segment(index, changed)
            if found is None:
                self.next_segment = 2 * self.unrolled
            else:
                self.looping.described.add(self.node)
                index, signal = found
                if signal is BREAK or signal is RETURN:
                    return signal
        return None

    def _most(self) -> int:
        """How many iterations are run one by one before the rest is taken to be like the last."""
        if self.open_length is not None:
            return MOST_OPEN
        return MOST_UNROLLED if self.matters else self.machine.limits.iterations

    def _run_as_is(self, index: int) -> tuple[Signal, Journal]:
        """Run one iteration for good; how it ended and what it changed."""
        machine, context = self.machine, self.context
        outer = machine.journal
        journal: Journal = {}
        machine.journal = journal
        self._remember_frames()
        machine.branches.may_break.discard(self.frame)
        context.begin_iteration()
        try:
            machine.count_generator(1 + work.spent() // TERMS_PER_STEP)
            self.assign(index)
            signal = self.body(self.frame)
        finally:
            machine.journal = outer
            if outer is not None:
                for key, kept in journal.items():
                    outer.setdefault(key, kept)
            self.left += machine.branches.departures.cut(self.base)
            record = context.end_iteration()
            context.keep_iteration(record, 1, (Progression(index, 1, 1),))
        self.matters = self.matters or context.matters(record)
        self.unrolled += 1
        self.stops_early = self.stops_early or self._may_leave()
        return signal, journal

    def _remember_frames(self) -> None:
        for frame in self._frames():
            self.machine.branches.remember(frame.locals)

    def _frames(self) -> Iterator[Frame]:
        """The frame of the loop and those around it whose names are those of functions."""
        chain: Frame | None = self.frame
        while chain is not None:
            if chain.locals is not chain.module.values:
                yield chain
            chain = chain.parent

    # Iterations from ``start`` on, by classes

    def _segment(self, start: int, changed: Journal) -> tuple[int, Signal] | None:
        """Follow the iterations from ``start`` on as far as one description of the state holds; None when there is none."""
        known = None if self.open_length is None else self.open_length - 1
        last = known if self.length is None else max(self.length - 1, start + 1)
        index = symbol(f"iteration {next(_numbers)}", minimum=start, maximum=last)
        assert isinstance(index, Expression)
        state = State(index, start, changed, reachable(self.machine), {id(frame.locals) for frame in self._frames()})
        growing = dict(self.looping.growing)
        self.looping.growing.update(state.grown)
        try:
            return self._classes(start, state)
        except (NeedsUnrolling, Irregular, Undecided):
            return None
        finally:
            self.looping.growing = growing

    def _classes(self, start: int, state: State) -> tuple[int, Signal] | None:
        self.segments += 1
        classes: list[_Class] = []
        end = self.length
        stopped: _Class | None = None
        mark = self.context.mark()
        tries = 0
        while True:
            at = first_missing([one.conditions for one in classes], start) if classes else start
            if at is None or (end is not None and at >= end):
                break
            if len(classes) >= MOST_CLASSES:
                end = at
                break
            one = self._try(at, state)
            if one is not None and self.has_forgotten:
                # What the elements were is unknown from now on: the iterations read them as that.
                self.has_forgotten = False
                self.context.reset(mark)
                classes.clear()
                continue
            leaves = one is not None and (one.signal is BREAK or one.signal is RETURN)
            is_last = end is not None and at == end - 1
            wrong = [] if one is None or leaves or is_last else state.differences(one.left, self.machine)
            if one is None or wrong:
                is_named = one is not None and all(entered is MISSING for _, _, _, entered in wrong)
                if classes and not is_named and (one is None or self.segments <= MOST_SEGMENTS or tries > MOST_TRIES):
                    end = at  # the state develops differently from here on: a new segment
                    break
                classes.clear()
                self.context.reset(mark)
                tries += 1
                if one is None or tries > MOST_TRIES:
                    return None
                state.adjust(wrong, self.machine)
                self.looping.growing.update(state.grown)
                continue
            classes.append(one)
            if leaves:
                end, stopped = at, one
                break
        return self._close(start, end, state, classes, stopped)

    def _close(self, start: int, end: int | None, state: State, classes: list[_Class], stopped: _Class | None) -> tuple[int, Signal] | None:
        kept = [one for one in classes if one is not stopped]
        counted: list[tuple[_Class, list[Progression]]] = []
        last: _Class | None = stopped
        if end is None:
            return self._endless(start, state, kept)
        for one in kept:
            # All iterations before the one that a class was found at belong to earlier classes.
            found = members(one.conditions, one.value, end)
            counted.append((one, found))
            if last is None and any(p.first + p.step * (p.count - 1) == end - 1 for p in found):
                last = one
        if last is None or sum(progression.count for _, found in counted for progression in found) != end - start:
            return None
        for one, found in counted:
            self.stops_early = self.stops_early or one.may_leave
            self.context.keep_iteration(one.record, sum(progression.count for progression in found), tuple(found), state.name)
        if stopped is not None:
            self.context.keep_iteration(stopped.record, 1, (Progression(stopped.value, 1, 1),), state.name)
            self.stops_early = self.stops_early or stopped.may_leave
        final = end if stopped is not None else end - 1
        counts = [(one, sum(progression.count for progression in found)) for one, found in counted if found]
        state.finish(last.left, final, [(one.left, count) for one, count in counts], self.machine)
        if stopped is None:
            return end, None
        self.frame.result = shifted(stopped.result, state.name, final)
        return end + 1, stopped.signal

    def _endless(self, start: int, state: State, classes: list[_Class]) -> tuple[int, Signal] | None:
        """No iteration is known to be the last one: the number of iterations is a symbol."""
        length = self.open_length if self.open_length is not None else self.context.fresh("iterations", start + 1, None)
        if self.open_length is None:
            self.context.set_length(length)
        shares = self._shares(start, classes)
        left: Amount = length - start
        counts = [left if len(classes) == 1 else share(length) for share in shares]
        first = classes[0]
        if all(self.context.records_alike(first.record, one.record) for one in classes):
            self.context.keep_iteration(first.record, left, (Progression(start, 1, left),), state.name)
        else:
            # Of several classes it is not known which iterations are whose: figures that depend on the counter have no sum.
            for one, count in zip(classes, counts, strict=True):
                self.context.keep_iteration(one.record, count, (), state.name)
        self.stops_early = self.stops_early or any(one.may_leave for one in classes)
        state.finish(first.left, length - 1, [(one.left, count) for one, count in zip(classes, counts, strict=True)], self.machine)
        self.length = start
        return start, None

    def _shares(self, start: int, classes: list[_Class]) -> list[Callable[[Amount], Amount]]:
        """For each class how many of a loop's iterations belong to it: those of the shortest list of residues exactly."""
        horizon = start + 100_000
        counts = [sum(p.count for p in members(one.conditions, start, horizon)) for one in classes]
        largest = max(range(len(classes)), key=counts.__getitem__)

        def share(position: int) -> Callable[[Amount], Amount]:
            def count(length: Amount) -> Amount:
                if position == largest:
                    return (length - start) - sum((count_of(other, length) for other in range(len(classes)) if other != position), 0)
                return count_of(position, length)

            return count

        def count_of(position: int, length: Amount) -> Amount:
            total: Amount = 0
            for progression in members(classes[position].conditions, start, horizon):
                if progression.first + progression.step * progression.count < horizon:
                    total = total + progression.count
                else:
                    total = total + (length - progression.first + progression.step - 1) // progression.step
            return total

        return [share(position) for position in range(len(classes))]

    def _try(self, at: int, state: State) -> _Class | None:
        """Run the iteration ``at`` on the described state and undo it; None when it fails."""
        machine, context = self.machine, self.context
        counter = Counter(self.looping, state.index, at)
        outer = machine.journal
        journal: Journal = {}
        machine.journal = journal
        depth, current, result = machine.depth, machine.frame, self.frame.result
        machine.branches.may_break.discard(self.frame)
        self._remember_frames()
        deciding.push(counter)
        self.looping.counters.append(counter)
        outer_watch = machine.watch
        watch = machine.watch = Watch(self.frame, self.looping.growing, context.next_storage())
        context.begin_iteration()
        mark = context.mark()
        record: object = None
        try:
            state.enter(machine)
            machine.count_generator(1 + work.spent() // TERMS_PER_STEP)
            self.assign(state.index)
            signal = self.body(self.frame)
        except (Raised, UnknownIteration, NeedsUnrolling):
            machine.depth, machine.frame = depth, current
            context.reset(mark)
            context.end_iteration()
            return None
        except BaseException:
            context.end_iteration()
            raise
        else:
            record = context.end_iteration()
            if context.drop_unknown(mark, (GROWS, DIFFERS)):
                context.reset(mark)
                return None
            self.has_forgotten = watch.has_forgotten
            left = {key: (place, place.read()) for key, (place, _) in journal.items()}
            return _Class(counter, record, signal, self.frame.result, left, may_leave=self._may_leave())
        finally:
            self.left += machine.branches.departures.cut(self.base)
            machine.watch = outer_watch
            self.looping.counters.pop()
            deciding.pop()
            for place, before in journal.values():
                place.write(before)
            machine.journal = outer
            self.frame.result = result
