"""Writes docs/coverage.md: which names of PyTorch the libraries call, and how many of them the engine knows.

    python tests/benchmarks/called_names.py --path SOURCES

SOURCES holds the plain sources of torchvision, timm and transformers; nothing of them is imported. torch must be installed: it says
which attributes are methods of a tensor and which layers torch.nn has.
"""

from __future__ import annotations

import argparse
import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch

from flake8_greenai.estimate.session import Session, with_deep_stack
from flake8_greenai.interpreter.values import MISSING, Raised, Unknown

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "coverage.md"
LIBRARIES = {"torchvision": "**/*.py", "timm": "**/*.py", "transformers": "**/modeling_*.py"}
METHODS = frozenset(name for name in dir(torch.Tensor) if not name.startswith("_") and callable(getattr(torch.Tensor, name, None)))
HOST_METHODS = frozenset(name for kind in (str, list, dict, set, tuple, bytes, int, float) for name in dir(kind))
NOT_COSTED = (
    "torch.onnx",
    "torch.distributed",
    "torch.cuda",
    "torch.jit",
    "torch.ops",
    "torch.classes",
    "torch._C",
    "torch.fx",
    "torch.hub",
)
"""Parts that compute nothing of a model: exporters, process groups, drivers, compilers."""


@dataclass
class Calls:
    """How often functions (by qualified name) and methods of tensors (by name) are called in a library."""

    functions: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)


def aliases(tree: ast.Module) -> dict[str, str]:
    """Local names of torch, its modules and what is imported from them, by name."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "torch":
                    found[alias.asname or "torch"] = alias.name if alias.asname else "torch"
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "torch":
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def dotted(node: ast.expr) -> str | None:
    """``a.b.c`` of names and attributes, None for other expressions."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else None
    return None


def calls_of(files: Iterator[Path]) -> Calls:
    """What the files call."""
    calls = Calls()
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = aliases(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            head, _, rest = (dotted(node.func) or "").partition(".")
            if head in names:
                calls.functions[f"{names[head]}.{rest}" if rest else names[head]] += 1
            elif isinstance(node.func, ast.Attribute) and node.func.attr in METHODS - HOST_METHODS:
                calls.methods[node.func.attr] += 1
    return calls


class Engine:
    """What the engine knows of torch."""

    def __init__(self) -> None:
        self.session = Session()

    def knows(self, name: str) -> bool:
        """Whether a qualified name of torch has a value in the stubs or an operation."""
        machine = self.session.machine
        parts = name.split(".")
        value = machine.import_name(parts[0])
        path = parts[0]
        for part in parts[1:]:
            path = f"{path}.{part}"
            try:
                value = machine.get_attribute(value, part, MISSING)
            except Raised:
                return False
            if value is MISSING:
                value = machine.import_name(path, optional=True, missing_ok=True)
            if value is None or value is MISSING or isinstance(value, Unknown):
                return False
        return True

    def knows_method(self, name: str) -> bool:
        """Whether tensors have the method."""
        return self.session.machine.primitive(f"torch.Tensor.{name}") is not MISSING


def documented_layers() -> list[str]:
    """The public layers of torch.nn."""
    found = [name for name, value in vars(torch.nn).items() if inspect.isclass(value) and issubclass(value, torch.nn.Module)]
    return sorted(f"torch.nn.{name}" for name in found if not name.startswith("_"))


def is_real(name: str) -> bool:
    """Whether this release of torch has the name: libraries also call those of older and newer ones."""
    value: object = torch
    for part in name.split(".")[1:]:
        value = getattr(value, part, None)
        if value is None:
            return False
    return True


def row(what: str, names: list[str], known: list[str]) -> str:
    """A line of the table."""
    share = 100 * len(known) / len(names) if names else 100.0
    return f"| {what} | {len(names)} | {len(known)} | {share:.1f} % |"


def document(path: Path) -> str:
    """The text of docs/coverage.md."""
    engine = Engine()
    rows: list[str] = []
    missing: list[str] = []
    for library, pattern in LIBRARIES.items():
        calls = calls_of(iter(sorted((path / library).glob(pattern))))
        functions = sorted(name for name in calls.functions if is_real(name) and not name.startswith(NOT_COSTED))
        methods = sorted(calls.methods)
        known = [name for name in functions if engine.knows(name)]
        known_methods = [name for name in methods if engine.knows_method(name)]
        rows += [row(f"{library}: functions and classes", functions, known), row(f"{library}: tensor methods", methods, known_methods)]
        unknown = [f"`{name}`" for name in functions if name not in known]
        unknown += [f"`Tensor.{name}`" for name in methods if name not in known_methods]
        missing.append(f"- {library}: {', '.join(unknown) or 'none'}")
    layers = documented_layers()
    known_layers = [name for name in layers if engine.knows(name)]
    rows.append(row("layers of `torch.nn`", layers, known_layers))
    missing.append(f"- layers: {', '.join(f'`{name}`' for name in layers if name not in known_layers) or 'none'}")
    return TEXT.format(version=torch.__version__.split("+")[0], rows="\n".join(rows), missing="\n".join(missing))


TEXT = """# Coverage

Which names of PyTorch {version} the libraries call, found by scanning their sources, and how many of them the engine knows.
Made by `python tests/benchmarks/called_names.py --path SOURCES`. Not counted are the parts of torch that compute nothing of a model
(exporters, process groups, drivers, compilers) and names that this release of torch does not have.

| called from | names | known | share |
|---|---:|---:|---:|
{rows}

A call of any other name makes an estimate *partial* and is listed with its line.

## Not known
{missing}
"""


BY_HAND = "## Models of transformers"
"""What follows this heading is written by hand and kept."""


def main() -> None:
    """Write the document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--path", type=Path, required=True, help="folder with the sources of the libraries")
    options = parser.parse_args()
    by_hand = DOCUMENT.read_text(encoding="utf-8").partition(BY_HAND)[2]
    made = with_deep_stack(lambda: document(options.path))
    DOCUMENT.write_text(f"{made}\n{BY_HAND}{by_hand}", encoding="utf-8")


if __name__ == "__main__":
    main()
