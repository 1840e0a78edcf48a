"""What follows a ``return``, ``break`` or ``continue`` under an unknown condition: it may not happen, up to the end that was jumped to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.frames import BREAK, CONTINUE, RETURN, Frame
from flake8_greenai.interpreter.values import Unknown

if TYPE_CHECKING:
    from flake8_greenai.interpreter.context import Context

_REACH = {CONTINUE: 0, BREAK: 1, RETURN: 2}
"""How far the jumps reach: to the end of an iteration, of a loop, of a function."""


Rest = tuple[Frame, str, object, Unknown]
"""An activation, the kind of jump that it may have left by, the context's token, the condition."""


class Departures:
    """The open rests: what is recorded now may not happen, because a branch may have left before. The innermost comes last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.open: list[Rest] = []

    def begin(self, frame: Frame, kind: str, unknown: Unknown) -> None:
        """A branch of ``frame`` may have left by a jump; nothing new when it may have left that far before."""
        if not any(one[0] is frame and _REACH[one[1]] >= _REACH[kind] for one in self.open):
            self.open.append((frame, kind, self.context.begin_rest(unknown), unknown))

    def cut(self, base: int) -> list[Rest]:
        """Close all rests from the position ``base`` on; what they were."""
        closed = self.open[base:]
        for one in reversed(closed):
            self.context.end_rest(one[2])
        del self.open[base:]
        return closed

    def end(self, frame: Frame, base: int, *kinds: str) -> None:
        """An iteration or a loop of ``frame`` that began at the position ``base`` ends: jumps of these ``kinds`` end here."""
        first = next((place for place in range(base, len(self.open)) if self.open[place][1] in kinds), None)
        if first is not None:
            self.resume(frame, [one for one in self.cut(first) if one[1] not in kinds])

    def resume(self, frame: Frame, closed: list[Rest]) -> None:
        """Open the rests of ``frame`` again that were closed and reach further."""
        for owner, kind, _, unknown in sorted(closed, key=lambda one: -_REACH[one[1]]):
            if owner is frame:
                self.begin(frame, kind, unknown)

    def leave(self, frame: Frame) -> None:
        """The activation ``frame`` ends."""
        first = next((place for place, one in enumerate(self.open) if one[0] is frame), None)
        if first is not None:
            self.cut(first)
