"""Hostile: decorators and wrappers that recurse. Analysed, never run."""

import functools
import contextlib
import abc
import enum
import typing

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def forever(function):
    return forever(functools.wraps(function)(lambda *args: function(*args)))


def tower(function):
    for level in range(100_000):
        function = functools.partial(function)
    return function


def wrapped(function):
    for level in range(3000):
        function = (lambda inner: lambda *args: inner(*args))(function)
    return function


@forever
def first():
    pass


@tower
def second():
    return 1


@wrapped
def third(x):
    return x


first()
second()
third(1)
second.func.func.func.args


@contextlib.contextmanager
def manager():
    with manager():
        yield


with manager():
    pass


@property
def everything(self):
    return everything.__get__(self)


class Meta(abc.ABCMeta):
    def __new__(mcs, name, bases, namespace):
        return Meta(name + "_", bases, namespace)

    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)

    def __prepare__(name, bases):
        return Meta.__prepare__(name, bases)

    def __call__(cls, *args):
        return cls(*args)


class Made(metaclass=Meta):
    pass


class Number(enum.IntEnum):
    A = 1

    def __new__(cls, value):
        return cls(value)


class Sub(Net):
    def __init_subclass__(cls):
        type("Again", (cls,), {})

    def __class_getitem__(cls, item):
        return cls[item]


class SubSub(Sub):
    pass


Sub[1]
Number.A
isinstance(1, Made)
T = typing.TypeVar("T")
kind = typing.List[int]
for step in range(5000):
    kind = typing.Dict[str, kind]
repr(kind)


@typing.overload
@functools.singledispatch
@functools.lru_cache(maxsize=10**18)
def last(value: "last(last)" = lambda: last()):
    return last(last(value))


last(1)


class Net2(Net):
    def __new__(cls, *args):
        return cls(*args)

    def forward(self, *args, **kwargs):
        return super().forward(*args, *args, **kwargs)


Net2()(torch.zeros(1))
forward = Net.forward
for step in range(2000):
    forward = (lambda previous: lambda self, x: previous(self, x))(forward)
Other = type("Other", (Net,), {"forward": forward})
Other()(torch.zeros(1, 10))


Net()(torch.zeros(1, 10))
