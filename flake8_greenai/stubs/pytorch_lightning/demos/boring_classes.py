"""See lightning.pytorch.demos.boring_classes."""
from lightning.pytorch.demos.boring_classes import *
