"""See lightning.pytorch.callbacks.stochastic_weight_avg."""
from lightning.pytorch.callbacks.stochastic_weight_avg import *
