"""Internal helpers of loaders."""
import torch.utils.data._utils.collate as collate
