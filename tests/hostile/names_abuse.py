"""Hostile: names that shadow and import themselves. Analysed, never run."""

from names_abuse import *
import names_abuse
from names_abuse import missing, Net as Other
import builtins
import importlib
import sys

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


globals()["Net2"] = Net
globals().update({f"name{index}": index for index in range(10**6)})
locals().clear()
vars()["torch"] = torch
builtins.len = lambda value: len(value)
len([1])
builtins.__import__ = lambda *args: builtins.__import__(*args)
importlib.reload(names_abuse)
importlib.import_module("names_abuse")
importlib.import_module("." * 1000 + "x", "names_abuse")
__import__("names_abuse", fromlist=["*"] * 10**6)
sys.modules["torch"] = sys.modules
sys.modules[__name__] = None
sys.path[:] = ["/"] * 10**6
sys.path.insert(0, "/dev")
names_abuse.names_abuse.names_abuse.names_abuse.Net()(torch.zeros(1, 10))
from names_abuse import names_abuse as names_abuse
from . import *
from .. import x
from ...names_abuse import *
__all__ = ["a"] * 10**6
__path__ = ["/"]
__getattr__ = lambda name: getattr(names_abuse, name)
names_abuse.undefined
names_abuse.undefined.undefined
__name__ = "torch"
__file__ = None
exec("x = 1\n" * 10**6)
eval("(" * 10**6)
eval("eval('1')")
compile("x", "y" * 10**6, "exec")
del names_abuse
del undefined
del Net.forward
Net.forward = lambda self, x: self.layer(x)
global_list = [globals()]
repr(globals())
print(globals(), locals(), vars(), dir())
for name in dir(torch):
    getattr(torch, name)
for name in dir(nn):
    getattr(nn, name)()
for name in list(globals()):
    del globals()[name]
type(sys)("x").y
sys.modules.clear()


Net()(torch.zeros(1, 10))
