"""Name of releases before 2."""
from lightning.pytorch.core.module import LightningModule
