"""See lightning.pytorch.tuner.tuning."""
from lightning.pytorch.tuner.tuning import *
