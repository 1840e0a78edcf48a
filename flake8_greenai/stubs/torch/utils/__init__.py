"""Helpers."""
import torch.utils.hooks as hooks
