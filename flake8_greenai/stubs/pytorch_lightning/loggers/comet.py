"""See lightning.pytorch.loggers.comet."""
from lightning.pytorch.loggers.comet import *
