"""See lightning.pytorch.callbacks."""
from lightning.pytorch.callbacks import *
from lightning.pytorch.callbacks import __getattr__
