"""See lightning.pytorch.utilities.rank_zero."""
from lightning.pytorch.utilities.rank_zero import *
