"""See lightning.pytorch.loggers.tensorboard."""
from lightning.pytorch.loggers.tensorboard import *
