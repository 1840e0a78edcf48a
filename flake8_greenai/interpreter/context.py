"""What the interpreter tells its surroundings about; the base class keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flake8_greenai.interpreter.values import Class, Instance, Unknown, Value
from flake8_greenai.symbolic import Amount, symbol
from flake8_greenai.symbolic.index_sets import Progression


class Context:
    """Receives what only a domain can judge: calls of unknown things, values of branches that differ."""

    def unknown_call(self, name: str, unknown: Unknown) -> Value:
        """A call of a known function ``name`` that an unknown argument prevents."""
        return Unknown(unknown.reason, unknown.location)

    def unknown_callee(self, callee: Unknown, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        """A call of an unknown value."""
        return Unknown(callee.reason, callee.location)

    def unknown_operation(self, unknown: Unknown, other: Value) -> Value:
        """An operator with an unknown operand."""
        return Unknown(unknown.reason, unknown.location)

    observes = False
    """Whether layers that libraries call are observed, see :meth:`begin_layer`."""

    def begin_layer(self, module: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> object:
        """A layer is called; the token, if any, is handed to :meth:`end_operation`."""
        return None

    def begin_operation(self, name: str, callee: Value, args: tuple[Value, ...], kwargs: dict[str, Value], node: Any) -> object:
        """The program under analysis itself calls something or uses an operator; the token is handed to :meth:`end_operation`.

        Args:
            name: of an operator or attribute; empty for calls.
            callee: what is called, None for operators.
            args: operands.
            kwargs: named operands.
            node: the syntax node, which tells the place.
        """
        return None

    def end_operation(self, token: Any, result: Value) -> None:
        """It gives ``result``, MISSING when it raises."""

    def replicates(self, cls: Class) -> bool:
        """Whether an object of a stub's class may be made like an earlier one instead of by its constructor."""
        return False

    def settings(self) -> tuple[Value, ...]:
        """The ambient settings that constructors heed."""
        return ()

    def replicated(self, value: Instance) -> None:
        """An object was made like an earlier one."""

    def begin_alternative(self) -> None:
        """A branch that may or may not be taken begins."""

    def end_alternative(self) -> object:
        """It ends; the returned token is handed to :meth:`join_alternatives`."""
        return None

    def join_alternatives(self, tokens: list[object], unknown: Unknown) -> None:
        """Exactly one of the alternatives happens."""

    def begin_rest(self, unknown: Unknown) -> object:
        """What follows may not happen; the returned token is handed to :meth:`end_rest`."""
        return None

    def end_rest(self, token: object) -> None:
        """What follows happens again."""

    def differs(self, container: Any, unknown: Unknown) -> None:
        """A container holds other keys, or another number of items, depending on a condition that is not known."""

    def begin_repetition(self) -> None:
        """The body of a loop begins that runs an unknown number of times."""

    def end_repetition(self, unknown: Unknown | None) -> None:
        """It ends; None means that the iterations after the bound were cut."""

    def follows_loops(self) -> bool:
        """Whether loops that begin now are followed as loops, with their numbers of iterations."""
        return False

    def begin_loop(self, length: Amount | None) -> None:
        """A loop begins; ``length`` is its symbolic number of iterations, None when iterations are counted."""

    def end_loop(self, *, stops_early: bool) -> None:
        """It ends; ``stops_early`` tells that a condition on data may have ended it after any iteration."""

    def depth_of_loops(self) -> object:
        """Which loops are open, for :meth:`suspend_loops`."""
        return None

    def suspend_loops(self, depth: Any) -> object:
        """A generator gives a value out of its loops: what follows is no part of them; for :meth:`resume_loops`."""
        return None

    def resume_loops(self, suspended: Any) -> None:
        """The generator goes on in its loops."""

    def set_length(self, length: Amount) -> None:
        """The innermost loop turns out to have a symbolic number of iterations."""

    def begin_iteration(self) -> None:
        """An iteration of the innermost loop begins."""

    def end_iteration(self) -> object:
        """It ends; the returned record is kept by :meth:`keep_iteration` or dropped."""
        return None

    def is_empty(self, record: object) -> bool:
        """Whether nothing was recorded in an iteration."""
        return True

    def records_alike(self, record: object, other: object) -> bool:
        """Whether two iterations record the same."""
        return False

    def matters(self, record: object) -> bool:
        """Whether what an iteration recorded makes it worth counting the iterations."""
        return False

    def keep_iteration(self, record: object, count: Amount, progressions: tuple[Progression, ...], name: str = "") -> None:
        """``count`` iterations record this, those at ``progressions`` where known; figures may depend on the symbol ``name``."""

    def repeat_last(self, count: Amount | None) -> Amount:
        """``count`` more iterations (None: an unknown number) are taken to record what the last one did; how many these are."""
        return 1 if count is None else count

    def mark(self) -> object:
        """A point to which :meth:`reset` goes back."""
        return None

    def reset(self, mark: object) -> None:
        """Forget what was noted since ``mark``, outside the records of iterations."""

    def drop_unknown(self, mark: object, reasons: tuple[str, ...]) -> bool:
        """Forget the unknown calls since ``mark`` whose reasons hold one of ``reasons``; whether what models compute depends on any."""
        return False

    def next_storage(self) -> int:
        """The number of the array that will be made next."""
        return 0

    def fresh(self, prefix: str, low: Amount, high: Amount | None) -> Any:
        """A new symbol for an unknown size between bounds."""
        return symbol("", minimum=low, maximum=high)

    def size_of(self, unknown: Value) -> Any:
        """The symbol for a whole number that is not known, where it is taken as a size."""
        return unknown

    def some_number(self, values: list[Value], unknown: Unknown) -> Value | None:
        """What one of several whole numbers is, if it is not known which one; None when some are none."""
        return None

    def length_of_items(self, value: Value) -> Amount | None:
        """How many items iterating a value of the domain gives when all are alike, else None."""
        return None

    def alike(self, value: Value, other: Value) -> bool:
        """Whether two values of the domain (arrays) differ in identity only."""
        return value is other

    def generalise(self, value: Value, other: Value, amounts: Callable[[Amount, Amount], Amount | None]) -> Value | None:
        """A value of the domain as a function of a loop's counter; ``amounts`` does that for its sizes. None when there is none."""
        return None

    def includes(self, general: Value, special: Value, sizes: tuple[Value, Value]) -> bool:
        """Whether a value of the domain is also what another one, of other sizes, is in the case that ``sizes`` are equal."""
        return False

    def join_values(self, values: list[Value]) -> Value | None:
        """One value that stands for all of them (arrays of different sizes), or None."""
        return None

    def remark(self, text: str) -> None:
        """Something that figures rest on, and that does not make them inexact for the case that it names."""

    def assume(self, text: str) -> None:
        """The analysis goes on under an assumption that figures rest on."""
