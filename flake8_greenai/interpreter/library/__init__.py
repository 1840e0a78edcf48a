"""Host functions behind the standard-library stubs: one module per stubbed module that needs any.

``collections.abc`` is served by ``collections_abc.py``. A module is imported when its stub is first loaded, so that
an analysis pays only for what the analysed program imports.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path


@lru_cache(maxsize=1)
def _available() -> frozenset[str]:
    return frozenset(path.stem for path in Path(__file__).parent.glob("*.py"))


@cache
def load(module: str) -> None:
    """Register the host functions of the stub module called ``module``, if it has any."""
    name = module.replace(".", "_")
    if name in _available() and name != "hosting":
        import_module(f"{__name__}.{name}")
