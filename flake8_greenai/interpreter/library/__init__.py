"""Host functions behind the stubs: of the standard library one module per stubbed module that needs any, of others what they provide.

``collections.abc`` is served by ``collections_abc.py``. A module is imported when its stub is first loaded, so that
an analysis pays only for what the analysed program imports.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path

_provided: dict[str, str] = {}
"""Host modules of libraries beyond the standard one, by the library's name."""


def provide(library: str, host_module: str) -> None:
    """Import ``host_module`` when the stub of ``library`` is first loaded."""
    _provided[library] = host_module


@lru_cache(maxsize=1)
def _available() -> frozenset[str]:
    return frozenset(path.stem for path in Path(__file__).parent.glob("*.py"))


@cache
def load(module: str) -> None:
    """Register the host functions of the stub module called ``module``, if it has any."""
    name = module.replace(".", "_")
    if name in _available() and name != "hosting":
        import_module(f"{__name__}.{name}")
    if module in _provided:
        import_module(_provided[module])
