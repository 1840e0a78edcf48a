"""See lightning.pytorch.utilities.cli."""
from lightning.pytorch.utilities.cli import *
