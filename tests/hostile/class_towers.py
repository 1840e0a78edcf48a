"""Hostile: hierarchies that grow. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def tower(base, height):
    for level in range(height):
        base = type(f"Level{level}", (base,), {"level": level})
    return base


high = tower(Net, 5000)
high()(torch.zeros(1, 10))
mixins = [type(f"Mixin{index}", (), {}) for index in range(3000)]
wide = type("Wide", tuple(mixins), {})
wider = [type(f"Wider{index}", (wide,), {}) for index in range(3000)]
lattice = [object]
for level in range(60):
    left = type(f"Left{level}", (lattice[-1],), {})
    right = type(f"Right{level}", (lattice[-1],), {})
    lattice.append(type(f"Both{level}", (left, right), {}))
print(lattice[-1].__mro__, isinstance(lattice[-1](), lattice[0]))


class A:
    pass


A.__bases__ = (A,)
A.__class__ = A
A.__mro__ = ()
A().__class__ = A
type("Self", (type,), {})("Self", (), {})
while True:
    A = type("A", (A,), {"inner": A})


Net()(torch.zeros(1, 10))
