"""Named tuples that operations return, under the names of ``torch.return_types``."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any

_FIELDS: dict[str, tuple[str, ...]] = {"aminmax": ("min", "max"), "frexp": ("mantissa", "exponent")}
"""Fields of those that do not give ``values`` and ``indices``."""


@cache
def _return_type(name: str) -> Any:
    return namedtuple(name, _FIELDS.get(name, ("values", "indices")))


def named(name: str, *values: Any) -> Any:
    """The values as ``torch.return_types.<name>``."""
    return _return_type(name)(*values)
