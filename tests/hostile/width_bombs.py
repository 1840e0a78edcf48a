"""Hostile: widths, precisions and growing text. Analysed, never run."""

import textwrap

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


n = 10**9
f"{1:>1000000000}"
f"{1:>{n}}"
f"{1.5:.{n}f}"
f"{'x':{n}.{n}}"
f"{1:{'9' * 12}}"
f"{1:0{n}b}"
f"{n:,}" * n
"%1000000000s" % 1
"%-*s" % (n, 1)
"%.1000000000f" % 1
"%(a)1000000000s" % {"a": 1}
b"%1000000000d" % 1
"{:1000000000}".format(1)
"{:{}}".format(1, n)
"{0:{1}}".format("x", "9" * 20)
"{0.__class__.__mro__}".format(1)
"{0[9999999999999]}".format([1])
format(1, "1000000000")
format(1.5, ".1000000000%")
(1).__format__("1000000000")
"x".__format__("1000000000")
"x".zfill(n), "x".ljust(n), "x".rjust(n), "x".center(n), "a\tb".expandtabs(n)
b"x".zfill(n), b"x".ljust(n), b"x".rjust(n), b"x".center(n), b"\t".expandtabs(n)
bytearray(b"x").ljust(n), bytearray(b"x") * n, bytearray(n), bytes(n)
("\t" * 10**6).expandtabs(10**6)
(b"\t" * 10**6).expandtabs(10**6)
s = "a" * 10**6
for step in range(100):
    s = s.replace("a", "aa")
b = b"a" * 10**6
for step in range(100):
    b = b.replace(b"a", b"aa")
t = ["a" * 10**6] * 10**3
"".join(t)
b"".join([b"a" * 10**6] * 10**3)
"a".join("b" * 10**6)
("a" * 10**6).join("b" * 10**6)
str(["a" * 10**6] * 10**4)
repr(("\x00" * 10**6,) * 100)
"\x00" * 10**6 + "".join(map(repr, ["\x00" * 10**6] * 100))
("x" * 10**6).encode("unicode_escape") * 100
("\u1234" * 10**6).encode("unicode_escape")
("ß" * 10**6).upper()
("x " * 10**6).split()
("x" * 10**6).split("x")
list("x" * 10**7)
("x\n" * 10**6).splitlines()
[("x," * 10**6).partition(",") for _ in range(100)]
("x" * 10**6).translate({120: "y" * 10**6})
str.maketrans("a" * 10**6, "b" * 10**6)
textwrap.wrap("x " * 10**6, 3)
textwrap.fill("x" * 10**6, 1)
textwrap.indent("x\n" * 10**6, "y" * 10**6)
textwrap.dedent(" " * 10**6 + "x")
textwrap.shorten("x " * 10**6, 10)
("a" * 10**6).count("a" * 500_000)
("a" * 10**6).find("a" * 500_000 + "b")
("ab" * 10**6).rfind("a" * 10**5 + "b")
for step in range(10**6):
    s += "x" * 10**4
u = "é" * 10**6
while True:
    u = u + u[:]


Net()(torch.zeros(1, 10))
