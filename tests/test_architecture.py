"""The shape of the code: which package may import which, what host code may never import, how long a file may get."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from flake8_greenai.resources import PACKAGE, resource

LAYERS = (
    {"symbolic"},
    {"source"},
    {"interpreter"},
    {"tensors"},
    {"ledger"},
    {"ops"},
    {"estimate"},
    {"hardware", "configuration"},
    {"projection"},
    {"findings"},
    {"reports"},
    {"plugin", "cli"},
)
ANYWHERE = {"flake8_greenai", "resources", "isolation"}
"""The version, and two helpers that import nothing of ours."""
SIDEWAYS = {("configuration", "hardware")}
FRAMEWORKS = {"torch", "torchvision", "numpy", "tensorflow", "keras", "jax", "timm", "transformers", "einops", "pandas", "scipy"}
INTERPRETED = ("stubs", "interpreter/stdlib")
LONGEST = 600

RANK = {name: index for index, names in enumerate(LAYERS) for name in names}
HOST_FILES = sorted(
    file for file in PACKAGE.rglob("*.py") if not any(file.relative_to(PACKAGE).as_posix().startswith(folder) for folder in INTERPRETED)
)
RULE_FILES = sorted(resource("rules").glob("*.py"))


def imports(file: Path) -> Iterator[str]:
    """Dotted names that a file imports when it runs; imports for type checkers only do not count."""
    pending: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        pending.extend(ast.iter_child_nodes(node))


def package_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", HOST_FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_packages_import_only_those_below_them(file):
    here = package_of(file)
    if here in ("__init__", "__main__"):
        return
    for name in imports(file):
        parts = name.split(".")
        if parts[0] != "flake8_greenai" or parts[1] in ("__version__", here):
            continue
        there = parts[1]
        if there in ANYWHERE:
            continue
        assert there in RANK, f"{there} has no place in the order of packages"
        assert here not in ANYWHERE, f"{here} may not import {there}"
        assert RANK[there] < RANK[here] or (here, there) in SIDEWAYS, f"{here} may not import {there} ({name})"


def test_the_interpreter_knows_nothing_of_tensors():
    for file in (PACKAGE / "interpreter").rglob("*.py"):
        for name in imports(file) if "stdlib" not in file.parts else ():
            assert not name.startswith(tuple(f"flake8_greenai.{package}" for package in ("tensors", "ledger", "ops", "estimate"))), file


@pytest.mark.parametrize("file", [*HOST_FILES, *RULE_FILES], ids=lambda file: file.name)
def test_no_framework_is_imported(file):
    assert not {name.split(".")[0] for name in imports(file)} & FRAMEWORKS


def test_sympy_is_behind_one_module():
    users = {file.relative_to(PACKAGE).as_posix() for file in HOST_FILES if any(name.split(".")[0] == "sympy" for name in imports(file))}
    assert users <= {"symbolic/sympy_bridge.py"}


def test_rules_never_see_syntax_or_the_interpreter():
    allowed = ("configuration", "estimate", "findings", "symbolic")
    for file in RULE_FILES:
        for name in imports(file):
            if name.startswith("flake8_greenai."):
                assert name.split(".")[1] in allowed or name == "flake8_greenai.interpreter.values.Location", (file.name, name)


@pytest.mark.parametrize("file", [*HOST_FILES, *RULE_FILES], ids=lambda file: file.name)
def test_files_are_short(file):
    length = len(file.read_text(encoding="utf-8").splitlines())
    assert length <= (150 if file in RULE_FILES else LONGEST), f"{file} has {length} lines: split it by subject"
