"""Hostile: comparisons, hashes and keys that fight back. Analysed, never run."""

import bisect
import collections
import functools
import heapq

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Evil:
    def __eq__(self, other):
        raise ValueError("no")

    def __hash__(self):
        raise TypeError("no")

    def __lt__(self, other):
        return not (other < self)

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return f"{self!s}"

    def __format__(self, spec):
        return format(self, spec)

    def __del__(self):
        raise RuntimeError("no")

    def __sizeof__(self):
        raise MemoryError

    def __length_hint__(self):
        return 10**18

    def __iter__(self):
        while True:
            yield self


class Counting:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return Counting(self.value) == other

    def __hash__(self):
        return 1

    def __lt__(self, other):
        return sorted([self, other])[0] is self


Evil() in [Evil()]
{Evil(): 1}
{Evil()}
sorted([Evil()] * 1000)
repr(Evil())
str(Evil())
f"{Evil()}"
list(Evil())
max(Evil(), Evil())
[Evil()].index(Evil())
[Evil()].count(Evil())
[Evil()].remove(Evil())
[Evil()] == [Evil()]
heapq.heapify([Evil()] * 1000)
bisect.bisect([Evil()] * 1000, Evil())
collections.Counter([Evil()])
items = {Counting(index) for index in range(5000)}
Counting(1) == Counting(2)
sorted([Counting(index) for index in range(100)])
numbers = list(range(1000))
numbers.sort(key=lambda value: numbers.append(value))
numbers.sort(key=lambda value: numbers.sort())
numbers.sort(key=functools.cmp_to_key(lambda left, right: sorted(numbers)[0]))
for number in numbers:
    numbers.append(number)
table = {1: 1}
for key in table:
    table[len(table) + 1] = key
for key in list(table):
    del table[key]
group = {1}
for item in group:
    group.add(item + 1)


class Key(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash(self)


{Key("a"): 1}[Key("b")]
setattr(Net(), Key("layer"), 1)
deque = collections.deque(range(10), maxlen=3)
for item in deque:
    deque.append(item)
functools.reduce(lambda left, right: [left, left], range(10**6))


@functools.lru_cache(None)
def cached(n):
    return cached(n + 1)


cached(1)


@functools.total_ordering
class Ordered:
    def __lt__(self, other):
        return self >= other


Ordered() < Ordered()
del items


Net()(torch.zeros(1, 10))
