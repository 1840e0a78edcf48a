"""Hostile: analysed beside files that shadow modules of the analysis."""

import timeit

import sympy
import token
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def symbolic(batch):
    for step in range(batch.shape[0]):
        batch = torch.cat([batch, batch[:1]])
    return batch


timeit.timeit("1")
sympy.Symbol("x")
Net()(torch.zeros(1, 10))
