"""``fnmatch``: the host's pure functions."""

from __future__ import annotations

import fnmatch

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("fnmatch", fnmatch, ("fnmatch", "fnmatchcase", "filter", "translate"))
