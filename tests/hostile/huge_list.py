"""Hostile: lists of a hundred billion elements. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = [0] * 10**11
b = (0,) * 10**11
c = list(range(10**11))
d = tuple(range(10**11))
e = set(range(10**11))
f = {index: index for index in range(10**11)}
g = [index for index in range(10**11)]
h = sorted(range(10**11))
i = list(reversed(range(10**11)))
j = list(zip(range(10**11), range(10**11)))
k = list(enumerate(range(10**11)))
l = list(map(str, range(10**11)))
m = list(filter(None, range(10**11)))
n = [*range(10**11)]
o = [[0] * 10**6] * 10**6
p = [0, 1]
for step in range(60):
    p += p
q = dict.fromkeys(range(10**11))
r = [0] * 10**6
r *= 10**9
s = []
s.extend(range(10**11))
t = [0]
t[10**11:] = range(10**11)
u = frozenset(range(10**11))
first, *rest = range(10**11)
print(*range(10**11))
v = {}
v.update((index, index) for index in range(10**11))
w = [0, 1, 2]
w[:] = w * 10**10
x = [[]] * 3
for step in range(100):
    x = [x, x, x]
y = str(x)
z = x == [list(x), x[1], x[2]]


Net()(torch.zeros(1, 10))
