"""See lightning.pytorch.core.lightning."""
from lightning.pytorch.core.lightning import *
