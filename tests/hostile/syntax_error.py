"""Hostile: not Python."""

import torch

def broken(:
    return torch.zeros(
