"""Hostile: numbers that take for ever. Analysed, never run."""

import decimal
import fractions
import math
import random
import statistics

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


int("1" * 10**7)
int("f" * 10**7, 16)
int(b"1" * 10**7)
float("1" * 10**7)
complex("1" * 10**7)
pow(3, 10**9)
pow(3, -(10**9))
pow(3, 10**5000, 10**5000 + 7)
pow(2, 10**9, 3**5000)
3 ** 3 ** 3 ** 3
(10**4000) ** 4000
1 << 10**12
1 << (1 << 60)
(1 << 15000) * (1 << 15000)
-1 << 10**12
1 >> -(10**12)
math.factorial(10**6)
math.factorial(1400) ** 1400
math.comb(10**6, 5 * 10**5)
math.comb(10**4000, 60)
math.perm(10**4000, 60)
math.perm(10**6, 10**5)
math.gcd(*[3**5000] * 10**5)
math.lcm(*range(1, 10**6))
math.prod(range(1, 10**7))
math.prod([3**5000] * 10**5)
math.isqrt(10**4000)
math.fsum(range(10**8))
math.dist([0.0] * 10**6, [1.0] * 10**6)
math.hypot(*range(10**6))
math.ldexp(1.0, 10**12)
math.exp(10**6)
math.floor(1e308) ** 100
sum(range(10**20))
sum([[1]] * 10**5, [])
sum([10**4000] * 10**6)
max(range(10**20))
min(range(-(10**20), 0))
list(range(10**20))
len(range(10**30))
any(range(0, 10**20, 10**19))
all(range(1, 10**20))
10**15 in range(10**20)
10.5 in range(10**20)
sorted(range(10**20), key=lambda value: -value)
reversed(range(10**20))
range(10**20)[::-1].index(5)
range(10**20).count(5.5)
divmod(10**5000, 7**20)
round(10**4000, -(10**12))
round(1.5, 10**12)
hash(10**5000)
str(10**5000)
f"{10**5000}"
repr(2**19000)
hex(2**19000), bin(2**19000), oct(2**19000)
(2**19000).bit_count()
(1).to_bytes(10**10, "big")
int.from_bytes(b"x" * 10**7, "big")
fractions.Fraction(1, 10**4000) ** 4000
fractions.Fraction("1" * 10**6)
fractions.Fraction(0.1).limit_denominator(10**4000)
f = fractions.Fraction(1, 3)
for step in range(10**5):
    f = f * f + f
decimal.getcontext().prec = 10**9
decimal.Decimal(2) ** 10**9
decimal.Decimal(1) / decimal.Decimal(3)
decimal.Decimal("1e999999999") + 1
decimal.Decimal(10**5000).sqrt()
random.sample(range(10**20), 10**10)
random.choices([1], k=10**10)
random.shuffle(list(range(10**7)))
random.getrandbits(10**12)
random.randbytes(10**12)
statistics.mean(range(10**9))
x = 1.0
while x > 0:
    x = x + 1
n = 1
while True:
    n = n * n + 1


Net()(torch.zeros(1, 10))
