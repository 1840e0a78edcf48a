"""Hostile: patterns that backtrack without end. Analysed, never run."""

import fnmatch
import re

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


text = "a" * 60 + "!"
a = re.match(r"(a+)+$", text)
b = re.match(r"(a|aa)+$", text)
c = re.search(r"(.*a){25}$", text * 10)
d = re.sub(r"(x+x+)+y", "", "x" * 80)
e = re.findall(r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 80)
f = re.fullmatch(r"(a?){60}a{60}", "a" * 60)
g = re.split(r"(\\w+\\s?)*$", "word " * 40 + "!")
h = re.compile("(" * 5000)
i = re.compile("a{1,65535}{1,65535}{1,65535}")
j = re.compile("(?:" * 200 + "a" + "){1,9}" * 200).match("a" * 5000)
k = re.compile(r"(\\d+)*[^\\d]").match("1" * 60)
l = re.sub("a", "b" * 10**7, "a" * 10**7)
m = re.compile("(a+)+b").search(text)
n = [pattern.match(text) for pattern in map(re.compile, ["(a*)*b", "(a|a)*b"])]
o = fnmatch.fnmatch("a" * 60, "*a" * 30 + "b")
p = next(re.finditer("(a+)+b", text), None)


Net()(torch.zeros(1, 10))
