"""Hostile: loops that never end, one after another. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def first():
    while True:
        pass


def second():
    count = 0
    while count >= 0:
        count += 1
    return count


def third():
    items = [1]
    for item in items:
        items.append(item)


def fourth():
    table = {0: 0}
    while table:
        table[len(table)] = len(table)


def fifth():
    text = "a"
    while text:
        text += text


def sixth():
    for value in iter(int, 1):
        print(value)


def seventh():
    while True:
        try:
            raise ValueError
        except ValueError:
            continue
        finally:
            pass


def eighth():
    value = 1
    while value != 0.1:
        value = value / 3 + 1


def ninth():
    seen = set()
    while len(seen) < 10**12:
        seen.add(len(seen))


first()
second()
third()
fourth()
fifth()
sixth()
seventh()
eighth()
ninth()


Net()(torch.zeros(1, 10))
