"""Primitive tensor operations: short functions of shapes, one family per module, found by folder.

A sub-package belongs to the library of its name: it is imported when that library's stub is first loaded.
"""

from __future__ import annotations

import importlib
import pkgutil

from flake8_greenai.interpreter import library


def load() -> None:
    """Import every family, which registers its operations."""
    for module in pkgutil.iter_modules(__path__):
        name = f"{__name__}.{module.name}"
        if module.ispkg:
            library.provide(module.name, name)
        else:
            importlib.import_module(name)
