"""Hostile: retries that fail without end. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def attempt():
    try:
        return attempt()
    except RecursionError:
        return attempt()
    finally:
        attempt()


attempt()


Net()(torch.zeros(1, 10))
