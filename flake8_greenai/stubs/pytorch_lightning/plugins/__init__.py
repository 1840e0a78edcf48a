"""See lightning.pytorch.plugins."""
from lightning.pytorch.plugins import *
from lightning.pytorch.plugins import __getattr__
