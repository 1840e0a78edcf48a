"""Hostile: models without bottom. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


def nest(depth):
    model = nn.Linear(4, 4)
    for level in range(depth):
        model = nn.Sequential(model)
    return model


deep = nest(2000)
deep(torch.zeros(1, 4))
print(deep)
list(deep.modules())
list(deep.named_parameters())
deep.to("cuda").eval()
deep.state_dict()
deep.load_state_dict(deep.state_dict())
nn.ModuleList(nn.Linear(4, 4) for _ in range(10**6))
nn.Sequential(*(nn.Linear(4, 4) for _ in range(10**6)))(torch.zeros(1, 4))
nn.Sequential(*[nn.Linear(4, 4)] * 3000)(torch.zeros(1, 4))
nn.ModuleDict({str(index): nn.Linear(4, 4) for index in range(10**6)})
nn.ParameterList(torch.zeros(3) for _ in range(10**6))
nn.ParameterDict({str(index): torch.zeros(1) for index in range(10**6)})
nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2), 10**6)
nn.LSTM(8, 8, 10**6, bidirectional=True)
nn.RNN(8, 8, 10**9)
nn.MultiheadAttention(10**9, 10**9)(torch.zeros(1, 1, 10**9), torch.zeros(1, 1, 10**9), torch.zeros(1, 1, 10**9))
nn.Embedding(10**18, 10**18)
nn.Conv2d(10**9, 10**9, 10**9)
nn.Conv2d(3, 3, 3, groups=0)
nn.Conv2d(3, 3, -3, stride=-1, padding=-5)
nn.Linear(10**5000, 1)
nn.Linear(-1, -1)


class Recursive(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Recursive()

    def forward(self, x):
        return self.inner(x)


class Calling(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        return self(self.layer(x))


class Growing(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4)])

    def forward(self, x):
        for layer in self.layers:
            self.layers.append(nn.Linear(4, 4))
            x = layer(x)
        return x


class Fibonacci(nn.Module):
    def __init__(self, n=60):
        super().__init__()
        self.left = Fibonacci(n - 1) if n > 1 else nn.Linear(4, 4)
        self.right = Fibonacci(n - 2) if n > 2 else nn.Linear(4, 4)

    def forward(self, x):
        return self.left(x) + self.right(x)


class Tree(nn.Module):
    def __init__(self, depth=40):
        super().__init__()
        self.inner = Tree(depth - 1) if depth else nn.Linear(4, 4)

    def forward(self, x):
        return self.inner(x) + self.inner(x)


class Hooked(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)
        self.register_forward_hook(lambda module, args, output: module(output))

    def forward(self, x):
        return self.layer(x)


class Endless(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        while True:
            x = self.layer(x)
            if x.sum() > 0:
                x = torch.cat([x, x])


for cls in (Recursive, Calling, Growing, Fibonacci, Tree, Hooked, Endless):
    model = cls()
    model(torch.zeros(1, 4))
    model.apply(lambda module: model.apply(lambda inner: None))


Net()(torch.zeros(1, 10))
