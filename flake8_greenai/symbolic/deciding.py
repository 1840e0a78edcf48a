"""Who answers questions that the bounds of symbols leave open: a loop that is followed at one of its iterations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from flake8_greenai.symbolic.expression import Expression


class Decider(Protocol):
    """Knows values of some symbols and keeps what it was asked."""

    def decide(self, difference: Expression, relation: str) -> bool | None:
        """Whether ``difference relation 0`` (``<``, ``<=`` or ``==``); None when it depends on other symbols."""

    def pin(self, expression: Expression) -> int | None:
        """The value of an expression that is needed as a plain number; None when it depends on other symbols."""


_active: list[Decider] = []


def push(decider: Decider) -> None:
    """Let ``decider`` answer until :func:`pop`."""
    _active.append(decider)


def pop() -> None:
    """The innermost decider answers no longer."""
    _active.pop()


def decided(difference: Expression, relation: str) -> bool | None:
    """The innermost decider's answer, None without one."""
    return _active[-1].decide(difference, relation) if _active else None


def pinned(expression: Expression) -> int | None:
    """The innermost decider's value, None without one."""
    return _active[-1].pin(expression) if _active else None
