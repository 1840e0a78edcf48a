"""Helpers."""
import random

import torch
from _greenai import nothing, outside
from lightning.pytorch.utilities.combined_loader import CombinedLoader
from lightning.pytorch.utilities.rank_zero import rank_zero_deprecation, rank_zero_info, rank_zero_only, rank_zero_warn

measure_flops = move_data_to_device = nothing


def move_data_to_device(batch, device):
    if isinstance(batch, (list, tuple)):
        return type(batch)(move_data_to_device(item, device) for item in batch)
    if isinstance(batch, dict):
        return {key: move_data_to_device(item, device) for key, item in batch.items()}
    return batch.to(device) if hasattr(batch, "to") else batch


def seed_everything(seed=None, workers=False, verbose=True):
    random.seed(seed)
    torch.manual_seed(0 if seed is None else seed)
    return 0 if seed is None else seed


def grad_norm(module, norm_type, group_separator="/"):
    norms = {f"grad_{norm_type}_norm{group_separator}{name}": p.detach().norm(norm_type) for name, p in module.named_parameters()}
    if norms:
        norms[f"grad_{norm_type}_norm_total"] = torch.stack(list(norms.values())).norm(norm_type)
    return norms


def __getattr__(name):
    return outside("lightning.pytorch.utilities", name)
