"""Where the library has it."""
from _greenai import nothing
from lightning.pytorch.callbacks import RichProgressBar

RichProgressBarTheme = nothing
