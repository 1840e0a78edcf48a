"""See lightning.pytorch.loggers.mlflow."""
from lightning.pytorch.loggers.mlflow import *
