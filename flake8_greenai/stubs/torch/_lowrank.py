"""Randomised decompositions of low rank (Halko et al., arXiv 0909.4061)."""
import torch


def get_approximate_basis(A, q, niter=2, M=None):
    if M is not None:
        A = A - M
    Q = torch.linalg.qr(A @ torch.randn(A.shape[-1], q, dtype=A.dtype, device=A.device)).Q
    for _ in range(2 if niter is None else niter):
        Q = torch.linalg.qr(A.mH @ Q).Q
        Q = torch.linalg.qr(A @ Q).Q
    return Q


def svd_lowrank(A, q=6, niter=2, M=None):
    if M is not None:
        A = A - M
    is_wide = A.shape[-2] < A.shape[-1]
    if is_wide:
        A = A.mH
    Q = get_approximate_basis(A, 6 if q is None else q, niter)
    U, S, Vh = torch.linalg.svd(Q.mH @ A, full_matrices=False)
    U, V = Q @ U, Vh.mH
    return (V, S, U) if is_wide else (U, S, V)


def pca_lowrank(A, q=None, center=True, niter=2):
    if q is None:
        q = min(6, *A.shape[-2:])
    return svd_lowrank(A - A.mean(dim=(-2,), keepdim=True) if center else A, q, niter)
