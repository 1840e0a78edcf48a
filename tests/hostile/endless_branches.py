"""Hostile: a loop whose condition nobody knows. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


x = torch.rand(3)
items = []
while x.sum() > 0:
    items.append(x)
    if x.max() > 0.5:
        x = x * 2
    elif x.min() < 0.1:
        x = torch.cat([x, x])
    else:
        items = items + items


Net()(torch.zeros(1, 10))
