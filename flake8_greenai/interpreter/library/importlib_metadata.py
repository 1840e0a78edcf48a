"""``importlib.metadata``: its functions are registered with those of ``importlib``."""

from flake8_greenai.interpreter.library import importlib as _importlib  # noqa: F401
