"""``keyword``: the host's pure functions."""

from __future__ import annotations

import keyword

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("keyword", keyword, ("iskeyword", "issoftkeyword", "kwlist"))
