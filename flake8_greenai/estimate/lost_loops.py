"""Training loops that a file shows and that no figures could be given for: they are said, with the line and the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flake8_greenai.estimate.results import LoopReport, Problem
from flake8_greenai.interpreter.values import Location
from flake8_greenai.ledger.events import UnknownEvent

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def lost_loops(
    path: str, syntax: ast.Module, loops: Iterable[LoopReport], unknown: Iterable[UnknownEvent], stops: Iterable[Problem]
) -> Iterator[Problem]:
    """A problem for each loop with a backward pass that was run without giving figures, or that the program never came to.

    Args:
        path: of the file.
        syntax: its tree.
        loops: that were costed.
        unknown: calls that could not be followed while the program ran.
        stops: where the program could not be followed any further; without any, a loop that is not run is the program's own choice.
    """
    costed = [loop.location.line for loop in loops if loop.kind == "training" and loop.location.file == path]
    reasons = [(event.site.line, event.reason) for event in unknown if event.site is not None and event.site.file == path]
    stopped = next((problem.message for problem in stops), None)
    for node in _training_loops(syntax):
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        if any(line in lines for line in costed):
            continue
        reason = next((reason for line, reason in reasons if line in lines), None) or stopped
        if reason is not None:
            yield Problem("unknown", Location(path, node.lineno, node.col_offset), f"the training loop could not be costed: {reason}")


def _training_loops(node: ast.AST) -> Iterator[ast.stmt]:
    """The outermost loops of each scope that compute gradients themselves, and calls that train for so many epochs."""
    for child in ast.iter_child_nodes(node):
        if (isinstance(child, _LOOPS) and _has_backward(child)) or (isinstance(child, ast.Expr | ast.Assign) and _fits(child.value)):
            yield child
        else:
            yield from _training_loops(child)


def _has_backward(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        is_tape = isinstance(owner, ast.Name) and "tape" in owner.id.lower()
        if node.func.attr == "backward" or (is_tape and node.func.attr == "gradient"):
            return True
    return any(_has_backward(child) for child in ast.iter_child_nodes(node) if not isinstance(child, _SCOPES))


def _fits(node: ast.AST) -> bool:
    """Whether this is ``model.fit(..., epochs=...)``."""
    is_fit = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fit"
    return is_fit and any(keyword.arg == "epochs" for keyword in node.keywords)  # type: ignore[attr-defined]
