"""See lightning.pytorch.utilities.exceptions."""
from lightning.pytorch.utilities.exceptions import *
