"""The name that Lightning has by itself."""
import pytorch_lightning.callbacks as callbacks
import pytorch_lightning.loggers as loggers
import pytorch_lightning.utilities as utilities
from lightning.pytorch import Callback, LightningDataModule, LightningModule, Trainer, seed_everything
from lightning.pytorch import __getattr__, __version__, cli_lightning_logo
