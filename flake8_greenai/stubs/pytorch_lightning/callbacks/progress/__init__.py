"""See lightning.pytorch.callbacks.progress."""
from lightning.pytorch.callbacks.progress import *
