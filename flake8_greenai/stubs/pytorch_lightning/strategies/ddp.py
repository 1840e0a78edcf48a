"""See lightning.pytorch.strategies.ddp."""
from lightning.pytorch.strategies.ddp import *
