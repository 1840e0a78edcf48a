"""See lightning.pytorch.loggers.neptune."""
from lightning.pytorch.loggers.neptune import *
