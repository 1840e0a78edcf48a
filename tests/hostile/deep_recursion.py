"""Hostile: recursion without a floor, in every disguise. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def straight(n):
    return straight(n + 1)


def ping(n):
    return pong(n)


def pong(n):
    return ping(n)


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a, b, c):
    if n:
        hanoi(n - 1, a, c, b)
        hanoi(n - 1, c, b, a)


def decorated(function):
    return decorated(function)


def generator(n):
    yield from generator(n + 1)


y = (lambda f: f(f))(lambda f: f(f))
straight(0)
ping(0)
fibonacci(200)
ackermann(5, 5)
hanoi(64, 1, 2, 3)
list(generator(0))
[straight for _ in [straight(1)]]


@decorated
def target():
    pass


class Recursive:
    def __init__(self):
        self.child = Recursive()


class Loop(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Loop()

    def forward(self, x):
        return self.forward(x)


class Mutual(nn.Module):
    def forward(self, x):
        return self(x)


Recursive()
Loop()
Mutual()(torch.zeros(1))


Net()(torch.zeros(1, 10))
