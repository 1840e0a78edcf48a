"""``shlex``: the host's pure functions."""

from __future__ import annotations

import shlex

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("shlex", shlex, ("split", "quote", "join"))
