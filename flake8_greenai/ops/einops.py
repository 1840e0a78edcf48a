"""Patterns of einops (https://einops.rocks): what reshaping, transposing, reducing and repeating a pattern stands for.

The stub ``einops`` runs the plan with ordinary tensor operations, so a rearrangement costs 0 FLOPs and a reduction what it costs in
torch.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Raised, Unknown, Value
from flake8_greenai.symbolic import Dim
from flake8_greenai.tensors.broadcasting import same

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

ELLIPSIS = "…"
"""Stands for the remaining dims inside parentheses, which become one; ``DIMS`` for the same as dims of their own."""
DIMS = "…dims"


class PatternError(ValueError):
    """A pattern that is malformed or does not fit the tensor."""


@dataclass(slots=True)
class Side:
    """One side of a pattern: per dim of the tensor, the axes that it is composed of; ``anonymous`` are axes given by number."""

    groups: list[list[str]] = field(default_factory=list)
    anonymous: dict[str, int] = field(default_factory=dict)

    def axes(self) -> list[str]:
        """All axes in order."""
        return [axis for group in self.groups for axis in group]


def parse(text: str) -> Side:
    """``b (h d) ... 1`` as groups of axes.

    Raises:
        PatternError: when parentheses, names or repeated axes are wrong.
    """
    side = Side()
    group: list[str] | None = None
    for token in text.replace("...", f" {ELLIPSIS} ").replace("(", " ( ").replace(")", " ) ").split():
        if token == "(":
            if group is not None:
                raise PatternError(f"axis composition is one-level (brackets inside brackets not allowed) in {text!r}")
            group = []
        elif token == ")":
            if group is None:
                raise PatternError(f"brackets are not balanced in {text!r}")
            side.groups.append(group)
            group = None
        else:
            axes = _axes_of(token, side, text)
            if group is None:
                side.groups.append([DIMS] if axes == [ELLIPSIS] else axes)
            else:
                group.extend(axes)
    if group is not None:
        raise PatternError(f"imbalanced parentheses in expression: {text!r}")
    axes = side.axes()
    repeated = next((axis for axis in axes if axes.count(axis) > 1), None)
    if repeated is not None:
        raise PatternError(f"indexing expression contains duplicate dimension {repeated!r} in {text!r}")
    return side


def _axes_of(token: str, side: Side, text: str) -> list[str]:
    if token.isdecimal():
        if token == "1":
            return []
        name = f"{token}#{len(side.anonymous)}"
        side.anonymous[name] = int(token)
        return [name]
    if token != ELLIPSIS and not token.isidentifier():
        raise PatternError(f"invalid axis identifier: {token!r} in {text!r}")
    return [token]


def _expand_ellipsis(groups: list[list[str]], names: list[str]) -> list[list[str]]:
    expanded: list[list[str]] = []
    for group in groups:
        if group == [DIMS]:
            expanded.extend([name] for name in names)
        else:
            expanded.append([inner for axis in group for inner in (names if axis == ELLIPSIS else [axis])])
    return expanded


@dataclass(frozen=True, slots=True)
class Plan:
    """reshape to ``split``, reduce ``reduced``, permute by ``order``, insert ``added`` axes (position, size), reshape to ``final``."""

    split: tuple[Dim, ...]
    reduced: tuple[int, ...]
    order: tuple[int, ...]
    added: tuple[tuple[int, Dim], ...]
    final: tuple[Dim, ...]


def plan(pattern: str, operation: str, shape: tuple[Dim, ...], sizes: dict[str, Dim]) -> Plan:
    """How ``operation`` (rearrange, reduce, repeat) does ``pattern`` on a tensor of ``shape``.

    Raises:
        PatternError: when the pattern does not fit.
    """
    left_text, arrow, right_text = pattern.partition("->")
    if not arrow:
        raise PatternError(f"pattern {pattern!r} has no '->'")
    left, right = parse(left_text), parse(right_text)
    dots = [f"{ELLIPSIS}{number}" for number in range(len(shape) - len(left.groups) + 1)] if [DIMS] in left.groups else []
    if {ELLIPSIS, DIMS}.intersection(right.axes()) and DIMS not in left.axes():
        raise PatternError(f"Ellipsis found in right side, but not left side of a pattern {pattern}")
    left_groups, right_groups = _expand_ellipsis(left.groups, dots), _expand_ellipsis(right.groups, dots)
    if len(left_groups) != len(shape):
        raise PatternError(f"Wrong shape: expected {len(left_groups)} dims. Received {len(shape)}-dim tensor of shape {list(shape)}.")
    lengths: dict[str, Dim] = {**left.anonymous, **right.anonymous, **sizes}
    for group, dim in zip(left_groups, shape, strict=True):
        _resolve(group, dim, lengths)
    split_axes = [axis for group in left_groups for axis in group]
    final_axes = [axis for group in right_groups for axis in group]
    missing = [axis for axis in split_axes if axis not in final_axes]
    new = [axis for axis in final_axes if axis not in split_axes]
    if operation == "rearrange" and (missing or new):
        raise PatternError(f"Identifiers only on one side of expression (should be on both): {sorted({*missing, *new})}")
    if operation == "reduce" and new:
        raise PatternError(f"Unexpected identifiers on the right side of reduce: {new}")
    if operation == "repeat" and missing:
        raise PatternError(f"Unexpected identifiers on the left side of repeat: {missing}")
    unsized = [axis for axis in new if axis not in lengths]
    if unsized:
        raise PatternError(f"Specify sizes for new axes in repeat: {unsized}")
    kept = [axis for axis in split_axes if axis in final_axes]
    return Plan(
        split=tuple(lengths[axis] for axis in split_axes),
        reduced=tuple(split_axes.index(axis) for axis in missing),
        order=tuple(kept.index(axis) for axis in final_axes if axis in kept),
        added=tuple((position, lengths[axis]) for position, axis in enumerate(final_axes) if axis in new),
        final=tuple(prod(lengths[axis] for axis in group) for group in right_groups),
    )


def _resolve(group: list[str], dim: Dim, lengths: dict[str, Dim]) -> None:
    """Find the one size of a composed dim that is not given."""
    unknown = [axis for axis in group if axis not in lengths]
    if len(unknown) > 1:
        raise PatternError(f"Could not infer sizes for {unknown}")
    known = prod(lengths[axis] for axis in group if axis in lengths)
    if unknown:
        remainder = dim % known
        if type(remainder) is int and remainder:
            raise PatternError(f"Shape mismatch, can't divide axis of length {dim} in chunks of {known}")
        lengths[unknown[0]] = dim // known
    elif same(known, dim) is False:
        raise PatternError(f"Shape mismatch, {dim} != {known}")


def letters(pattern: str) -> str:
    """The equation of ``torch.einsum`` for a pattern with named axes.

    Raises:
        PatternError: when there are more axes than letters.
    """
    names: dict[str, str] = {}
    terms = []
    for term in pattern.replace("->", ",").split(","):
        tokens = term.split()
        for token in tokens:
            if token != "..." and token not in names:
                if len(names) == len(string.ascii_letters):
                    raise PatternError(f"too many axes in {pattern!r}")
                names[token] = string.ascii_letters[len(names)]
        terms.append("".join(names.get(token, token) for token in tokens))
    return f"{','.join(terms[:-1])}->{terms[-1]}"


def _raised(machine: Machine, error: PatternError) -> Raised:
    return machine.error("RuntimeError", f"einops: {error}")


@native("einops.einops._plan")
def make_plan(machine: Machine, pattern: Value, operation: str, shape: Value, sizes: dict[str, Value]) -> Value:
    """The plan of a pattern as a tuple."""
    unknown = next((value for value in (pattern, shape, *sizes.values()) if isinstance(value, Unknown)), None)
    if unknown is not None:
        return unknown
    try:
        made = plan(pattern, operation, tuple(shape), sizes)
    except PatternError as error:
        raise _raised(machine, error) from None
    return made.split, made.reduced, made.order, made.added, made.final


@native("einops.einops._equation")
def make_equation(machine: Machine, pattern: str) -> Value:
    """The equation of a pattern."""
    try:
        return letters(pattern)
    except PatternError as error:
        raise _raised(machine, error) from None


@native("einops.einops._names")
def axis_names(machine: Machine, pattern: str) -> list[str]:
    """The names of a pattern without composition, as ``parse_shape`` takes it."""
    return pattern.split()
