"""See lightning.pytorch.strategies."""
from lightning.pytorch.strategies import *
