"""See lightning.pytorch.trainer.trainer."""
from lightning.pytorch.trainer.trainer import *
