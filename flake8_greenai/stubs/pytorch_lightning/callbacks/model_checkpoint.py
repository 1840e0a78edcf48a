"""See lightning.pytorch.callbacks.model_checkpoint."""
from lightning.pytorch.callbacks.model_checkpoint import *
