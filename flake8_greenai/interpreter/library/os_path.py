"""``os.path`` imported by itself: its functions are registered with those of ``os``."""

from flake8_greenai.interpreter.library import os as _os  # noqa: F401
