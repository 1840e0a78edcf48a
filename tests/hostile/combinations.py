"""Hostile: itertools that explode. Analysed, never run."""

import itertools

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = list(itertools.product(range(1000), repeat=1000))
b = list(itertools.permutations(range(30)))
c = list(itertools.combinations(range(100), 50))
d = list(itertools.combinations_with_replacement(range(100), 50))
e = list(itertools.count())
f = list(itertools.cycle([1, 2]))
g = list(itertools.repeat(1))
h = list(itertools.accumulate(itertools.count()))
i = list(itertools.chain.from_iterable(itertools.repeat([1, 2])))
j = list(itertools.takewhile(lambda value: True, itertools.count()))
k = list(itertools.islice(itertools.count(), 10**11))
l = list(itertools.zip_longest(itertools.count(), [1]))
m = dict(zip(itertools.count(), itertools.count()))
n = list(itertools.starmap(pow, zip(itertools.count(9), itertools.count(10**9))))
o = next(itertools.dropwhile(lambda value: True, itertools.count()))
p = list(itertools.tee(itertools.count(), 10**9))
q = list(itertools.groupby(itertools.count(), key=lambda value: 1))
r = sum(1 for _ in itertools.product(range(10), repeat=30))
s = list(itertools.product(*[range(2)] * 10**6))
t = list(itertools.batched(itertools.count(), 10**11)) if hasattr(itertools, "batched") else []
for value in itertools.count():
    pass


Net()(torch.zeros(1, 10))
