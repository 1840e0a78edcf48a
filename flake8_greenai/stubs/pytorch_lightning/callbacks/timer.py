"""See lightning.pytorch.callbacks.timer."""
from lightning.pytorch.callbacks.timer import *
