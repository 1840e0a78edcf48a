"""Hostile: a string that doubles in an endless loop. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


text = 'a'
while True:
    text += text


Net()(torch.zeros(1, 10))
