"""Biases of attention."""
import torch


def causal_lower_right(*size):
    return torch.ones(*size, dtype=torch.bool)


def causal_upper_left(*size):
    return torch.ones(*size, dtype=torch.bool)
