"""Hostile: nested loops of a trillion iterations. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


total = 0
for i in range(10**6):
    for j in range(10**6):
        for k in range(10**6):
            total += i * j * k


Net()(torch.zeros(1, 10))
