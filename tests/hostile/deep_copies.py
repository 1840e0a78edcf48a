"""Hostile: structures that copy, compare and print themselves without end. Analysed, never run."""

import copy
import json
import pprint

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = []
for step in range(5000):
    a = [a]
b = copy.deepcopy(a)
c = a == b
d = repr(a)
e = str(a)
f = []
f.append(f)
g = copy.deepcopy(f)
h = repr(f)
i = f == g
j = {}
j["self"] = j
k = copy.deepcopy(j)
l = [0]
for step in range(60):
    l = [l, l]
m = copy.deepcopy(l)
n = repr(l)
o = hash(tuple(map(str, l)))
p = sorted([f, g, f])
q = ()
for step in range(5000):
    q = (q,)
r = hash(q)
s = q in {q: 1}
t = isinstance(1, q)
u = issubclass(int, q)
v = json.dumps(j)
w = json.loads("[" * 100_000)
x = pprint.pformat(l)
y = "%s" % (l,)
z = f"{l}"


Net()(torch.zeros(1, 10))
