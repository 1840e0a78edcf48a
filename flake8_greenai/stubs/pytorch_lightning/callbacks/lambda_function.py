"""See lightning.pytorch.callbacks.lambda_function."""
from lightning.pytorch.callbacks.lambda_function import *
