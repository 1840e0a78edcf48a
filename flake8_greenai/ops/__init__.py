"""Primitive tensor operations: short functions of shapes, one family per module, found by folder."""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Import every family, which registers its operations."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
