"""Hostile: patterns that never match. Analysed, never run."""

import fnmatch
import glob
import re
import difflib
import string

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


text = "a" * 50 + "!"
re.match(r"(a+)+$", text)
re.match(r"(a|aa)+$", text)
re.match(r"(a*)*b", text)
re.match(r"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "y" * 1000)
re.search(r"(x+x+)+y", "x" * 100)
re.sub(r"(\w+\s?)*$", "", "word " * 100 + "!")
re.findall(r"(?=(a+))", "a" * 10**5)
re.split(r"(a?){50}a{50}", "a" * 49)
re.compile(r"(((((((((a{0,100}){0,100}){0,100}){0,100}){0,100}){0,100}){0,100}){0,100}){0,100})")
re.compile("(" * 10**5)
re.compile("(" * 90 + "a" + ")*" * 90)
re.compile("a|" * 10**6)
re.compile("[" + "a-z" * 10**5 + "]")
re.compile("(?<=" + "a" * 10**5 + ")")
re.compile(r"\1" * 1000)
re.compile(r"a{4294967294}").match("a")
re.compile(r"(?:a{1000}){1000}").match("a" * 10**6)
re.fullmatch(r"(?:(?:a+)?)*b", text)
re.match(r"^(\d+)*$", "1" * 60 + "x")
re.sub("", "x" * 10**6, "y" * 10**5)
re.sub("a", "b" * 10**6, "a" * 10**6)
re.sub("a", lambda match: re.sub("a", "aa", match.string), "a" * 1000)
re.escape("." * 10**7)
fnmatch.fnmatch("a" * 100, "*a" * 50 + "b")
fnmatch.filter(["a" * 1000] * 1000, "*a*a*a*a*a*a*a*b")
glob.glob("/**/*", recursive=True)
difflib.SequenceMatcher(None, "ab" * 10**4, "ba" * 10**4).ratio()
difflib.get_close_matches("a" * 1000, ["b" * 1000] * 1000)
list(difflib.unified_diff(["a"] * 10**5, ["b"] * 10**5))
string.Template("$x" * 10**5).substitute(x="y" * 10**5)
string.Formatter().format("{0:>1000000000}", 1)
for pattern in (r"(a+)+b", r"([a-z]+)*1", r"(a|a)*b"):
    re.compile(pattern).search("a" * 100)


Net()(torch.zeros(1, 10))
