"""Requests answered in several processes, each request by itself: a process that dies takes one request with it."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Task = tuple[int, str]
"""A position and the text of a request."""
Result = TypeVar("Result")
"""What a request is answered with; whatever can be sent between processes."""


def answer_all(tasks: Sequence[Task], function: Callable[[str], Result], jobs: int) -> Iterator[tuple[int, Result | None]]:
    """Positions and answers as they come, from ``jobs`` fresh processes; None when the process died. ``function`` is importable by name."""
    if jobs <= 1:
        for position, text in tasks:
            yield position, function(text)
        return
    pool = _Pool(function, deque(tasks))
    try:
        for _ in range(min(jobs, len(tasks))):
            pool.start()
        while pool.busy:
            for connection in wait(list(pool.busy)):
                assert isinstance(connection, Connection)
                yield pool.receive(connection)
    finally:
        pool.stop()


class _Pool(Generic[Result]):
    """Worker processes, each with at most one request at a time."""

    def __init__(self, function: Callable[[str], Result], waiting: deque[Task]) -> None:
        self._context = multiprocessing.get_context("spawn")  # forking a process that has threads is unsafe
        self._function = function
        self._waiting = waiting
        self.busy: dict[Connection, tuple[SpawnProcess, int]] = {}

    def start(self) -> None:
        """Start a process on the next request, if there is one."""
        if not self._waiting:
            return
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._function), daemon=True)
        process.start()
        theirs.close()
        self._give(ours, process)

    def receive(self, connection: Connection) -> tuple[int, Result | None]:
        """The answer that a process has ready; its next request is given to it, or to a new process when it died."""
        process, position = self.busy.pop(connection)
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            connection.close()
            process.join()
            self.start()
            return position, None
        if self._waiting:
            self._give(connection, process)
        else:
            connection.close()
        return position, answer

    def _give(self, connection: Connection, process: SpawnProcess) -> None:
        position, text = self._waiting.popleft()
        self.busy[connection] = (process, position)
        with suppress(OSError):  # it died between two requests: receiving will tell
            connection.send(text)

    def stop(self) -> None:
        """End the processes that still work, when the survey is left early."""
        for connection, (process, _) in self.busy.items():
            process.terminate()
            connection.close()


def _serve(connection: Connection, function: Callable[[str], object]) -> None:
    """What a worker process does: answer requests until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    while True:
        try:
            text = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(function(text))
