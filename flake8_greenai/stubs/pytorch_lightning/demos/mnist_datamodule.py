"""See lightning.pytorch.demos.mnist_datamodule."""
from lightning.pytorch.demos.mnist_datamodule import *
