"""Hostile: patterns, walruses and unpacking. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


deep = []
for level in range(3000):
    deep = [deep, level]


def walk(value):
    match value:
        case [head, tail]:
            return walk(head)
        case {"a": inner, **rest}:
            return walk(rest)
        case str() | int() | float():
            return value
        case nn.Module(layer=inner):
            return walk(value)
        case _:
            return walk([value, value])


walk(deep)
walk({"a": 1})
walk(Net())
walk(1)


class Matched:
    __match_args__ = ("x",) * 10**5

    @property
    def x(self):
        match self:
            case Matched(x):
                return x


match Matched():
    case Matched(a, b, c):
        pass
while chunk := "x" * 10**6:
    kept = [chunk for _ in range(1000)]
[y := y + [y] for y in [[]] for _ in range(10**6)] if False else None
(total := 0)
any((total := total + step) < 0 for step in range(10**9))
a, (b, (c, (*d, e))) = 1, (2, (3, range(10**12)))
[*[*[*range(10**8)]]]
{**{**{str(step): step for step in range(10**7)}}}
print(*map(print, *[range(10**12)] * 100), **{})
(lambda *args: args(*args))(*range(10**6))
(lambda function: function(function))(lambda function: function(function))
(lambda f: (lambda x: f(lambda v: x(x)(v)))(lambda x: f(lambda v: x(x)(v))))(lambda g: lambda n: g(n + 1))(0)
x = y = z = [[0] * 10**4] * 10**4
x[0:10**12:7] = []
x[:] = [x] * 10**5
x[-(10**20) : 10**20 : 3]
x[True][False][None]
x[10**30]
del x[::2]
x += x
x *= 10**12
x @= x
for x[0] in range(10**6):
    pass
for Net.attribute in range(10**6):
    pass
with open("/dev/zero") as file, open("/dev/zero", "rb") as other:
    for line in file:
        print(line)
    file.read()
    other.read(10**12)
input("x" * 10**9)
print("x" * 10**9, file=open("hostile_was_here", "w"))


Net()(torch.zeros(1, 10))
