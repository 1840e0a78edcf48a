"""Hostile: amounts whose formulas grow. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Doubling(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 10)

    def forward(self, x):
        for step in range(200):
            x = torch.cat([x, x.reshape(-1, 10)[: x.shape[0] // 2 + 1]])
            x = self.layer(x)
        return x


class Polynomial(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 10)

    def forward(self, x, y, z):
        size = x.shape[0] + y.shape[0] * z.shape[0] + 1
        for step in range(100):
            size = size * size + x.shape[0] // (step + 1) + y.shape[0] % (step + 3)
        return self.layer(torch.zeros(size, 10))


class Floors(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(3, 3, 3, stride=2, padding=1)

    def forward(self, x):
        for step in range(300):
            x = nn.functional.interpolate(self.convolution(x), scale_factor=3)
            x = torch.cat([x, x[:, :, ::2].mean(2, keepdim=True)], 2)
        return x


class Maxima(nn.Module):
    def forward(self, x, y):
        size = max(x.shape[0], y.shape[0])
        for step in range(100):
            size = max(size + x.shape[0] // 2, min(size * 2, y.shape[0] - 1), abs(size - y.shape[1]))
        return torch.zeros(size, size).sum() + x.sum() + y.sum()


class Deciding(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 10)

    def forward(self, x):
        for step in range(60):
            if x.shape[0] > step * x.shape[1]:
                x = self.layer(x)
            elif x.sum() > step:
                x = torch.cat([x, x])
            else:
                x = x[::2]
        return x


class Text(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 10)

    def forward(self, x):
        names = [f"{x.shape}" * 100 for _ in range(1000)]
        for name in names * 1000:
            x.register_buffer(name, x)
        return self.layer(x.view(x.shape[0] ** x.shape[0], -1)) ** x.shape[0]


def train(model, batches):
    while batches:
        for batch in batches:
            for part in batch:
                for piece in part:
                    model(piece)


n = int(input())
sizes = [n]
for step in range(200):
    sizes.append(sizes[-1] * (n + step) + sizes[-1] // (step + 1))
nn.Linear(sizes[-1], sum(sizes))(torch.zeros(sizes[5], sizes[-1]))
for size in range(n):
    for other in range(size):
        for third in range(other):
            Net()(torch.zeros(third, 10))
power = n
for step in range(100):
    power = power**n
    power = power << n


Net()(torch.zeros(1, 10))
