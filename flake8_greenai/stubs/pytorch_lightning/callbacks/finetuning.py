"""See lightning.pytorch.callbacks.finetuning."""
from lightning.pytorch.callbacks.finetuning import *
