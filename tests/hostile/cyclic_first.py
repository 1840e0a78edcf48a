"""Hostile: a module that imports a module that imports it. Analysed, never run."""

import cyclic_second
import cyclic_first
from hostile_side_effect import RAN
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


value = cyclic_second.value + 1
from cyclic_second import *
from cyclic_first import value as itself


Net()(torch.zeros(1, 10))
