"""Hostile: names, scopes and exceptions turned inside out. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Other(Net):
    pass


def shadow():
    torch = torch.zeros(1)
    return torch


def unbound():
    print(late)
    late = 1


def swallow():
    for step in range(3):
        try:
            return 1 / 0
        except ValueError:
            pass
        finally:
            while step:
                step -= 1


def many(*args, **kwargs):
    return many(*args, *args, **kwargs)


class Scope:
    x = 1
    y = [x for _ in range(3)]
    del x

    def method(self=None, /, *, key=print(undefined)):
        return super().method()


shadow()
unbound()
swallow()
many(1)
many(*[1] * 10**7)
many(**{str(index): index for index in range(10**6)})
Scope().method()
nn.Module.forward(None)
Net.__init__(None)
Net.forward
Net().forward()
Other()(torch.zeros(1, 10))
Net()(1, 2, 3)
Net()(x=3)
Net(1, 2, 3)
Net()(None)
nn.Linear()
nn.Linear("a", "b")(torch.zeros(1))
torch.undefined_function(torch.zeros(3)).undefined_method()
torch.zeros("a")
del Net().layer
Net().layer = None
Other.layer = nn
nn.Module = None
torch = None
torch.zeros(1)
__name__ = 5
__builtins__ = {}
print = len = range = None
range(3)


Net()(torch.zeros(1, 10))
