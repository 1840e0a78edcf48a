"""Hostile: a dict that grows in an endless loop. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


table = {}
while True:
    table[len(table)] = [0] * 1000


Net()(torch.zeros(1, 10))
