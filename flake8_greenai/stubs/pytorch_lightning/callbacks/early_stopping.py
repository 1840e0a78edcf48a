"""See lightning.pytorch.callbacks.early_stopping."""
from lightning.pytorch.callbacks.early_stopping import *
