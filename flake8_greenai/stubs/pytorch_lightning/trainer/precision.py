"""See lightning.pytorch.trainer.precision."""
from lightning.pytorch.trainer.precision import *
