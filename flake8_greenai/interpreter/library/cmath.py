"""``cmath``: the host's pure functions."""

from __future__ import annotations

import cmath

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all(
    "cmath",
    cmath,
    (
        "phase",
        "polar",
        "rect",
        "exp",
        "log",
        "log10",
        "sqrt",
        "cos",
        "sin",
        "tan",
        "isnan",
        "isinf",
        "isfinite",
        "pi",
        "e",
        "tau",
        "inf",
        "nan",
    ),
)
