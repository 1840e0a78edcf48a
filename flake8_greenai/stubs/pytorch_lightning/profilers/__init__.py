"""See lightning.pytorch.profilers."""
from lightning.pytorch.profilers import *
