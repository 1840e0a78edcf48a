"""See lightning.pytorch.trainer."""
from lightning.pytorch.trainer import *
