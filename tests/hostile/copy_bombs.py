"""Hostile: models, tensors and their records that double, nest and repeat. Analysed, never run."""

import copy

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


model = nn.Linear(4, 4)
for level in range(60):
    model = nn.Sequential(model, copy.deepcopy(model))
shared = nn.Linear(4, 4)
for level in range(60):
    shared = nn.Sequential(shared, shared)
shared(torch.zeros(1, 4))
sum(p.numel() for p in shared.parameters())
len(list(shared.modules()))
str(shared)
shared.state_dict()
shared.double().to("cuda").train().requires_grad_(False)
kept = [nn.Linear(4, 4)(torch.zeros(1, 4)) for _ in range(10**7)]
grown = [torch.zeros(4)]
for step in range(60):
    grown = grown + [tensor * 2 for tensor in grown]
named = {}
for step in range(10**7):
    named[f"layer{step}"] = nn.Conv2d(3, 3, 3)
text = "layer"
for step in range(10**6):
    setattr(model, text, nn.Linear(2, 2))
    text += "x"


class Doubling(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4)])
        while True:
            self.layers.extend([copy.deepcopy(layer) for layer in self.layers])

    def forward(self, x):
        return self.layers(x)


class Recording(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)
        self.seen = []

    def forward(self, x):
        while x.sum() > 0:
            self.seen.append(x)
            for earlier in self.seen:
                x = x + self.layer(earlier)
            x = torch.cat(self.seen)
        return x


class Branching(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        for step in range(1000):
            if x.sum() > step:
                x = self.layer(x)
            elif x.max() > step:
                x = torch.cat([x, x])
            else:
                x = x[1:]
        return x


class Wrapping(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        inner = self.layer
        while True:
            inner = nn.Sequential(inner, nn.ReLU(), inner)
            x = inner(x)


for cls in (Doubling, Recording, Branching, Wrapping):
    cls()(torch.zeros(3, 4))


Net()(torch.zeros(1, 10))
