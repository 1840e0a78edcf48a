"""The Trainer."""
from lightning.pytorch.trainer.trainer import Trainer
from lightning.pytorch.utilities import seed_everything
