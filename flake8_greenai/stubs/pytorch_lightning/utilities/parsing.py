"""See lightning.pytorch.utilities.parsing."""
from lightning.pytorch.utilities.parsing import *
