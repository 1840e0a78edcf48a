"""See lightning.pytorch.callbacks.weight_averaging."""
from lightning.pytorch.callbacks.weight_averaging import *
