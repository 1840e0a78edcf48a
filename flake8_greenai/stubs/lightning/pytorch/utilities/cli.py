"""Name of releases before 2."""
from lightning.pytorch.cli import LightningArgumentParser, LightningCLI
