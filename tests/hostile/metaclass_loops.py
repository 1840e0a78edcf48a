"""Hostile: classes that make classes without end. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Meta(type):
    def __new__(mcs, name, bases, namespace):
        return Meta(name, bases, namespace)


class Caller(type):
    def __call__(cls, *args):
        return cls(*args)

    def __getattr__(cls, name):
        return getattr(cls, name)

    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, cls)

    def mro(cls):
        return cls.mro()

    def __prepare__(name, bases):
        return Caller.__prepare__(name, bases)


try:

    class First(metaclass=Meta):
        pass

except RecursionError:
    pass


class Second(metaclass=Caller):
    pass


class Hook:
    def __init_subclass__(cls):
        type("Child", (cls,), {})

    def __class_getitem__(cls, item):
        return cls[item]

    def __new__(cls):
        return cls()

    def __set_name__(self, owner, name):
        setattr(owner, name, Hook())


Second()
Second.anything
isinstance(1, Second)
issubclass(int, Second)


class Third(Hook):
    member = Hook


Hook[int]
Hook()
tower = object
for depth in range(100_000):
    tower = type(f"Level{depth}", (tower,), {})
tower()
wide = [type(f"Base{index}", (), {}) for index in range(3000)]
joined = type("Joined", tuple(wide), {})
joined()
names = type("Names", (), {f"attribute_{index}": index for index in range(1_000_000)})


class Impossible(int, str):
    pass


class Diamond(type("A", (wide[0], wide[1]), {}), type("B", (wide[1], wide[0]), {})):
    pass


class Self(Self):
    pass


Net()(torch.zeros(1, 10))
