"""PyTorch Lightning: the loops that its Trainer hides."""
import lightning.fabric as fabric
import lightning.pytorch as pytorch
from _greenai import outside
from lightning.fabric import Fabric
from lightning.pytorch import Callback, LightningDataModule, LightningModule, Trainer, seed_everything

__version__ = "2.6.0"


def __getattr__(name):
    return outside("lightning", name)
