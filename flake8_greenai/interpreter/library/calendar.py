"""``calendar``: the host's pure functions."""

from __future__ import annotations

import calendar

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("calendar", calendar, ("isleap", "leapdays", "monthrange", "weekday"))
