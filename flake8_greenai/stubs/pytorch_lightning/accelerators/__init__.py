"""See lightning.pytorch.accelerators."""
from lightning.pytorch.accelerators import *
from lightning.pytorch.accelerators import __getattr__
