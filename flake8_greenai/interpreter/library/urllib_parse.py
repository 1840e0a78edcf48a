"""``urllib.parse``: the host's functions on texts."""

from __future__ import annotations

import urllib.parse

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("urllib.parse", urllib.parse, ("quote", "quote_plus", "unquote", "unquote_plus", "urljoin", "urlencode"))
