"""See lightning.pytorch.utilities.imports."""
from lightning.pytorch.utilities.imports import *
