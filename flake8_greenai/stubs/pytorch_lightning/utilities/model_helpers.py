"""See lightning.pytorch.utilities.model_helpers."""
from lightning.pytorch.utilities.model_helpers import *
