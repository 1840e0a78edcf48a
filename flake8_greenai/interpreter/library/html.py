"""``html``: the host's pure functions."""

from __future__ import annotations

import html

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("html", html, ("escape", "unescape"))
