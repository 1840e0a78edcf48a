"""Where the library has it."""
from lightning.pytorch.loggers import TensorBoardLogger
