"""See lightning.pytorch.callbacks.model_summary."""
from lightning.pytorch.callbacks.model_summary import *
