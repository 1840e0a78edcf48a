"""Global tables that other modules fill while they are imported (registries of models, of activation functions).

Library modules are evaluated on demand, so a table may be asked for an entry whose registration has not run yet. The
registration is then looked for in the modules beside the table: those that import the table's module and name the entry.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Class, Instance, Raised, Value
from flake8_greenai.source.parsing import SourceError, SourceModule, kept_with_source, read_text

if TYPE_CHECKING:
    from flake8_greenai.interpreter.importing import Importing
    from flake8_greenai.interpreter.modules import Module

MAX_FILES = 2_000
MAX_CHARACTERS = 30_000_000
"""Text of the modules of one folder that registrations are looked for in."""
MUTABLE = (dict, set, list)


class Registries:
    """Which module owns a global container, and who may still write to it."""

    def __init__(self, machine: Importing) -> None:
        self.machine = machine
        self._owners: dict[int, Module] = {}
        self._objects: dict[int, tuple[Module, str]] = {}
        """Containers that classes and objects with a global name hold, by identity: where and what that name is."""
        self._empty: set[int] = set()
        """Tables that were empty where they were made."""
        self._asked: set[tuple[int, object]] = set()

    def note(self, container: Any, module: Module) -> None:
        """A module-level name was bound to a mutable container."""
        self._owners.setdefault(id(container), module)

    def note_object(self, value: Value, name: str, module: Module) -> None:
        """A module-level name was bound to a class or an object, which may hold a table that its methods fill."""
        if module.source is None or module.is_stub or module.values.get("__name__") == "__main__":
            return
        cls: Any = value if type(value) is Class else value.cls
        held: dict[str, Value] = value.namespace if type(value) is Class else value.attributes
        if cls is None or not any(type(each) in MUTABLE for each in held.values()):
            return
        origin = module if cls.module == module.name else self.machine.modules.get(cls.module)
        source = getattr(origin, "source", None)
        if source is None or source.is_stub:
            return
        for attribute in _attributes_filled_by_methods(source, cls.name):
            table = held.get(attribute)
            if type(table) in MUTABLE:
                self._objects.setdefault(id(table), (module, name))

    def settle(self, container: Any, key: object) -> bool:
        """Run the registrations of ``key`` (None: of everything) into a global container; whether it may have changed."""
        if id(container) in self._objects:
            return self._fill(container, key)
        module = self._owners.get(id(container))
        if module is None or module.source is None or module.is_stub:
            return False
        if container is module.values:
            return self._complete(module, key)
        key = _text_of(key)
        if (id(container), None) in self._asked or not (key is None or isinstance(key, str)) or (id(container), key) in self._asked:
            return False
        self._asked.add((id(container), key))
        before = len(container)
        if not _is_filled_by_functions(module, container):
            if not before and type(container) is dict:
                self._empty.add(id(container))
            if id(container) in self._empty:
                self._fill_from_afar(container, module, key)
                self._asked.discard((id(container), None))
            return len(container) != before
        if key is not None and module.source is not None and _is_filled_by_subclasses(module, container):
            # Python would have run these statements when it imported the modules.
            for other in list(self.machine.modules.values()):
                self._run_subclass(other, key)
            if len(container) != before:
                return True
        if module.values.get("__name__") != "__main__":  # a program is run top to bottom
            self._run_registrations(module, key)
        for name in self._writers(module, key):
            self._register(name, key)
        return len(container) != before

    def _fill(self, container: Any, key: object) -> bool:
        """Run what calls methods of the object that holds the container; keys may be of any kind, so all of it is run."""
        module, name = self._objects.pop(id(container))
        before = len(container)
        self._run_calls(module, name)
        if key is None or key not in container:
            for relative, text in _texts(str(Path(module.path).parent)):
                other_name = self._name_in(module, relative)
                if (f"@{name}." in text or f"\n{name}." in text) and other_name != module.name:
                    other: Any = self.machine.import_name(other_name, missing_ok=True)
                    if getattr(other, "source", None) is not None:
                        self._run_calls(other, name)
        return len(container) != before

    def _fill_from_afar(self, container: Any, module: Module, key: str | None) -> None:
        """Run the calls of functions of other modules that write to the container.

        Those of the whole package that name the key, in any case of letters; without a key, those of modules that were imported.
        """
        tables = [name for name, value in module.values.items() if value is container]
        texts = [(self._name_in(module, relative), text) for relative, text in _texts(str(Path(module.path).parent))]
        writers: set[str] = set()
        for name, text in texts:
            if any(f"{table}[" in text for table in tables):
                other: Any = self.machine.import_name(name, missing_ok=True)
                source = getattr(other, "source", None)
                if source is not None:
                    writers.update(function for table in tables for function in _functions_that_write(source, table))
        for name, text in texts:
            is_wanted = name in self.machine.modules if key is None else key.lower() in text.lower()
            if is_wanted and any(f"\n{function}(" in text for function in writers):
                other = self.machine.import_name(name, missing_ok=True)
                for index in other.indices_that_may_run() if getattr(other, "source", None) is not None else ():
                    syntax = other.source.statements[index].syntax
                    is_call = isinstance(syntax, ast.Expr) and isinstance(syntax.value, ast.Call)
                    if is_call and isinstance(syntax.value.func, ast.Name) and syntax.value.func.id in writers:
                        other.run_statement(index)

    def _name_in(self, module: Module, relative: str) -> str:
        """The name of the module in a file, given by its path from the folder of another module."""
        is_package = module.source is not None and module.source.is_package
        package = module.name if is_package else module.name.rpartition(".")[0]
        return ".".join(part for part in (package, *relative.removesuffix(".py").split("/")) if part not in ("__init__", ""))

    def _run_calls(self, module: Module, name: str) -> None:
        assert module.source is not None
        for index in module.indices_that_may_run():
            if _calls_method_of(module.source.statements[index].syntax, name):
                try:
                    module.run_statement(index)
                except Raised:
                    continue

    def _run_subclass(self, module: Any, key: object) -> None:
        """Run the class statements of a module that was imported which name the key in their bodies."""
        source = getattr(module, "source", None)
        if source is None or module.is_stub or not any(form in source.text for form in _forms(key)):
            return
        for index in module.indices_that_may_run():
            syntax = source.statements[index].syntax
            if isinstance(syntax, ast.ClassDef) and syntax.bases and (syntax.name == key or _is_named_in_header(syntax, key)):
                try:
                    module.run_statement(index)
                except Raised:
                    continue

    def _complete(self, module: Module, key: object) -> bool:
        """The namespace of a module is read as a dict: evaluate what is asked for."""
        if isinstance(key, str):
            return module.exported_here(key)
        if (id(module.values), None) in self._asked:
            return False
        self._asked.add((id(module.values), None))
        module.complete()
        return True

    def _writers(self, module: Module, key: object) -> list[str]:
        """Names of the modules in the table's package that import the table's module and name the key."""
        stem = module.name.rpartition(".")[2]
        found = []
        for relative, text in _texts(str(Path(module.path).parent)):
            if stem in text and (key is None or any(form in text for form in _forms(key))):
                name = self._name_in(module, relative)
                if name != module.name:
                    found.append(name)
        return found

    def _register(self, name: str, key: object) -> None:
        module: Any = self.machine.import_name(name, optional=True, missing_ok=True)
        if getattr(module, "source", None) is not None:
            self._run_registrations(module, key)

    def _run_registrations(self, module: Module, key: object) -> None:
        assert module.source is not None
        for index in module.indices_that_may_run():
            if _registers(module.source.statements[index].syntax, key):
                try:
                    module.run_statement(index)
                except Raised:
                    continue


def _text_of(key: object) -> object:
    """The value of a key that is a member of an enumeration of texts, else the key itself."""
    value = key.attributes.get("_value_", key) if isinstance(key, Instance) else key
    return value if isinstance(value, str) else key


@kept_with_source
def _functions_that_write(source: SourceModule, table: str) -> tuple[str, ...]:
    """The functions of a module that change the object of a name."""
    definitions = [statement.syntax for statement in source.statements if isinstance(statement.syntax, ast.FunctionDef)]
    return tuple(each.name for each in definitions if table in set(_written_in(each)))


def _forms(key: object) -> tuple[str, ...]:
    """How a text that registers a key shows it."""
    return f"def {key}(", f"class {key}", f'"{key}"', f"'{key}'"


def _registers(syntax: ast.stmt, key: object) -> bool:
    """Whether a statement may register ``key``: a decorated definition of that name, or a call that names it."""
    if isinstance(syntax, (ast.FunctionDef, ast.ClassDef)):
        return bool(syntax.decorator_list) and (key in (None, syntax.name) or any(_names(each, key) for each in syntax.decorator_list))
    if not (isinstance(syntax, ast.Expr) and isinstance(syntax.value, ast.Call)):
        return False
    return key is None or _names(syntax, key)


def _calls_method_of(syntax: ast.stmt, name: str) -> bool:
    """Whether a statement is decorated by a method of the object ``name``, or calls one."""
    if isinstance(syntax, (ast.FunctionDef, ast.ClassDef)):
        calls: list[ast.expr] = syntax.decorator_list
    elif isinstance(syntax, ast.Expr):
        calls = [syntax.value]
    else:
        return False
    for call in calls:
        function = call.func if isinstance(call, ast.Call) else call
        if isinstance(function, ast.Call):
            function = function.func
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == name:
            return True
    return False


def _names(syntax: ast.AST, key: object) -> bool:
    return any(isinstance(node, ast.Constant) and node.value == key for node in ast.walk(syntax))


def _is_named_in_header(syntax: ast.ClassDef, key: object) -> bool:
    """Whether a keyword of the class statement or an assignment of its body holds the key."""
    values = [keyword.value for keyword in syntax.keywords]
    values += [each.value for each in syntax.body if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None]
    return any(_names(value, key) for value in values)


def _is_filled_by_subclasses(module: Module, container: Any) -> bool:
    """Whether a hook of the module's classes that runs for each subclass writes to the container."""
    assert module.source is not None
    return any(module.values.get(name) is container for name in _names_written_for_subclasses(module.source))


@kept_with_source
def _names_written_for_subclasses(source: SourceModule) -> frozenset[str]:
    """The names whose objects ``__init_subclass__`` and metaclasses of a module change."""
    found: set[str] = set()
    for statement in source.statements:
        if isinstance(statement.syntax, ast.ClassDef):
            is_metaclass = any(isinstance(base, ast.Name) and base.id in ("type", "ABCMeta") for base in statement.syntax.bases)
            for method in statement.syntax.body:
                if isinstance(method, ast.FunctionDef) and (is_metaclass or method.name == "__init_subclass__"):
                    found.update(_written_in(method))
    return frozenset(found & source.by_name.keys())


def _is_filled_by_functions(module: Module, container: Any) -> bool:
    """Whether functions of the module write to the container, as a registry's do."""
    assert module.source is not None
    written = _written_names(module.source)
    return any(module.values.get(name) is container for name in written)


@kept_with_source
def _written_names(source: SourceModule) -> frozenset[str]:
    """The names whose objects functions and classes of a module change."""
    found: set[str] = set()
    for statement in source.statements:
        if isinstance(statement.syntax, (ast.FunctionDef, ast.ClassDef)):
            found.update(_written_in(statement.syntax))
    return frozenset(found & source.by_name.keys())


def _written_in(definition: ast.stmt) -> Iterator[str]:
    for node in ast.walk(definition):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Subscript, ast.Attribute)):
            target = node.targets[0].value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr not in _READING:
            target = node.func.value
        else:
            continue
        root = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(root, ast.Name):
            yield root.id


@kept_with_source
def _attributes_filled_by_methods(source: SourceModule, name: str) -> frozenset[str]:
    """The attributes of a class and its objects that hold containers which its methods, but the first one, change."""
    found: set[str] = set()
    for index in source.by_name.get(name, ()):
        syntax = source.statements[index].syntax
        for method in syntax.body if isinstance(syntax, ast.ClassDef) else ():
            if isinstance(method, ast.FunctionDef) and method.name != "__init__":
                found.update(_attributes_written_in(method, name))
    return frozenset(found)


def _attributes_written_in(method: ast.FunctionDef, name: str) -> Iterator[str]:
    owners = {name, *(argument.arg for argument in method.args.args[:1])}
    for node in ast.walk(method):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target: ast.expr = node.targets[0].value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr not in _READING:
            target = node.func.value
        else:
            continue
        root = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(root, ast.Attribute) and isinstance(root.value, ast.Name) and root.value.id in owners:
            yield root.attr


_READING = frozenset({"get", "keys", "values", "items", "copy", "index", "count"})


@lru_cache(maxsize=8)
def _texts(folder: str) -> tuple[tuple[str, str], ...]:
    """Relative path and text of the Python files below a folder."""
    found: list[tuple[str, str]] = []
    room = MAX_CHARACTERS
    for path in sorted(islice(Path(folder).rglob("*.py"), MAX_FILES)):
        try:
            text = read_text(str(path))
        except SourceError:
            continue
        room -= len(text)
        if room < 0:
            break
        found.append((path.relative_to(folder).as_posix(), text))
    return tuple(found)
