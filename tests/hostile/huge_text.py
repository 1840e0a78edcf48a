"""Hostile: strings of a terabyte. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = "x" * 10**12
b = b"y" * 10**12
c = "".join(["ab" * 10**6] * 10**6)
d = "x".ljust(10**11) + "x".center(10**11) + "x".zfill(10**11) + "x".rjust(10**12)
e = "a" * 10**6
for step in range(60):
    e = e + e
f = ("a" * 10**6).replace("a", "b" * 10**6)
g = "{:>10000000000}".format(1)
h = f"{1:>10000000000}"
i = "%10000000000d" % 1
j = "%.*f" % (10**10, 1.5)
k = format(1.5, ".10000000000f")
m = "\t".expandtabs(10**11)
n = "{0:{1}}".format("x", 10**11)
o = f"{'x':{10**11}}"
p = bytes(10**12)
q = bytearray(10**12)
r = "x".encode() * 10**11
s = "%s" * 10**5 % tuple("y" * 10**5 for _ in range(10**5))
t = ("," * 10**6).join("z" * 10**6)
u = str.maketrans({n: "q" * 10**7 for n in range(10**5)})
v = ("a" * 10**6).translate({97: "b" * 10**7})
w = int.to_bytes(1, 10**11, "big")
z = (1).to_bytes(10**11, "big")
y = repr("q" * 10**9) + ascii("q" * 10**9)


Net()(torch.zeros(1, 10))
