"""See lightning.pytorch.core.module."""
from lightning.pytorch.core.module import *
