"""See lightning.pytorch.core.mixins."""
from lightning.pytorch.core.mixins import *
