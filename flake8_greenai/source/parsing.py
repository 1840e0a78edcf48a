"""Source text to astroid trees, one top-level statement at a time.

Parsing with ``ast`` takes a quarter of the time of building astroid nodes, and a program that uses one model of a library
needs a few statements of each module. So a module is parsed once and astroid nodes are built when a statement is evaluated.
"""

from __future__ import annotations

import ast
import re
import stat
import warnings
from codecs import BOM_UTF8
from collections.abc import Callable, Hashable, Iterator
from functools import cached_property, wraps
from pathlib import Path
from tokenize import detect_encoding
from typing import Any, TypeVar

Fact = TypeVar("Fact")
MAX_SOURCE_BYTES = 4_000_000
MAX_TOKENS = 500_000
"""Words and signs of a module: its syntax tree takes a hundred bytes and more of memory for each."""
MAX_KEPT_CHARACTERS = 100_000_000
"""Text of the modules that are kept for other files of the same run."""
MAX_PARSED_CHARACTERS = 4_000_000
"""Text of those of them that were parsed: their trees, and what they were compiled to, take some hundred bytes for each."""
_TOKEN = re.compile(r"\w+|[^\w\s]")


class SourceError(Exception):
    """The source cannot be read or parsed; ``line`` is where, when known."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class TooLarge(SourceError):
    """The source is Python, perhaps, but larger than what is analysed."""


class Statement:
    """A top-level statement: the names it binds or changes, and its astroid node, built when first asked for.

    ``is_main``: it stands under ``if __name__ == "__main__"``, so it belongs to the module only when that is the program.
    """

    __slots__ = ("_node", "_source", "execute", "is_main", "names", "syntax")

    def __init__(self, syntax: ast.stmt, names: frozenset[str], source: SourceModule, *, is_main: bool = False) -> None:
        self.syntax = syntax
        self.names = names
        self.is_main = is_main
        self._source = source
        self._node: object | None = None
        self.execute: Any = None
        """What the interpreter compiled the node to."""

    @property
    def node(self) -> object:
        """The astroid node."""
        if self._node is None:
            self._node = self._source.rebuild(self.syntax)
        return self._node

    @property
    def is_star_import(self) -> bool:
        """Whether this is ``from module import *``."""
        return isinstance(self.syntax, ast.ImportFrom) and self.syntax.names[0].name == "*"


class SourceModule:
    """A parsed module: its statements in order and, by name, those that bind or change that name."""

    def __init__(self, name: str, path: str, text: str, *, is_package: bool = False, is_stub: bool = False) -> None:
        self.name = name
        self.path = path
        self.text = text
        self.is_package = is_package
        self.is_stub = is_stub
        self.facts: dict[Hashable, Any] = {}
        """What :func:`kept_with_source` found out about the module."""

    @cached_property
    def syntax(self) -> ast.Module:
        """The ``ast`` tree.

        Raises:
            SourceError: when the text is not Python.
        """
        if len(self.text) > MAX_TOKENS and sum(1 for _ in _TOKEN.finditer(self.text)) > MAX_TOKENS:
            raise TooLarge(f"{self.path}: more than {MAX_TOKENS} words and signs, which is more than is analysed")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _kept.parsed += len(self.text)
                return ast.parse(self.text, self.path)
        except SyntaxError as error:
            raise SourceError(f"{self.path}: {error.msg}", error.lineno or 1) from None
        except (ValueError, RecursionError, MemoryError) as error:
            raise SourceError(f"{self.path}: cannot be parsed: {type(error).__name__} {error}") from None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All top-level statements."""
        found = []
        has_walrus = ":=" in self.text
        for syntax in self.syntax.body:
            guarded = _is_main_guard(syntax)
            opened = guarded or _is_served_lazily(syntax)
            for each in syntax.body if opened and isinstance(syntax, ast.If) else (syntax,):
                names = frozenset(touched_names(each, has_walrus=has_walrus))
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call) and isinstance(each.value.func, ast.Name):
                    names |= self._changed_by_function(each.value.func.id)
                found.append(Statement(each, names, self, is_main=guarded))
        return tuple(found)

    def _changed_by_function(self, name: str) -> frozenset[str]:
        """The globals that a call of a function of this module binds or changes: modules fill their tables with ``_register()``."""
        for syntax in self.syntax.body:
            if isinstance(syntax, ast.FunctionDef) and syntax.name == name:
                return frozenset(_changed_globals(syntax))
        return frozenset()

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Indices of the statements that bind or change a name, by name."""
        table: dict[str, list[int]] = {}
        for index, statement in enumerate(self.statements):
            for name in statement.names:
                table.setdefault(name, []).append(index)
        return table

    @cached_property
    def star_imports(self) -> tuple[int, ...]:
        """Indices of ``from module import *`` statements."""
        return tuple(index for index, statement in enumerate(self.statements) if statement.is_star_import)

    @cached_property
    def _builder(self) -> tuple[object, object]:
        from astroid import nodes  # noqa: PLC0415  astroid costs 50 ms; files without tensors never need it
        from astroid.manager import AstroidManager  # noqa: PLC0415
        from astroid.rebuilder import TreeRebuilder  # noqa: PLC0415

        module = nodes.Module(name=self.name, file=self.path, path=[self.path], package=self.is_package)
        module.postinit([], doc_node=None)
        return TreeRebuilder(AstroidManager(), self.text), module

    def rebuild(self, syntax: ast.AST) -> object:
        """The astroid node of one ``ast`` statement, with the module as its parent."""
        builder, module = self._builder
        try:
            return builder.visit(syntax, module)  # type: ignore[attr-defined]
        except RecursionError:
            raise SourceError(f"{self.path}: nested too deeply", getattr(syntax, "lineno", 1)) from None

    def line(self, number: int) -> str:
        """The text of a 1-based line."""
        lines = self._lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def column(self, line: int, byte_offset: int) -> int:
        """Column in characters of a UTF-8 byte offset, which is what ``ast`` gives."""
        text = self.line(line)
        if text.isascii():
            return byte_offset
        return len(text.encode()[:byte_offset].decode(errors="ignore"))


def kept_with_source(function: Callable[..., Fact]) -> Callable[..., Fact]:
    """A function of a module, and of more, whose answers are kept for as long as the module is."""

    @wraps(function)
    def answer(source: SourceModule, *arguments: Hashable) -> Fact:
        key = (function, *arguments)
        if key not in source.facts:
            source.facts[key] = function(source, *arguments)
        return source.facts[key]  # type: ignore[no-any-return]

    return answer


def _is_main_guard(statement: ast.stmt) -> bool:
    """Whether this is ``if __name__ == "__main__":`` without an else."""
    if not isinstance(statement, ast.If) or statement.orelse or not isinstance(statement.test, ast.Compare):
        return False
    left, right = statement.test.left, statement.test.comparators[0]
    names = {part.id for part in (left, right) if isinstance(part, ast.Name)}
    texts = {part.value for part in (left, right) if isinstance(part, ast.Constant)}
    return names == {"__name__"} and texts == {"__main__"} and isinstance(statement.test.ops[0], ast.Eq)


def _is_served_lazily(statement: ast.stmt) -> bool:
    """Whether this is ``if TYPE_CHECKING: imports`` with an else that puts a lazy module in the place of this one.

    The imports then say what the lazy module serves, which costs less to follow than to find out as the loader does.
    """
    if not isinstance(statement, ast.If) or not statement.orelse or "TYPE_CHECKING" not in ast.unparse(statement.test):
        return False
    targets = (target for each in statement.orelse if isinstance(each, ast.Assign) for target in each.targets)
    return any(isinstance(target, ast.Subscript) and ast.unparse(target.value) == "sys.modules" for target in targets)


def touched_names(statement: ast.stmt, *, has_walrus: bool = True) -> Iterator[str]:
    """Module-level names that a statement binds, rebinds or changes the object of; the module has a walrus or not."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        for alias in statement.names:
            yield alias.asname or (alias.name.partition(".")[0] if isinstance(statement, ast.Import) else alias.name)
    elif isinstance(statement, (ast.Assign, ast.Delete)):
        for target in statement.targets:
            yield from _roots(target)
    elif isinstance(statement, ast.AnnAssign):
        if statement.value is not None:
            yield from _roots(statement.target)
    elif isinstance(statement, ast.AugAssign):
        yield from _roots(statement.target)
    elif isinstance(statement, ast.Expr):
        yield from _changed_by_call(statement.value)
    else:
        yield from _in_compound(statement)
    if has_walrus and not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        for node in ast.walk(statement) if _has_walrus(statement) else ():
            if isinstance(node, ast.NamedExpr):
                yield node.target.id


def _has_walrus(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.If, ast.While, ast.Expr, ast.Assign)) and any(
        isinstance(node, ast.NamedExpr) for node in ast.walk(getattr(statement, "test", getattr(statement, "value", statement)))
    )


def _roots(target: ast.expr) -> Iterator[str]:
    """The names at the root of an assignment target: ``a`` of ``a``, ``a.b``, ``a[i].c``; all of ``a, (b, *c)``."""
    while isinstance(target, (ast.Attribute, ast.Subscript, ast.Starred)):
        target = target.value
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _roots(element)


def _changed_by_call(value: ast.expr) -> Iterator[str]:
    """``a`` of ``a.append(x)`` and of ``setattr(a, ...)``: objects that an expression statement may change."""
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Attribute):
            yield from _roots(value.func)
        for argument in value.args:
            if isinstance(argument, ast.Name):
                yield argument.id


def _changed_globals(function: ast.FunctionDef) -> set[str]:
    """The names that a function's own statements bind or change, without its local ones."""
    declared: set[str] = set()
    local = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            declared.update(node.names)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            local.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            local.update(touched_names(node))
    changed = {name for statement in function.body for name in touched_names(statement)}
    return (changed - local) | declared


def _in_compound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        yield from _roots(statement.target)
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        for item in statement.items:
            if item.optional_vars is not None:
                yield from _roots(item.optional_vars)
    blocks = [getattr(statement, field, []) for field in ("body", "orelse", "finalbody")]
    blocks += [handler.body for handler in getattr(statement, "handlers", [])]
    blocks += [case.body for case in getattr(statement, "cases", [])]
    for block in blocks:
        for inner in block:
            yield from touched_names(inner)


def _encoding(data: bytes) -> str:
    """The encoding that a source declares in its first two lines, as Python finds it."""
    head = b"\n".join(data[:1024].split(b"\n", 2)[:2])
    if b"coding" not in head and not head.startswith(BOM_UTF8):
        return "utf-8"
    return detect_encoding(iter(data.splitlines(keepends=True)).__next__)[0]


def read_text(path: str) -> str:
    """The text of a source file, decoded as Python does.

    Raises:
        SourceError: when it is missing, larger than MAX_SOURCE_BYTES or not text.
    """
    file = Path(path)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{path}: not a file")
        size = status.st_size
        if size > MAX_SOURCE_BYTES:
            raise TooLarge(f"{path}: {size} bytes, at most {MAX_SOURCE_BYTES} are analysed")
        data = file.read_bytes()
        return data.decode(_encoding(data))
    except (OSError, SyntaxError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from None


class _Kept:
    """Parsed modules by file and state of the file, within bounds of text."""

    def __init__(self) -> None:
        self.modules: dict[tuple[object, ...], SourceModule] = {}
        self.characters = 0
        self.parsed = 0

    def add(self, key: tuple[object, ...], module: SourceModule) -> None:
        self.characters += len(module.text)
        self.modules[key] = module


_kept = _Kept()


def drop_kept() -> bool:
    """Forget all modules when they are more than should be kept; whether it did. Trees are cycles, which a full collection frees."""
    is_full = _kept.characters > MAX_KEPT_CHARACTERS or _kept.parsed > MAX_PARSED_CHARACTERS
    if is_full:
        _kept.modules.clear()
        _kept.characters = _kept.parsed = 0
    return is_full


def load(name: str, path: str, *, is_package: bool = False, is_stub: bool = False) -> SourceModule:
    """The parsed module at ``path``, kept for as long as the file does not change."""
    try:
        status = Path(path).stat()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error}") from None
    key = (name, path, status.st_mtime_ns, status.st_size, is_package, is_stub)
    module = _kept.modules.get(key)
    if module is None:
        module = SourceModule(name, path, read_text(path), is_package=is_package, is_stub=is_stub)
        _kept.add(key, module)
    return module
