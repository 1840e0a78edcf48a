"""Hostile: values that contain themselves where loops, modules and calls meet them. Analysed, never run."""

import torch
from torch import nn

import self_containing_loops as myself


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Node:
    def __init__(self):
        self.me = self
        self.all = [self]
        self.table = {"self": self, "all": self.all}
        self.all.append(self.all)


class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 10)
        self.loop = []
        self.loop.append(self.loop)
        self.table = {}
        self.table["self"] = self.table
        self.node = Node()
        self.node.owner = self

    def forward(self, x, node=None):
        self.loop.append((self.loop, x))
        self.table[len(self.table)] = self.table
        return self.layer(x)


loop = []
loop.append(loop)
table = {}
table["self"] = table
table["x"] = torch.zeros(4, 10)
pair = (loop, table, [])
pair[2].append(pair)
node = Node()
myself.itself = myself
myself.loop = loop
myself.node = node

net = Holder()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
data = [(torch.zeros(4, 10), torch.zeros(4, 10))] * 10000
for step, (x, y) in enumerate(data):
    optimizer.zero_grad()
    loss = (net(x, node) - y).pow(2).mean()
    loss.backward()
    optimizer.step()
    loop.append(loop)
    loop[0].append(loss)
    table[step] = table
    node.me.all.append(node)
    node.table["loss"] = loss
    myself.node = myself
    pair = (pair, loop)

for item in loop:
    loop.append(item)
for step in range(10**7):
    node = [node, node]
    table = {"table": table, "node": node}
    pair = (pair, pair)
for step in range(10**7):
    loop, table = [table], {"loop": loop}
    net(torch.zeros(4, 10), [loop, table])
while loop:
    loop = [loop]
    net(torch.zeros(1, 10), loop)
first = []
for step in range(1000):
    first = [first]
    first[0].append(first)
    if first == [first]:
        net(torch.zeros(1, 10))


def walk(value, seen=None):
    return [walk(item, value) for item in value]


def follow(value):
    while True:
        value = value[0]


def take(*args, **kwargs):
    return take(args, kwargs, **{"args": args})


walk(loop)
follow(loop)
take(loop, table=table)
torch.stack(loop)
torch.cat([loop, loop])
torch.tensor(loop)
net.load_state_dict(table)
net.loop = net
net.register_buffer("self", loop)
nn.ModuleList(loop)
nn.ParameterDict(table)
torch.save(table, "x.pt")
torch.utils.data.DataLoader(loop)
for batch in torch.utils.data.DataLoader(loop, batch_size=4):
    net(batch)
torch.utils.checkpoint.checkpoint(net, torch.zeros(1, 10), loop)
torch.nn.utils.clip_grad_norm_(loop, 1.0)
torch.optim.Adam(loop)
torch.optim.Adam([{"params": table}])
torch.utils._pytree.tree_map(lambda leaf: leaf, loop)

Net()(torch.zeros(1, 10))
