"""Linear algebra of keras.ops."""

import torch
from keras._graph import operation

cholesky = operation(lambda x, upper=False: torch.linalg.cholesky(x))
det = operation(lambda x: torch.linalg.det(x))
eig = operation(lambda x: torch.linalg.eig(x))
eigh = operation(lambda x: torch.linalg.eigh(x))
inv = operation(lambda x: torch.linalg.inv(x))
lu_factor = operation(lambda x: torch.linalg.lu_factor(x))
qr = operation(lambda x, mode="reduced": torch.linalg.qr(x, mode))
solve = operation(lambda a, b: torch.linalg.solve(a, b))
solve_triangular = operation(lambda a, b, lower=False: torch.linalg.solve_triangular(a, b, upper=not lower))
svd = operation(lambda x, full_matrices=True, compute_uv=True: torch.linalg.svd(x, full_matrices))
lstsq = operation(lambda a, b, rcond=None: torch.linalg.lstsq(a, b)[0])


@operation
def norm(x, ord=None, axis=None, keepdims=False):
    return torch.linalg.norm(x, ord, axis, keepdims)
