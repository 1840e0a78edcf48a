"""Hostile: attribute hooks that never end. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Forever:
    def __getattr__(self, name):
        return getattr(self, name + "_")


class Itself:
    def __getattribute__(self, name):
        return self.other

    def __setattr__(self, name, value):
        self.value = value

    def __delattr__(self, name):
        del self.value


class Delegates:
    def __init__(self):
        self.other = self

    def __getattr__(self, name):
        return getattr(self.other, name)

    def __call__(self, *args):
        return self(*args)

    def __len__(self):
        return len(self)

    def __bool__(self):
        return not self

    def __iter__(self):
        return iter(self)

    def __index__(self):
        return int(self)

    def __contains__(self, item):
        return item in self

    def __enter__(self):
        with self:
            return self

    def __exit__(self, *args):
        self.__exit__(*args)


class Descriptor:
    def __get__(self, instance, owner):
        return instance.field if instance is not None else owner.field

    def __set__(self, instance, value):
        instance.field = value


class Holder:
    field = Descriptor()

    @property
    def size(self):
        return self.size


Forever().a
Itself().a
Itself().a = 1
del Itself().a
Delegates().missing
Delegates()()
len(Delegates())
bool(Delegates())
list(Delegates())
range(Delegates())
1 in Delegates()
with Delegates():
    pass
Holder().field
Holder.field
Holder().field = 1
Holder().size
hasattr(Forever(), "x")
getattr(Forever(), "x", None)


class Module(nn.Module):
    def __getattr__(self, name):
        return getattr(self, "_" + name)

    def forward(self, x):
        return self.nothing(x)


Module()(torch.zeros(1))


Net()(torch.zeros(1, 10))
