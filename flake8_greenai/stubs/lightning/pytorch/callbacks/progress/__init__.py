"""Where the library has it."""
from lightning.pytorch.callbacks import ProgressBar, RichProgressBar, TQDMProgressBar
