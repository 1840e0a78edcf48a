"""Errors that the analysed program itself would meet."""

from __future__ import annotations


class ShapeError(Exception):
    """Operands do not fit together; the message names both shapes, as a user would want to read it."""


class Undetermined(Exception):
    """The result depends on what the analysis does not know (element values, an unknown argument); the message says on what."""
