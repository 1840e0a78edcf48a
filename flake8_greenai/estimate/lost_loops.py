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
    path: str,
    syntax: ast.Module,
    loops: Iterable[LoopReport],
    unknown: Iterable[UnknownEvent],
    stops: Iterable[Problem],
    absent: str | None = None,
) -> Iterator[Problem]:
    """A problem for each loop with a backward pass that was run without giving figures, or that the program never came to.

    Args:
        path: of the file.
        syntax: its tree.
        loops: that were costed.
        unknown: calls that could not be followed while the program ran.
        stops: where the program could not be followed any further; without any, a loop that is not run is the program's own choice.
        absent: why a module that the file imports is not known, the reason for loops that are surely run when there is no other.
    """
    costed = [loop.location.line for loop in loops if loop.kind == "training" and loop.location.file == path]
    reasons = [(event.site.line, event.reason) for event in unknown if event.site is not None and event.site.file == path]
    stopped = next((problem.message for problem in stops), None)
    called = frozenset[str]() if costed or absent is None else _called_functions(syntax)
    for node in _training_loops(syntax, _training_functions(syntax)):
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        if any(line in lines for line in costed):
            continue
        reason = next((reason for line, reason in reasons if line in lines), None) or stopped
        if reason is None and any(name in called for name in _around(syntax, node)):
            reason = absent
        if reason is not None:
            yield Problem("unknown", Location(path, node.lineno, node.col_offset), f"the training loop could not be costed: {reason}")


def _called_functions(syntax: ast.Module) -> frozenset[str]:
    """Names of what the file's top level calls, itself or by way of its own functions; the top level is called the empty name."""
    bodies = {node.name: node.body for node in syntax.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    called, waiting = {""}, [each for each in syntax.body if not isinstance(each, _SCOPES)]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in called:
                called.add(node.func.id)
                waiting.extend(bodies.get(node.func.id, ()))
    return frozenset(called)


def _around(syntax: ast.Module, loop: ast.stmt) -> Iterator[str]:
    """The top-level function that holds a loop, or the empty name for the top level."""
    for node in syntax.body:
        if node.lineno <= loop.lineno <= (node.end_lineno or node.lineno) and not isinstance(node, ast.ClassDef):
            yield node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""


def _training_functions(syntax: ast.Module) -> frozenset[str]:
    """Functions that call ``backward`` outside any loop of theirs, themselves or by way of others: steps of a loop elsewhere."""
    functions = [node for node in ast.walk(syntax) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    known: frozenset[str] = frozenset()
    while True:
        found = known | {function.name for function in functions if any(_has_backward(child, known, _LOOPS) for child in function.body)}
        if found == known:
            return known
        known = found


def _training_loops(node: ast.AST, functions: frozenset[str]) -> Iterator[ast.stmt]:
    """The outermost loops of each scope that compute gradients, by a function of the file too, and calls that train for so many epochs."""
    for child in ast.iter_child_nodes(node):
        is_loop = isinstance(child, _LOOPS) and _has_backward(child, functions)
        if is_loop or (isinstance(child, ast.Expr | ast.Assign) and _fits(child.value)):
            yield child  # type: ignore[misc]
        else:
            yield from _training_loops(child, functions)


def _has_backward(node: ast.AST, functions: frozenset[str], without: tuple[type[ast.AST], ...] = ()) -> bool:
    if isinstance(node, without):
        return False
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            owner = node.func.value
            is_tape = isinstance(owner, ast.Name) and "tape" in owner.id.lower()
            if node.func.attr == "backward" or (is_tape and node.func.attr == "gradient") or _is_own(node.func, functions):
                return True
        elif isinstance(node.func, ast.Name) and node.func.id in functions:
            return True
    return any(_has_backward(child, functions, without) for child in ast.iter_child_nodes(node) if not isinstance(child, _SCOPES))


def _is_own(called: ast.Attribute, functions: frozenset[str]) -> bool:
    """Whether ``self.step`` is what is called, and one of the functions."""
    return isinstance(called.value, ast.Name) and called.value.id == "self" and called.attr in functions


def _fits(node: ast.AST) -> bool:
    """Whether this is ``model.fit(..., epochs=...)``."""
    is_fit = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fit"
    return is_fit and any(keyword.arg == "epochs" for keyword in node.keywords)  # type: ignore[attr-defined]
