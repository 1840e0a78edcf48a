"""See lightning.pytorch.loggers.wandb."""
from lightning.pytorch.loggers.wandb import *
