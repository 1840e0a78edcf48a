"""See lightning.pytorch.tuner."""
from lightning.pytorch.tuner import *
