"""The answer of a question that depends on the value of a symbol."""

from __future__ import annotations

from typing import Any


class Undecided(Exception):
    """``left relation right`` depends on the values of symbols, or has no bounded exact form.

    Attributes:
        left, right: the operands.
        relation: the operator, e.g. ``<``.
        reason: why, where there is more to say than the values of symbols.
    """

    def __init__(self, left: Any, relation: str, right: Any, reason: str = "") -> None:
        super().__init__(left, relation, right, reason)
        self.left = left
        self.relation = relation
        self.right = right
        self.reason = reason

    def __str__(self) -> str:
        question = " ".join(_shortened(part) for part in (self.left, self.relation, self.right) if part is not None)
        return f"{question}: {self.reason}" if self.reason else question


def _shortened(part: Any) -> str:
    text = str(part)
    return text if len(text) <= 80 else f"{text[:77]}..."
