"""What the interpreter tells its surroundings about; the base class keeps nothing."""

from __future__ import annotations

from flake8_greenai.interpreter.values import Unknown, Value


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

    def begin_alternative(self) -> None:
        """A branch that may or may not be taken begins."""

    def end_alternative(self) -> object:
        """It ends; the returned token is handed to :meth:`join_alternatives`."""
        return None

    def join_alternatives(self, tokens: list[object], unknown: Unknown) -> None:
        """Exactly one of the alternatives happens."""

    def begin_repetition(self) -> None:
        """The body of a loop begins that runs an unknown number of times."""

    def end_repetition(self, unknown: Unknown | None) -> None:
        """It ends; None means that the iterations after the bound were cut."""

    def join_values(self, values: list[Value]) -> Value | None:
        """One value that stands for all of them (arrays of different sizes), or None."""
        return None

    def assume(self, text: str) -> None:
        """The analysis goes on under an assumption that figures rest on."""
