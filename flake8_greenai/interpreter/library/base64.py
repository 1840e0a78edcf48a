"""``base64``: the host's pure functions."""

from __future__ import annotations

import base64

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all(
    "base64",
    base64,
    ("b64encode", "b64decode", "urlsafe_b64encode", "urlsafe_b64decode", "b32encode", "b32decode", "b16encode", "b16decode"),
)
