"""What one representative iteration must not read: data that other iterations of the loop have changed in ways not described."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import MISSING, BoundReached, GeneratorObject, Unknown, Value
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.frames import Frame
    from flake8_greenai.interpreter.machine import Machine

GROWS = "what a container holds that grows in a loop"
"""Reason of what is read from such a container."""


def is_whole(value: Value) -> bool:
    """Whether a value is a whole number, known or not."""
    return type(value) in (int, Expression) or (type(value) is Unknown and value.is_number and value.reason == GROWS)


class NeedsUnrolling(BoundReached):
    """The state of a loop has no description by its counter: its iterations are run one by one."""

    def __init__(self) -> None:
        super().__init__("a loop that is run iteration by iteration")


class Watch:
    """Watches the reads of one representative iteration.

    Attributes:
        frame: the activation that the loop belongs to.
        grown: containers that hold more in each iteration, by identity.
        first_storage: number from which on arrays are made in this iteration.
        has_forgotten: whether elements of older arrays were written, which other iterations write too.
    """

    def __init__(self, frame: Frame, grown: dict[int, Any], first_storage: int) -> None:
        self.frame = frame
        self.grown = grown
        self.first_storage = first_storage
        self.has_forgotten = False
        self._born: list[Value] = []

    def note(self, iterator: Value) -> None:
        """An iterator was made in this iteration: going through it is its own affair."""
        self._born.append(iterator)

    def check_iterator(self, value: Value) -> None:
        """An iterator is advanced, which cannot be undone.

        Raises:
            NeedsUnrolling: when it is older than the iteration.
        """
        is_iterator = isinstance(value, GeneratorObject) or hasattr(type(value), "__next__")
        if is_iterator and not any(value is one for one in self._born):
            raise NeedsUnrolling

    def is_grown(self, value: Value) -> bool:
        """Whether a container is one that grows."""
        return id(value) in self.grown

    def size(self, machine: Machine) -> Unknown:
        """The length of a container that grows."""
        return Unknown(GROWS, machine.location(), is_number=True)

    def whole(self, container: Value) -> None:
        """All that a container holds is read.

        Raises:
            NeedsUnrolling: when it grows.
        """
        if self.is_grown(container):
            raise NeedsUnrolling

    def key(self, container: dict[Any, Value], key: Value) -> None:
        """A key is looked up that a dict lacks now.

        Raises:
            NeedsUnrolling: when another iteration may have put it there.
        """
        if container.get(key, MISSING) is MISSING and self.is_grown(container):
            raise NeedsUnrolling
