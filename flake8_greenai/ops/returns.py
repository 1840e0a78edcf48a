"""Named tuples that operations return, under the names of ``torch.return_types``."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any

_FIELDS: dict[str, tuple[str, ...]] = {
    "aminmax": ("min", "max"),
    "frexp": ("mantissa", "exponent"),
    "AuxOutput": ("lse", "max_scores"),
    "geqrf": ("a", "tau"),
    "linalg_cholesky_ex": ("L", "info"),
    "linalg_eig": ("eigenvalues", "eigenvectors"),
    "linalg_eigh": ("eigenvalues", "eigenvectors"),
    "linalg_inv_ex": ("inverse", "info"),
    "linalg_ldl_factor": ("LD", "pivots"),
    "linalg_lstsq": ("solution", "residuals", "rank", "singular_values"),
    "linalg_lu": ("P", "L", "U"),
    "linalg_lu_factor": ("LU", "pivots"),
    "linalg_qr": ("Q", "R"),
    "linalg_slogdet": ("sign", "logabsdet"),
    "linalg_svd": ("U", "S", "Vh"),
    "qr": ("Q", "R"),
    "svd": ("U", "S", "V"),
    "triangular_solve": ("solution", "cloned_coefficient"),
}
"""Fields of those that do not give ``values`` and ``indices``."""


@cache
def _return_type(name: str) -> Any:
    return namedtuple(name, _FIELDS.get(name, ("values", "indices")))


def named(name: str, *values: Any) -> Any:
    """The values as ``torch.return_types.<name>``."""
    return _return_type(name)(*values)
