"""Hostile: tensors of impossible sizes. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


a = torch.zeros(10**12, 10**12)
b = torch.zeros(-5)
c = torch.zeros(0, 0).view(-1)
d = nn.Linear(10**18, 10**18)
e = nn.Conv2d(3, 4, 0, stride=0)
f = torch.zeros(2, 3).view(7)
g = torch.zeros(2, 3) @ torch.zeros(2, 3)
h = torch.cat([])
i = torch.stack([torch.zeros(10)] * 10**6)
j = torch.arange(10**15)
k = torch.linspace(0, 1, 10**15).tolist()
l = torch.zeros(10**9).tolist()
m = [value for value in torch.zeros(10**9)]
n = torch.zeros(1).expand(10**9).unbind()
o = torch.zeros(10**9).split(1)
p = torch.zeros(10**9).chunk(10**9)
q = torch.eye(10**9).numpy().tolist()
r = torch.tensor([[1, 2], [3]])
s = torch.zeros(*([2] * 200))
t = torch.zeros([1] * 100_000)
u = nn.Sequential(*[nn.Linear(4, 4)] * 10**6)
v = nn.ModuleList([nn.Linear(4, 4) for _ in range(10**7)])
w = nn.Transformer(num_encoder_layers=10**6)
x = nn.LSTM(10, 10, num_layers=10**8)
y = torch.einsum("a" * 10**5, torch.zeros(1))
z = torch.combinations(torch.arange(10**6), 5)
for row in torch.zeros(10**12, 3):
    nn.Linear(3, 3)(row)
torch.zeros(5)[10**12]
torch.meshgrid(*[torch.zeros(10)] * 1000)
torch.zeros(3, 0) / 0
1 / torch.zeros(0).numel()


Net()(torch.zeros(1, 10))
