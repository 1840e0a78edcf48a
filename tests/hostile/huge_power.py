"""Hostile: numbers of a hundred million digits. Analysed, never run."""

import math

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = 10**10**8
b = 2 ** (2**40)
c = 1 << (10**11)
d = pow(7, 10**9)
e = (-3) ** 10**9
f = 10 ** 10000 ** 2
g = 1
for step in range(60):
    g = g * g + 3
h = int("9" * 1_000_000)
i = str(3**2_000_000)
j = 0.1 ** -(10**6)
k = divmod(10**10**7, 3)
m = pow(3, 10**9, 10**9 + 7)
n = round(10**10**7, -3)
o = math.factorial(10**7)
p = math.comb(10**8, 5 * 10**7)
q = math.perm(10**7)
r = math.lcm(*range(1, 100_000))
s = math.prod(range(1, 10**6))
t = sum(10**k for k in range(10**6))
layer = nn.Linear(10**10**6, 3)


Net()(torch.zeros(1, 10))
