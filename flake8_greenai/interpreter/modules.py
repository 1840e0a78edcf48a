"""Modules as values: globals are evaluated when they are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.compiling import Execute, compile_statement
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.registries import MUTABLE
from flake8_greenai.interpreter.scopes import Scope
from flake8_greenai.interpreter.values import MISSING, Class, Instance, Raised, Unknown, Value
from flake8_greenai.source.parsing import SourceModule, Statement

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MODULE_SCOPE = Scope("module", None, frozenset())
PROGRAM_SCOPE = Scope("module", None, frozenset(), is_observed=True)
"""Of the file under analysis itself, whose expressions are observed."""


def _execute_of(statement: Statement, scope: Scope) -> Execute:
    """The closure of a top-level statement, kept with it: analyses of this process share the modules that are kept."""
    if statement.execute is None:
        statement.execute = compile_statement(statement.node, scope)
    execute: Execute = statement.execute
    return execute


class Module:
    """A module of the analysed program.

    A library module is evaluated on demand: looking a name up runs, in order, the statements that bind it or change its
    object. A program is run top to bottom by :meth:`run`.
    """

    __slots__ = ("__weakref__", "_done", "_running", "frame", "machine", "name", "parent", "path", "scope", "settled", "source", "values")

    def __init__(self, machine: Machine, name: str, path: str, source: SourceModule | None) -> None:
        self.machine = machine
        self.name = name
        self.path = path
        self.source = source
        self.values: dict[str, Value] = {"__name__": name, "__file__": path, "__doc__": None, "__spec__": Unknown("module spec")}
        self.parent = ""
        """The package of a file that is run under another name than its own."""
        self.values["__package__"] = self.package
        if source is None or source.is_package:
            self.values["__path__"] = [path.removesuffix("/__init__.py")]
        self.frame = Frame(machine, self, None, None)
        self.frame.locals = self.values
        machine.registries.note(self.values, self)
        self.scope = MODULE_SCOPE
        self._done: set[int] = set()
        self._running: list[int] = []
        self.settled: set[str] = set()
        """Names whose statements have all run."""

    @property
    def is_stub(self) -> bool:
        """Whether this is one of our stubs."""
        return self.source is not None and self.source.is_stub

    @property
    def package(self) -> str:
        """The package that relative imports start from, whatever the program did to ``__package__``."""
        if self.parent:
            return self.parent
        return self.name if self.source is None or self.source.is_package else self.name.rpartition(".")[0]

    def __repr__(self) -> str:
        return f"<module {self.name!r}>"

    def bind(self, name: str, value: Value) -> None:
        """Bind a global name."""
        if self.machine.journal is not None:
            self.machine.branches.remember_binding(self.values, name)
        self.values[name] = value
        if type(value) in MUTABLE or isinstance(value, dict):
            self.machine.registries.note(value, self)
        elif type(value) is Class or type(value) is Instance:
            self.machine.registries.note_object(value, name, self)

    def lookup(self, name: str, frame: Frame) -> Value:
        """A global or built-in name, as code of this module sees it."""
        if name in self.settled:
            value = self.values.get(name, MISSING)
            if value is not MISSING:
                return value
            value = self.machine.builtins.get(name, MISSING)
            if value is not MISSING:
                return value
        value = self.get(name) if self.source is not None and name in self.source.by_name else self.values.get(name, MISSING)
        if value is MISSING:
            value = self.machine.builtins.get(name, MISSING)
            if value is MISSING:
                value = self.get(name)
                if value is MISSING:
                    raise self.machine.error("NameError", f"name '{name}' is not defined")
        if not self._pending(name):
            self.settled.add(name)
        return value

    def _pending(self, name: str) -> list[int]:
        if self.source is None:
            return []
        return [index for index in self.source.by_name.get(name, ()) if index not in self._done]

    def get(self, name: str) -> Value:
        """A global of this module, evaluated if need be, or MISSING. Built-ins are not looked at."""
        if name in self.settled and name in self.values:
            return self.values[name]
        if self.source is not None:
            pending = self._pending(name)
            is_bound = name in self.values or name in self.machine.builtins
            for index in pending:
                # What binds the name anew behind the statement that runs has not happened yet.
                if index not in self._done and not (is_bound and self._running and index > self._running[-1]):
                    self.run_statement(index)
                    is_bound = is_bound or name in self.values
            if name in self.values:
                if not pending:
                    self.settled.add(name)
                return self.values[name]
            if not pending:
                found = self._from_stars(name)
                if found is not MISSING:
                    return found
        elif name in self.values:
            return self.values[name]
        if self.is_stub:
            found = self.machine.primitive(f"{self.name}.{name}")
            if found is not MISSING:
                self.values[name] = found
                return found
        return MISSING

    def attribute(self, name: str) -> Value:
        """``module.name``: a global, a submodule, or what the module's own ``__getattr__`` gives; or MISSING."""
        value = self.get(name)
        if value is not MISSING:
            return value
        if "__path__" in self.values:
            submodule = self.machine.submodule(self, name)
            if submodule is not None:
                return submodule
        if name.startswith("__"):
            return MISSING
        hook = self.get("__getattr__")
        if hook is not MISSING:
            return self.machine.call(hook, (name,))
        if self.source is None and self.machine.resolver.has_only_stubs(self.name):
            reason = f"{self.name}.{name} is not found; add the folder of {self.name} with --path or install it"
            return Unknown(reason, self.machine.location())
        return MISSING

    def _from_stars(self, name: str) -> Value:
        assert self.source is not None
        if name.startswith("__"):  # no star import passes these on
            return MISSING
        for index in reversed(self.source.star_imports):
            if index in self._running:
                continue
            syntax = self.source.statements[index].syntax
            target = self.machine.resolve_import(self, syntax.module or "", syntax.level)  # type: ignore[attr-defined]
            if not self.machine.may_export(target, name):
                continue
            module = self.machine.import_name(target, optional=True, missing_ok=True)
            if not isinstance(module, Module):
                continue
            self._running.append(index)
            try:
                found = module.exported(name)
            finally:
                self._running.pop()
            if found is not MISSING:
                self.values[name] = found
                return found
        return MISSING

    def exported(self, name: str) -> Value:
        """What ``from module import *`` gives for ``name``, or MISSING."""
        names = self.get("__all__")
        if isinstance(names, (list, tuple)) and name not in names:
            return MISSING
        if names is MISSING and name.startswith("_"):
            return MISSING
        return self.get(name)

    def run_statement(self, index: int) -> None:
        """Run one top-level statement, if it did not run before."""
        if index in self._done:
            return
        assert self.source is not None
        self._done.add(index)
        if self.source.statements[index].is_main and self.values.get("__name__") != "__main__":
            return
        self._running.append(index)
        statement = self.source.statements[index]
        machine = self.machine
        # A frame of its own: a module is entered again while one of its statements runs.
        frame = Frame(machine, self, None, None)
        frame.locals = self.values
        frame.caller = machine.frame
        machine.frame = frame
        # In the program it ran before the branch that is being explored, so nothing of it is undone.
        journal, machine.journal = machine.journal, None
        try:
            _execute_of(statement, self.scope)(frame)
        finally:
            machine.journal = journal
            machine.frame = frame.caller
            self._running.pop()

    def import_star(self, target: str, *, optional: bool) -> None:
        """``from target import *`` run as a statement: every exported name that the target shows is bound."""
        module = self.machine.import_name(target, optional=optional)
        if not isinstance(module, Module):
            return
        names = module.get("__all__")
        if not isinstance(names, (list, tuple)):
            names = [name for name in module.visible_names() if not name.startswith("_")]
        for name in names:
            value = module.attribute(name)
            if value is not MISSING:
                self.bind(name, value)

    def exported_here(self, name: str) -> bool:
        """Evaluate one name of the namespace; whether it is there."""
        return self.get(name) is not MISSING

    def complete(self) -> None:
        """Evaluate every name of the namespace, star imports included, for code that reads ``module.__dict__``."""
        if self._running and self.values["__name__"] == "__main__":
            return  # a program runs in order: what stands below is not there yet
        for name in self.visible_names():
            try:
                self.get(name)
            except Raised:
                continue
        for index in self.source.star_imports if self.source is not None else ():
            try:
                self.run_statement(index)
            except Raised:
                continue

    def visible_names(self) -> list[str]:
        """All names that the module binds, in order of appearance."""
        names = dict.fromkeys(self.values)
        if self.source is not None:
            for statement in self.source.statements:
                names.update(dict.fromkeys(name for name in sorted(statement.names) if name != "*"))
        return list(names)

    def indices_that_may_run(self) -> range:
        """Statements that Python would have run by now: those above the one that is running, or all."""
        count = len(self.source.statements) if self.source is not None else 0
        return range(self._running[-1] if self._running else count)

    def run_pending(self) -> None:
        """Run every statement that was not run yet, in order; errors of single statements are not this analysis' business."""
        if self.source is None:
            return
        for index in range(len(self.source.statements)):
            if index not in self._done:
                try:
                    self.run_statement(index)
                except Raised:
                    continue

    def run(self) -> None:
        """Run the module as a program, top to bottom."""
        assert self.source is not None
        for index in range(len(self.source.statements)):
            self.run_statement(index)
