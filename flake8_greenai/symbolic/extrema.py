"""The larger and the smaller of several polynomials."""

from __future__ import annotations

from typing import Any

from flake8_greenai.symbolic.bounds import bounds
from flake8_greenai.symbolic.division import atom
from flake8_greenai.symbolic.polynomial import Terms, add, freeze, is_integral, written


def extremum(kind: str, candidates: list[Terms]) -> Terms:
    """``max`` or ``min`` (the ``kind``) of the candidates, without those that bounds rule out."""
    # None of what an extremum of this kind is taken of covers another.
    kept = [dict(part) for part in _parts(kind, candidates[0]) or ()]
    for candidate in _flattened(kind, candidates[1:] if kept else candidates):
        if any(_covers(kind, other, candidate) for other in kept):
            continue
        kept = [other for other in kept if not _covers(kind, candidate, other)]
        kept.append(candidate)
    if len(kept) == 1:
        return kept[0]
    kept.sort(key=written)
    intervals = [bounds(candidate) for candidate in kept]
    pick = max if kind == "max" else min
    one_sided = 0 if kind == "max" else 1
    known = [interval[one_sided] for interval in intervals if interval[one_sided] is not None]
    all_known = [interval[1 - one_sided] for interval in intervals]
    near = pick(known, default=None)  # type: ignore[type-var]
    far = None if None in all_known else pick(all_known)  # type: ignore[type-var]
    low, high = (near, far) if kind == "max" else (far, near)
    text = f"{kind}({', '.join(map(written, kept))})"
    return atom(kind, *kept, text=text, low=low, high=high, is_integer=all(map(is_integral, kept)))


def _flattened(kind: str, candidates: list[Terms]) -> list[Terms]:
    result: dict[object, Terms] = {}
    for candidate in candidates:
        parts = _parts(kind, candidate)
        if parts is not None:
            result.update({part: dict(part) for part in parts})
        else:
            result[freeze(candidate)] = candidate
    return list(result.values())


def _parts(kind: str, candidate: Terms) -> tuple[Any, ...] | None:
    """What ``max`` or ``min`` (the ``kind``) is taken of, None for another polynomial."""
    inner = next(iter(candidate), ())
    if len(candidate) == 1 and candidate[inner] == 1 and len(inner) == 1 and inner[0][0].kind == kind and inner[0][1] == 1:
        return inner[0][0].args
    return None


def _covers(kind: str, one: Terms, other: Terms) -> bool:
    """Whether ``one`` is never beaten by ``other``; absorption: ``max(a, min(a, b))`` is ``a``."""
    opposite = _parts("min" if kind == "max" else "max", other)
    if opposite is not None and freeze(one) in opposite:
        return True
    low, high = bounds(add(one, other, -1))
    return (low is not None and low >= 0) if kind == "max" else (high is not None and high <= 0)
