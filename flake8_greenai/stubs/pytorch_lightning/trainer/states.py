"""See lightning.pytorch.trainer.states."""
from lightning.pytorch.trainer.states import *
