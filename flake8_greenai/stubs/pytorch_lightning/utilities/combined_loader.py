"""See lightning.pytorch.utilities.combined_loader."""
from lightning.pytorch.utilities.combined_loader import *
