"""See lightning.pytorch.utilities.types."""
from lightning.pytorch.utilities.types import *
