"""Hostile: a model that gains layers in an endless loop. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


layers = nn.ModuleList()
while True:
    layers.append(nn.Linear(4, 4))


Net()(torch.zeros(1, 10))
