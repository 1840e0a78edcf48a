"""See lightning.pytorch.core.optimizer."""
from lightning.pytorch.core.optimizer import *
