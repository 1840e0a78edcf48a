"""See lightning.pytorch.utilities.model_summary."""
from lightning.pytorch.utilities.model_summary import *
