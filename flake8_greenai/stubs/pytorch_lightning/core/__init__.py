"""See lightning.pytorch.core."""
from lightning.pytorch.core import *
