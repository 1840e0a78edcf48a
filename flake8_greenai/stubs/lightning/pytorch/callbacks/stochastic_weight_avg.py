"""Where the library has it."""
from lightning.pytorch.callbacks import StochasticWeightAveraging
