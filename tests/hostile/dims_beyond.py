"""Hostile: dims of thousands of digits. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Wide(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10**4000, 10**4000)
        self.other = nn.Linear(10**4000, 10**4000)

    def forward(self, x):
        return self.other(self.layer(x))


Wide()(torch.zeros(10**4000, 10**4000))
nn.Linear(10**300, 10**300)(torch.zeros(10**300, 10**300))
torch.zeros(10**4000) @ torch.zeros(10**4000)
torch.zeros(10**4000).view(10**4000, 3)
torch.zeros(10**4000) + torch.zeros(10**3999)
nn.Sequential(nn.Linear(10**200, 10**200), nn.ReLU())(torch.zeros(10**200, 10**200))
for step in range(10**4000):
    Net()(torch.zeros(10**4000, 10))


Net()(torch.zeros(1, 10))
