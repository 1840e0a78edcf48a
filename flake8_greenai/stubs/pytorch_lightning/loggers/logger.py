"""See lightning.pytorch.loggers.logger."""
from lightning.pytorch.loggers.logger import *
