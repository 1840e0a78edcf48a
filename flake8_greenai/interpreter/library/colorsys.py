"""``colorsys``: the host's pure functions."""

from __future__ import annotations

import colorsys

from flake8_greenai.interpreter.library.hosting import lend_all

lend_all("colorsys", colorsys, ("rgb_to_yiq", "yiq_to_rgb", "rgb_to_hls", "hls_to_rgb", "rgb_to_hsv", "hsv_to_rgb"))
