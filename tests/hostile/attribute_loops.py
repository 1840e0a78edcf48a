"""Hostile: attribute access that calls itself. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Mirror:
    def __getattr__(self, name):
        return getattr(self, name + "_")


class Door:
    def __getattribute__(self, name):
        return self.__getattribute__(name)


class Setter:
    def __setattr__(self, name, value):
        self.value = value


class Deleter:
    def __delattr__(self, name):
        del self.value


class Eternal:
    def __getattr__(self, name):
        return Eternal()

    def __call__(self, *args, **kwargs):
        return self

    def __iter__(self):
        yield self
        yield from self


class Descriptor:
    def __get__(self, instance, owner):
        return instance.field

    def __set__(self, instance, value):
        instance.field = value


class Holder:
    field = Descriptor()

    @property
    def itself(self):
        return self.itself

    @itself.setter
    def itself(self, value):
        self.itself = value


class Equal:
    def __eq__(self, other):
        return self == other

    def __hash__(self):
        return hash(self)

    def __lt__(self, other):
        return self < other

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return f"{self}"

    def __bool__(self):
        return bool(self)

    def __len__(self):
        return len(self)

    def __int__(self):
        return int(self)

    def __format__(self, specification):
        return format(self, specification)

    def __contains__(self, item):
        return item in self

    def __add__(self, other):
        return self + other

    def __radd__(self, other):
        return other + self


Mirror().anything
Door().anything
Setter().value = 1
del Deleter().value
chain = Eternal()
chain.a.b.c().d(chain)
for value in chain:
    pass
Holder().field
Holder().field = 3
Holder().itself
Holder().itself = 3
one, other = Equal(), Equal()
one == other
hash(one)
{one: 1}
one < other
sorted([one, other])
repr(one)
str(one)
f"{one}"
bool(one)
len(one)
int(one)
3 in one
one + 1
1 + one
[other].index(one)
[other].count(one)
one in [other]
if one:
    pass


class Model(nn.Module):
    def __getattr__(self, name):
        return getattr(self, name)

    def forward(self, x):
        return self.layer(x)


Model()(torch.zeros(1, 10))


Net()(torch.zeros(1, 10))
