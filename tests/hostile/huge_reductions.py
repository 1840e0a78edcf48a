"""Hostile: reductions over a trillion numbers. Analysed, never run."""

import collections
import functools
import math
import statistics

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = sum(range(10**12))
b = max(range(10**12))
c = min(range(10**12))
d = any(range(1, 1))
e = all(range(1, 10**12))
f = 10**12 in (index for index in range(10**12))
g = -1 in range(10**12)
h = functools.reduce(lambda left, right: left + right, range(10**12))
i = len(list(range(10**12)))
j = sum(index for index in range(10**12))
k = max(range(10**12), key=lambda value: -value)
l = collections.Counter(range(10**12))
m = collections.deque(range(10**12), maxlen=3)
n = range(10**12).count(5) + range(10**12).index(10**12 - 1)
o = next(value for value in range(10**12) if value < 0)
p = math.fsum(range(10**12))
q = statistics.mean(range(10**12))
r = math.dist(range(10**12), range(10**12))


Net()(torch.zeros(1, 10))
