"""How many terms of formulas have been computed: work of the host that no statement of the analysed program shows."""

from __future__ import annotations

_terms = [0]


def note(terms: int) -> None:
    """So many terms were computed."""
    _terms[0] += terms


def spent() -> int:
    """Terms computed since the last call."""
    terms, _terms[0] = _terms[0], 0
    return terms
