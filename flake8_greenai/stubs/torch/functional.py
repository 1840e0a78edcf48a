"""Functions of tensors: operations of torch."""
from torch import (
    atleast_1d, atleast_2d, atleast_3d, block_diag, broadcast_tensors, cartesian_prod, cdist, chain_matmul, einsum, meshgrid,
    norm, split, stft, tensordot, unique,
)
