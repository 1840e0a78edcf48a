"""Modules, data modules and the Trainer."""
import lightning.pytorch.callbacks as callbacks
import lightning.pytorch.loggers as loggers
import lightning.pytorch.utilities as utilities
from _greenai import nothing, outside
from lightning.pytorch.callbacks import Callback
from lightning.pytorch.core.datamodule import LightningDataModule
from lightning.pytorch.core.module import LightningModule
from lightning.pytorch.trainer.trainer import Trainer
from lightning.pytorch.utilities import seed_everything

__version__ = "2.6.0"
cli_lightning_logo = nothing


def __getattr__(name):
    return outside("lightning.pytorch", name)
