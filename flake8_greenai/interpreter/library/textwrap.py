"""``textwrap``: the host's functions."""

from __future__ import annotations

import textwrap

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("textwrap", textwrap, ("dedent", "indent", "fill", "wrap", "shorten"))
