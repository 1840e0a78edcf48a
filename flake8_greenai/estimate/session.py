"""One analysis: a machine with the stubs, the operations and a recorder."""

from __future__ import annotations

import ast
import atexit
import gc
import threading
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from types import FunctionType
from typing import TypeVar

from flake8_greenai import ops
from flake8_greenai.interpreter.compiling import compile_expression
from flake8_greenai.interpreter.generators import end_generators
from flake8_greenai.interpreter.limits import Limits
from flake8_greenai.interpreter.machine import Machine
from flake8_greenai.interpreter.modules import MODULE_SCOPE, Module
from flake8_greenai.interpreter.values import MISSING, Instance, Value
from flake8_greenai.ledger.recorder import Recorder
from flake8_greenai.source.parsing import SourceError, SourceModule, drop_kept, load
from flake8_greenai.source.resolver import Resolver
from flake8_greenai.symbolic.relations import restart_numbering

Answer = TypeVar("Answer")
GARBAGE_THRESHOLD = 1_000_000
"""Allocations between two collections of garbage from the first analysis on: what an analysis makes lives as long as it does."""
FRAME_SLOTS = 600_000
"""Slots of 8 bytes that the outermost frame asks for: the next power of two leaves 3.5 MB, enough for calls as deep as the bounds allow."""
STACK_BYTES = 512 * 1024 * 1024
"""Virtual memory for the host's stack: interpreted calls nest host calls."""

# At exit the host looks for garbage among all that an analysis made, which took as long as the analysis of a language model.
atexit.register(gc.freeze)


def stub_folders(extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Folders of stubs: a project's own first, then ours."""
    package = Path(str(resources.files("flake8_greenai")))
    return (*extra, str(package / "interpreter" / "stdlib"), str(package / "stubs"))


class Session:
    """A machine ready to analyse tensor programs.

    Args:
        paths: folders in which sources are looked up, before the environment's own.
        stubs: folders of a project's own stubs.
        limits: bounds of the analysis.
        program_folder: where a program lies whose own modules hide libraries of the same name.
    """

    def __init__(
        self,
        paths: tuple[str, ...] = (),
        stubs: tuple[str, ...] = (),
        limits: Limits | None = None,
        program_folder: str | None = None,
    ) -> None:
        ops.load()
        self.recorder = Recorder()
        self.machine = Machine(Resolver(stub_folders(stubs), paths, program_folder=program_folder), self.recorder, limits)
        self.recorder.machine = self.machine

    def module(self, name: str, path: str, text: str | None = None) -> Module:
        """The module of a file, not run yet.

        Raises:
            SourceError: when it cannot be read or parsed.
        """
        source = load(name, path) if text is None else SourceModule(name, path, text)
        source.syntax  # noqa: B018  a syntax error shows here
        module = Module(self.machine, name, path, source)
        self.machine.modules[name] = module
        return module

    def evaluate(self, expression: str, module: Module, *, is_building: bool = True) -> Value:
        """The value of a Python expression in the namespace of a module; names that it lacks are imported.

        What is done to build it is not priced, unless ``is_building`` is False.

        Raises:
            SourceError: when it is not an expression.
        """
        try:
            syntax = ast.parse(expression, "<expression>", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise SourceError(f"not a Python expression: {expression!r}: {error}") from None
        for node in ast.walk(syntax):
            if isinstance(node, ast.Name) and not self._is_bound(node.id, module):
                module.values[node.id] = self.machine.import_name(node.id)
        source = SourceModule("<expression>", "<expression>", expression)
        frame = module.frame
        outer, self.machine.frame = self.machine.frame, frame
        self.recorder.is_building = is_building
        try:
            return compile_expression(source.rebuild(syntax), MODULE_SCOPE)(frame)
        finally:
            self.machine.frame = outer

    def _is_bound(self, name: str, module: Module) -> bool:
        known = module.source is not None and name in module.source.by_name
        if known or name in module.values or name in self.machine.builtins:
            return True
        return module.source is not None and bool(module.source.star_imports) and module.get(name) is not MISSING


def is_module(value: Value) -> bool:
    """Whether a value is an object of a subclass of ``torch.nn.Module``."""
    return isinstance(value, Instance) and value.cls is not None and value.cls.find("_greenai_kind") == "module"


def _call(function: Callable[[], Answer]) -> Answer:
    return function()


# CPython keeps the frames of calls in chunks of 16 KiB. Calls that go back and forth over the end of a chunk map and unmap memory each
# time, which took a third of the time of an analysis. A frame that wants more is given a chunk of twice its size or less: the frames of
# all calls that it makes find room behind it. What is reserved is not touched.
_with_room = FunctionType(_call.__code__.replace(co_stacksize=FRAME_SLOTS), globals())


def with_deep_stack(function: Callable[[], Answer]) -> Answer:
    """Run a function in a thread with a large stack, so that deep recursion of analysed code ends at our bound."""
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def target() -> None:
        restart_numbering()
        try:
            answers.append(_with_room(function))
        except BaseException as error:
            errors.append(error)
        finally:
            end_generators()

    previous = threading.stack_size(STACK_BYTES)
    # Not set back: that would start a collection, which takes a sixth of the time of an analysis.
    gc.set_threshold(GARBAGE_THRESHOLD, *gc.get_threshold()[1:])
    try:
        thread = threading.Thread(target=target, name="analysis")
        thread.start()
    finally:
        threading.stack_size(previous)
    thread.join()
    if drop_kept():
        gc.collect()
    if errors:
        raise errors[0]
    return answers[0]
