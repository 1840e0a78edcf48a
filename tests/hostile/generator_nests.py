"""Hostile: generators within generators. Analysed, never run."""

import itertools
import asyncio

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def nest(depth):
    yield depth
    yield from nest(depth + 1)


def flatten(items):
    for item in items:
        yield from flatten([items])


def ladder():
    source = iter(range(10))
    for level in range(5000):
        source = (value for value in source)
    return source


def mapped():
    source = range(10)
    for level in range(5000):
        source = map(lambda value: value, source)
    return source


def chained():
    source = iter([1])
    for level in range(5000):
        source = itertools.chain(source, [level])
    return source


def sieve():
    source = itertools.count(2)
    while True:
        prime = next(source)
        yield prime
        source = filter(lambda value, prime=prime: value % prime, source)


def own():
    generator = (yield)
    generator.send(generator)


def many():
    return [nest(0) for _ in range(5000)]


def swallows():
    while True:
        try:
            yield
        except BaseException:
            continue


list(nest(0))
list(flatten([1]))
list(ladder())
list(mapped())
list(chained())
list(sieve())
itself = own()
next(itself)
itself.send(itself)
generators = many()
[next(generator) for generator in generators]
[next(generator) for generator in generators]
stubborn = swallows()
next(stubborn)
stubborn.close()
stubborn.throw(ValueError)
del stubborn
tees = [iter(range(10**6))]
for level in range(100):
    tees = [copy for each in tees for copy in itertools.tee(each)]
list(tees[0])
list(zip(*[iter(range(10**6))] * 3))
list(itertools.chain.from_iterable(itertools.repeat([])))
list(itertools.chain.from_iterable(itertools.repeat(range(10**6))))
list(itertools.compress(itertools.count(), itertools.repeat(0)))
list(itertools.filterfalse(lambda value: True, itertools.count()))
list(itertools.zip_longest(itertools.repeat(1, 10**12), [2]))
set(itertools.repeat(0, 10**12))
max(itertools.repeat(0, 10**12))
"".join(itertools.repeat("", 10**12))
1 in itertools.repeat(0, 10**12)
list(itertools.islice(itertools.count(), 0, None, 10**12))
list(itertools.pairwise(itertools.count()))
list(itertools.accumulate(itertools.repeat([1]), lambda left, right: left + right))
list(iter(lambda: 1, 2))
dict(zip(itertools.count(), itertools.repeat([0] * 1000)))
list(enumerate(itertools.cycle([])))
list(itertools.product([], repeat=10**9))
list(itertools.combinations([], 10**18))
sum(map(sum, itertools.permutations(range(12))))
any(itertools.permutations([], 0) for _ in itertools.count())
[1 for a in range(10**4) for b in range(10**4) for c in range(10**4)]
{a: b for a in itertools.count() for b in ()}


async def waits():
    await waits()


async def gathers():
    async for item in gathers():
        yield item


asyncio.run(waits())
asyncio.run(gathers())
asyncio.get_event_loop().run_forever()


Net()(torch.zeros(1, 10))
