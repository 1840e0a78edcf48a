"""Hostile: a tensor that doubles in an endless loop. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


x = torch.zeros(1, 4)
while True:
    x = torch.cat([x, x])


Net()(torch.zeros(1, 10))
