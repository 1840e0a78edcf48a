"""Hostile: shapes, ranks and operands of impossible sizes. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


huge = torch.zeros(10**6, 10**6, 10**6)
torch.arange(10**12).tolist()
torch.arange(10**12).unbind()
torch.arange(10**9).split([1] * 10**6)
torch.arange(0, 1, 1e-18).tolist()
torch.range(0, 10**12).numpy()
torch.ones(10**4, 10**4).tolist()
list(torch.zeros(10**7))
tuple(torch.zeros(10**7, 2))
[row for row in torch.zeros(10**7).chunk(10**7)]
dict(enumerate(torch.zeros(10**7)))
a, *rest = torch.zeros(10**9)
torch.zeros([1] * 10**4)
torch.zeros([2] * 10**4)
torch.zeros([2**62] * 64)
torch.zeros(10**5000)
torch.zeros(3).view([1] * 10**5 + [3])
torch.zeros(3).repeat([10**9] * 60)
torch.zeros(3).expand(10**18, 10**18, 3)
torch.zeros(3).reshape(*range(10**5))
torch.zeros(3)[(None,) * 10**5]
torch.zeros([1] * 60)[(0,) * 60].item()
torch.zeros(3)[[0] * 10**6]
torch.zeros(3)[:, :, :, ...]
torch.zeros(5).permute(*range(10**6))
torch.einsum(",".join("abcdefghij"[i % 10] + "klmnopqrst"[i % 10] for i in range(50)), *[torch.zeros(9, 9)] * 50)
torch.einsum(",".join(["a"] * 5000) + "->a", *[torch.zeros(9)] * 5000)
torch.einsum("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ->", torch.zeros([2] * 52))
torch.einsum(",".join(chr(97 + i) for i in range(26)), *[torch.zeros(10**6)] * 26)
torch.linalg.multi_dot([torch.zeros(10, 10)] * 2000)
torch.linalg.matrix_power(torch.zeros(3, 3), 10**18)
torch.matrix_power(torch.zeros(3, 3), -(10**18))
torch.cat([torch.zeros(3)] * 10**6)
torch.block_diag(*[torch.zeros(2, 2)] * 10**5)
torch.cartesian_prod(*[torch.arange(100)] * 50)
torch.meshgrid(*[torch.arange(10)] * 300)
torch.broadcast_tensors(*[torch.zeros(1)] * 10**5)
torch.combinations(torch.arange(10**9), 10)
torch.tensor([[0] * 1000] * 1000)
torch.tensor([[[[0] * 100] * 100] * 100] * 100)
nested = []
for level in range(500):
    nested = [nested]
torch.tensor(nested)
nested.append(nested)
torch.tensor(nested)
torch.tensor(range(10**9))
torch.stack([torch.zeros(3)] * 10**6).unbind()
torch.nn.functional.pad(torch.zeros(3), (10**18,) * 2)
torch.nn.functional.interpolate(torch.zeros(1, 3, 8, 8), scale_factor=1e18)
torch.nn.functional.one_hot(torch.arange(5), 10**18)
torch.nn.functional.fold(torch.zeros(1, 1, 1), (10**18, 10**18), 1)
torch.nn.functional.unfold(torch.zeros(1, 1, 9, 9), 3, stride=0)
torch.nn.functional.max_pool2d(torch.zeros(1, 1, 9, 9), 10**18)
torch.nn.utils.rnn.pad_sequence([torch.zeros(n) for n in range(10**5)])
torch.zeros(10).tile((10**9,) * 50)
torch.vmap(lambda value: torch.vmap(lambda other: other)(value))(huge)
x = torch.ones(1)
for step in range(10**9):
    x = torch.cat([x, x])
while x.sum() < 10:
    x = x + 1
y = torch.zeros(2)
for step in range(10**6):
    y = torch.stack([y, y])
z = torch.zeros(4, requires_grad=True)
for step in range(10**6):
    z = z * z + z
z.sum().backward()
for step in range(10**5):
    torch.zeros(3).tolist()
torch.linspace(0, 1, 10**6).tolist()
[value.item() for value in torch.linspace(0, 1, 10**6)]
sum(torch.arange(10**7))
max(torch.arange(10**7))
sorted(torch.arange(10**6))
torch.randperm(10**6).tolist()
torch.zeros(10**6).__len__() * [0] * 10**6
torch.Size([2] * 10**6).numel()
torch.Size(range(10**9))
torch.load("x" * 10**6)
torch.save(huge, "hostile_was_here")


Net()(torch.zeros(1, 10))
