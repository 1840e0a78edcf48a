"""``bisect``: the host's functions."""

from __future__ import annotations

import bisect

from flake8_greenai.interpreter.library.heapq import changing

for _name in ("bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"):
    changing(f"bisect.{_name}", getattr(bisect, _name))
