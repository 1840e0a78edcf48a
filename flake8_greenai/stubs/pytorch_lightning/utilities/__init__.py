"""See lightning.pytorch.utilities."""
from lightning.pytorch.utilities import *
from lightning.pytorch.utilities import __getattr__
