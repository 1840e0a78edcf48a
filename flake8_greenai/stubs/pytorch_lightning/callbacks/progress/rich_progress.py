"""See lightning.pytorch.callbacks.progress.rich_progress."""
from lightning.pytorch.callbacks.progress.rich_progress import *
