"""See lightning.pytorch.loggers.csv_logs."""
from lightning.pytorch.loggers.csv_logs import *
