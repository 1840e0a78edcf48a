"""Named tuples that operations return, under the names of ``torch.return_types``."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

_FIELDS: dict[str, tuple[str, ...]] = {
    "aminmax": ("min", "max"),
    "frexp": ("mantissa", "exponent"),
    **dict.fromkeys(("max", "min", "sort", "topk", "kthvalue", "median", "nanmedian", "mode", "cummax", "cummin"), ("values", "indices")),
}
RETURN_TYPES: dict[str, Any] = {name: namedtuple(name, fields) for name, fields in _FIELDS.items()}  # noqa: PYI024


def named(name: str, *values: Any) -> Any:
    """The values as ``torch.return_types.<name>``."""
    return RETURN_TYPES[name](*values)
