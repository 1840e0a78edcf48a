"""See lightning.pytorch.core.datamodule."""
from lightning.pytorch.core.datamodule import *
