"""See lightning.pytorch.demos."""
from lightning.pytorch.demos import *
