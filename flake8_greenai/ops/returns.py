"""Named tuples that operations return, under the names of ``torch.return_types``."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

_FIELDS: dict[str, tuple[str, ...]] = {
    "aminmax": ("min", "max"),
    "frexp": ("mantissa", "exponent"),
    "linalg_svd": ("U", "S", "Vh"),
    "svd": ("U", "S", "V"),
    "linalg_qr": ("Q", "R"),
    "qr": ("Q", "R"),
    "linalg_lu": ("P", "L", "U"),
    "linalg_lu_factor": ("LU", "pivots"),
    "linalg_ldl_factor": ("LD", "pivots"),
    "linalg_cholesky_ex": ("L", "info"),
    "linalg_inv_ex": ("inverse", "info"),
    "linalg_slogdet": ("sign", "logabsdet"),
    "slogdet": ("sign", "logabsdet"),
    "linalg_lstsq": ("solution", "residuals", "rank", "singular_values"),
    "triangular_solve": ("solution", "cloned_coefficient"),
    "geqrf": ("a", "tau"),
    "AuxOutput": ("lse", "max_scores"),
    **dict.fromkeys(("linalg_eig", "linalg_eigh"), ("eigenvalues", "eigenvectors")),
    **dict.fromkeys(("max", "min", "sort", "topk", "kthvalue", "median", "nanmedian", "mode", "cummax", "cummin"), ("values", "indices")),
}
RETURN_TYPES: dict[str, Any] = {name: namedtuple(name, fields) for name, fields in _FIELDS.items()}


def named(name: str, *values: Any) -> Any:
    """The values as ``torch.return_types.<name>``."""
    return RETURN_TYPES[name](*values)
