"""Hostile: values that contain themselves. Analysed, never run."""

import collections
import copy
import dataclasses
import json
import pprint
import types

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


@dataclasses.dataclass
class Node:
    next: object = None
    children: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(order=True, frozen=True)
class Frozen:
    inner: object = None


node = Node()
node.next = node
node.children.append(node.children)
repr(node)
node == node
node == Node(node)
hash(node)
dataclasses.asdict(node)
dataclasses.astuple(node)
dataclasses.replace(node, next=node)
copy.deepcopy(node)
frozen = Frozen()
for step in range(3000):
    frozen = Frozen(frozen)
repr(frozen)
hash(frozen)
frozen == copy.deepcopy(frozen)
frozen < frozen
dataclasses.asdict(frozen)
first, second = [], []
first.append(second)
second.append(first)
first == second
first < second
sorted([first, second])
repr(first), str(second), f"{first}"
"%s" % first
copy.deepcopy(first)
json.dumps(first)
pprint.pformat(first)
hash((first,))
table = {}
table["self"] = table
table == copy.deepcopy(table)
repr(table)
pair = ([],)
pair[0].append(pair)
repr(pair)
pair == copy.deepcopy(pair)
module = types.SimpleNamespace()
module.self = module
repr(module)
deque = collections.deque()
deque.append(deque)
repr(deque)
copy.deepcopy(deque)
chain = collections.ChainMap()
chain.maps.append(chain)
chain["x"]
defaults = collections.defaultdict(lambda: defaults["x"])
defaults["y"]


def tree():
    return collections.defaultdict(tree)


branch = tree()
for step in range(5000):
    branch = branch[step]


class Loop(nn.Module):
    def __init__(self):
        super().__init__()
        self.me = self
        self.child = Net()
        self.child.parent = self

    def forward(self, x):
        return self.child(x)


loop = Loop()
loop(torch.zeros(1, 10))
list(loop.modules()), list(loop.named_modules()), list(loop.parameters()), loop.state_dict()
print(loop)
loop.to("cuda").eval().train().half()
loop.apply(lambda module: module.apply(print))
copy.deepcopy(loop)
nn.Sequential(loop, loop)(torch.zeros(1, 10))
sequence = nn.Sequential()
sequence.add_module("self", sequence)
sequence(torch.zeros(1))
json.loads("[" * 10**5 + "]" * 10**5)
json.loads('{"a":' * 10**5)
json.dumps(copy.deepcopy([[]] * 10**6))
deep = []
for step in range(10**5):
    deep = [deep, deep]
json.dumps(deep)
copy.copy(deep) == deep


Net()(torch.zeros(1, 10))
