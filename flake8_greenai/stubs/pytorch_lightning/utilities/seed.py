"""See lightning.pytorch.utilities.seed."""
from lightning.pytorch.utilities.seed import *
