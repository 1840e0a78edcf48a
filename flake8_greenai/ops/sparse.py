"""Sparse layouts: what their operations cost depends on how many elements are not zero, which shapes do not tell."""

from __future__ import annotations

from typing import Any

from flake8_greenai.ops.registry import op
from flake8_greenai.tensors.errors import Undetermined

_LAYOUTS = ("coo", "csr", "csc", "bsr", "bsc")
_FUNCTIONS = ("mm", "addmm", "sampled_addmm", "sum", "softmax", "log_softmax", "spdiags", "spsolve", "as_sparse_gradcheck")


@op(
    "torch.Tensor.to_sparse",
    *(f"torch.Tensor.to_sparse_{layout}" for layout in _LAYOUTS),
    *(f"torch.sparse_{layout}_tensor" for layout in _LAYOUTS),
    *(f"torch.sparse.{name}" for name in _FUNCTIONS),
    "torch.sparse_compressed_tensor", "torch.smm", "torch.sspaddmm", "torch.hspmm", "torch.Tensor.sparse_mask",
)  # fmt: skip
def sparse(*args: Any, **kwargs: Any) -> Any:
    """A sparse tensor, or an operation on one."""
    raise Undetermined("sparse layouts are not followed")
