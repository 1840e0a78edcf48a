"""See lightning.pytorch.cli."""
from lightning.pytorch.cli import *
