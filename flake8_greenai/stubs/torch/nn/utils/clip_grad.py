"""Clipping of gradients, all of them in one operation as torch does."""
import torch
from _greenai import is_unknown


def _list(parameters):
    return [parameters] if isinstance(parameters, torch.Tensor) else list(parameters)


def _gradients(parameters):
    # Where gradients come and go from iteration to iteration, a parameter that can have one has one.
    return [p.detach() if is_unknown(p.grad) else p.grad for p in _list(parameters) if is_unknown(p.grad) or p.grad is not None]


def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    tensors = _list(tensors)
    if not tensors:
        return torch.tensor(0.0)
    return torch.linalg.vector_norm(torch.stack(torch._foreach_norm(tensors, norm_type)), norm_type)


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    gradients = _gradients(parameters)
    total = get_total_norm(gradients, norm_type)
    _scale(gradients, torch.clamp(max_norm / (total + 1e-6), max=1.0))
    return total


def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    _scale(_gradients(parameters), torch.clamp(max_norm / (total_norm + 1e-6), max=1.0))


def clip_grad_value_(parameters, clip_value, foreach=None):
    gradients = _gradients(parameters)
    if gradients:
        torch._foreach_clamp_min_(gradients, -clip_value)
        torch._foreach_clamp_max_(gradients, clip_value)


def _scale(gradients, coefficient):
    if gradients:
        torch._foreach_mul_(gradients, coefficient)


clip_grad_norm = clip_grad_norm_
_get_total_norm = get_total_norm
_clip_grads_with_norm_ = clip_grads_with_norm_
