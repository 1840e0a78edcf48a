"""See lightning.pytorch.core.saving."""
from lightning.pytorch.core.saving import *
