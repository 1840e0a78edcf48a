"""See lightning.pytorch.callbacks.callback."""
from lightning.pytorch.callbacks.callback import *
