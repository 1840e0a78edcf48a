"""See lightning.pytorch.loggers."""
from lightning.pytorch.loggers import *
