"""See lightning.pytorch.callbacks.gradient_accumulation_scheduler."""
from lightning.pytorch.callbacks.gradient_accumulation_scheduler import *
