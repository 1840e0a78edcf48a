"""Hostile: generators and iterators that never stop. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def forever():
    while True:
        yield 1


def delegated():
    while True:
        yield from forever()


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 0


class Indexed:
    def __getitem__(self, index):
        return index


class Liar:
    def __len__(self):
        return 10**12

    def __getitem__(self, index):
        return index


class Self:
    def __iter__(self):
        return iter(self)


a = list(forever())
b = sum(forever())
c = tuple(delegated())
d = [value for value in Endless()]
e = list(Indexed())
f = 5 in Endless()
g = list(reversed(Liar()))
h = max(Endless())
i = "".join(str(value) for value in forever())
first, second, *rest = Endless()
j = list(Self())
k = dict(zip(forever(), delegated()))
print(*forever())
l = sorted(forever())
m = nn.Sequential(*(nn.Linear(4, 4) for _ in forever()))
n = torch.tensor(list(forever()))
o = {*forever()}
p = next(value for value in forever() if value == 2)
q = all(forever())
sender = forever()
next(sender)
r = [sender.send(value) for value in Endless()]


Net()(torch.zeros(1, 10))
