"""Where the library has it."""
from lightning.pytorch.strategies import DDPStrategy
