"""Hostile: imports that lead nowhere, or everywhere. Analysed, never run."""

import importlib
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


from . import sibling
from .. import parent
from ....... import ancestor
from .imports import itself
import imports
import no.such.module
from no_such_module import *
from torch.no_such_module import thing
from os import *
from tests.hostile import imports as again
import __main__
import this
import antigravity
import hostile_side_effect as effect

try:
    import also_missing
except ImportError:
    import missing_too as also_missing

for name in ("os", "sys", "hostile_side_effect"):
    importlib.import_module(name)
    __import__(name)
importlib.import_module("a." * 10_000 + "b")
importlib.import_module("")
importlib.import_module("..", package="x")
importlib.import_module("/etc/passwd")
importlib.import_module("../../etc")
importlib.reload(torch)
effect.run()
imports.Net()


Net()(torch.zeros(1, 10))
