"""Hostile: special methods that return the wrong things. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Wrong:
    def __len__(self):
        return -1

    def __iter__(self):
        return 5

    def __bool__(self):
        return "yes"

    def __index__(self):
        return 1.5

    def __hash__(self):
        return []

    def __eq__(self, other):
        raise SystemExit

    def __repr__(self):
        return 7

    def __str__(self):
        raise KeyboardInterrupt

    def __enter__(self):
        raise GeneratorExit

    def __exit__(self, *details):
        return True

    def __call__(self):
        raise BaseException

    def __del__(self):
        raise MemoryError

    def __init__(self):
        return 3


for action in (len, list, bool, hash, repr, str, int, float, iter, next, abs, round, min, max, sum, set, dict, tuple, sorted):
    try:
        action(Wrong())
    except BaseException:
        pass
[1, 2, 3][Wrong()]
{Wrong(): 1}
Wrong() == Wrong()
with Wrong():
    pass
Wrong()()
raise SystemExit(3)


Net()(torch.zeros(1, 10))
