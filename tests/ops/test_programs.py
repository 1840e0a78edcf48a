"""Programs that compute with small tensors and go on with Python numbers: our answers against torch's.

Each expression is evaluated by real torch and by the interpreter; tensors are compared by shape, dtype and elements.
"""

from __future__ import annotations

import textwrap

import pytest

torch = pytest.importorskip("torch")

from agreement import compare  # noqa: E402

from flake8_greenai.estimate.session import Session  # noqa: E402
from flake8_greenai.interpreter.values import Unknown  # noqa: E402

PROGRAM = textwrap.dedent(
    """
    import math
    import numpy as np
    import torch
    import torch.nn as nn
    import torch.nn.functional as F

    x = torch.arange(24).reshape(2, 3, 4)
    f = x.float()
    mask = torch.tensor([True, False, True])

    def stochastic_depth_rates(total, depths):
        return [r.tolist() for r in torch.linspace(0, total, sum(depths)).split(depths)]

    def relative_position_index(height, width):
        coords = torch.stack(torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij"))
        flat = torch.flatten(coords, 1)
        relative = (flat[:, :, None] - flat[:, None, :]).permute(1, 2, 0).contiguous()
        relative[:, :, 0] += height - 1
        relative[:, :, 1] += width - 1
        relative[:, :, 0] *= 2 * width - 1
        return relative.sum(-1)

    def causal(n):
        return torch.full((n, n), float("-inf")).triu(1)

    def attention_windows(size, window, shift):
        image = torch.zeros(size, size)
        slices = (slice(0, -window), slice(-window, -shift), slice(-shift, None))
        count = 0
        for rows in slices:
            for columns in slices:
                image[rows, columns] = count
                count += 1
        parts = image.view(size // window, window, size // window, window).permute(0, 2, 1, 3).reshape(-1, window * window)
        difference = parts.unsqueeze(1) - parts.unsqueeze(2)
        return difference.masked_fill(difference != 0, -100.0).masked_fill(difference == 0, 0.0)

    def loop():
        total = 0
        for row in torch.eye(3):
            total += row.sum().item()
        return total

    def choose(t):
        if t.max() > 10:
            return "large"
        return "small"

    def shapes(t):
        b, c, d = t.shape
        return b, c, d, t.shape[-1], t.size(0), t.shape[:-1], len(t), t.ndim, *t.size()

    def padded_mask(real, size):
        seen = torch.cat([torch.ones(1, real), torch.zeros(1, size - real)], dim=1)
        inverted = 1.0 - seen[:, None, None, :].expand(1, 1, size, size).to(torch.float32)
        return inverted.masked_fill(inverted.bool(), -5.0)

    def marked(value):
        mask = padded_mask(3, 70)[:, 0, 0, :]
        mask[torch.arange(70)[None] % 80 == value] = 9.0
        return (mask > 0).flatten().any().item()

    def sequences(positions):
        return (torch.diff(positions, prepend=positions[:, :1] - 1, dim=-1) != 1).cumsum(-1)

    def masks_of(function, size):
        for dims in [(None, 0), (0, None)]:
            function = torch.vmap(function, in_dims=dims, out_dims=0)
        return function(torch.arange(size), torch.arange(size + 1))

    def build(shape):
        return torch.zeros(*shape, 2), torch.empty(shape + (3,)).shape, torch.ones([*shape])

    def unpacked():
        values, indices = torch.topk(f, 2)
        best = f.max(dim=-1)
        return values, indices, best.values, best[1], best.indices

    class Grid(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("index", relative_position_index(2, 3), persistent=False)
            self.weight = nn.Parameter(torch.zeros(5, 2))
            nn.init.ones_(self.weight)

    grid = Grid()
    """
)

EXPRESSIONS = [
    "stochastic_depth_rates(0.5, [2, 3])",
    "relative_position_index(3, 2)",
    "causal(4)",
    "attention_windows(8, 4, 2)",
    "loop()",
    "choose(x), choose(x[0, 0])",
    "shapes(x)",
    "[t for t in build((2, 1))][0]",
    "build((2, 3))[2]",
    "tuple(build((2, 3))[1])",
    "unpacked()",
    "[(row[0, 0, 5] < 0).sum().item() for row in [padded_mask(3, 90)]], padded_mask(2, 80)[:, 0, 0, :]",
    "torch.where(padded_mask(1, 70) < 0, 2.0, padded_mask(1, 70))[0, 0, 9], (padded_mask(70, 70) > 0)[:, 0, 0].any().item()",
    "marked(75)",
    "sequences(torch.arange(5)[None]), sequences(torch.tensor([[0, 1, 0, 1, 2]])), torch.diff(x, n=2), torch.diff(mask, append=mask)",
    "F.max_pool1d(torch.ones(1, 1, 8), 2, 2), F.avg_pool2d(torch.ones(1, 1, 8, 8), 3, 2), F.max_pool2d(torch.zeros(1, 1, 8, 8), 3, 2, 1)",
    "F.interpolate(torch.ones(1, 1, 90, 90), size=(40, 30)).to(torch.bool).all().item(), F.avg_pool1d(torch.ones(1, 1, 4), 2, 1, 1)",
    "masks_of(lambda q, k: q >= k, 5), torch.vmap(torch.dot)(f[0], f[1]), torch.vmap(torch.mv, in_dims=(None, 0))(f[0], f[1]).sum(1).shape",
    "torch.vmap(lambda a: (a.sum(), a * 2), out_dims=(0, 1))(f[0])",
    "torch.div(x.size(1) * 5, 4, rounding_mode='trunc').item(), torch.zeros(torch.div(8, 2, rounding_mode='floor'), 1)",
    "torch.Tensor(np.linspace(0, 1, 5)).split([2, 3])[1].dtype, [len(p) for p in torch.Tensor(np.linspace(0, 1, 5)).split([2, 3])]",
    "int(np.lcm(4, 6)), int(np.gcd(4, 6)), np.argsort([3, 1, 2]).tolist(), np.sort([3, 1, 2]).tolist(), np.tile([1, 2], 2).tolist()",
    "grid.index",
    "grid.weight.data",
    "grid.weight.sum().item()",
    "x[0], x[..., -1], x[:, 1:], x[:, None, 0], x[[0, 1], [2, 0]], x[:, mask], x[x > 20], x[1][2][3].item()",
    "x.tolist(), f[0, 0].tolist(), torch.tensor(3).item(), torch.tensor([1, 2]).tolist()",
    "int(x.max()), float(f.min()), bool((x >= 0).all()), (x < 0).any().item(), x.sum().item(), f.mean().item()",
    "x.shape == (2, 3, 4), x.shape == torch.Size([2, 3, 4]), list(x.shape), tuple(x.size()), x.numel(), x.shape.numel()",
    "isinstance(x.shape, torch.Size), isinstance(x, torch.Tensor), torch.is_tensor(x), isinstance(f, torch.FloatTensor)",
    "math.prod(x.shape), sum(x.shape), max(x.shape), x.shape[0] * 2, -1 * x.shape[1]",
    "(1 - f) / 2 + f ** 2, 2 / (f + 1), 1 - mask.int(), ~mask, mask & True, -x, abs(x - 5), x % 3, x // 4, 10 - x, x == 3, 2 ** x[0, 0]",
    "torch.arange(5)[::2], torch.arange(1, 10, 3), torch.arange(0, 1, 0.25), torch.ones(2, 3).cumsum(1)",
    "torch.cat([x, x + 1], dim=1), torch.stack([mask, mask]), torch.where(mask, 1.0, 0.0), torch.where(mask)[0]",
    "f.softmax(-1).sum(-1).round(), torch.sigmoid(torch.zeros(2)), F.relu(torch.tensor([-1.0, 2.0]))",
    "torch.finfo(torch.float32).min, torch.finfo(torch.float16).max, torch.finfo(torch.bfloat16).eps, torch.iinfo(torch.int64).max",
    "x.dtype, f.dtype, x.float().dtype, x.to(torch.float64).dtype, (x + 1.5).dtype, (mask + 1).dtype, torch.result_type(x, 1.0)",
    "str(x.dtype), repr(torch.float32), str(x.device), x.device.type",
    "x.device == torch.device('cpu'), x.is_cuda, f'{x.shape[0]}x{x.shape[1]}'",
    "x.dtype == torch.int64, x.dtype in (torch.int32, torch.long)",
    "f.is_floating_point(), torch.is_floating_point(x), x.dtype.is_floating_point",
    "[len(part) for part in torch.arange(10).split(4)], [part.tolist() for part in torch.arange(6).chunk(3)]",
    "[int(i) for i in torch.arange(3)], list(range(torch.tensor(4)))",
    "[a.item() + b for a, b in zip(torch.arange(3), [10, 20, 30])], [i for i, row in enumerate(x)]",
    "torch.zeros(3).index_fill_(0, torch.tensor([1]), 5), torch.zeros(2, 3).scatter_(1, torch.tensor([[1], [2]]), 1.0)",
    "F.pad(f[0], (1, 0), value=9.0), F.one_hot(torch.tensor([0, 2]), 3), torch.tril(torch.ones(3, 3)), torch.eye(2).bool()",
    "torch.max(x), torch.max(x, 0).values, torch.max(x, x * 0 + 5), torch.min(x, dim=1)[0], x.amax((0, 1)), x.argmax().item()",
    "sorted({'a': x.shape[0], 'b': 1}.items()), {x.shape[0]: 'two'}[2], x.size(-1) == 4 and x.dim() == 3",
    "torch.equal(x, x.clone()), torch.allclose(f, f + 0), x.view(-1)[5].item(), x.t if False else x.permute(2, 0, 1).shape[0]",
    "torch.tensor([[1, 2], [3, 4]]).T.tolist(), torch.tensor([x.shape[0], 5.0]), torch.tensor([torch.tensor(1), torch.tensor(2)])",
    "torch.repeat_interleave(torch.tensor([1, 2]), 2), torch.arange(3).repeat(2, 1)",
    "torch.arange(4).view(2, 2).flip(0), torch.arange(4).roll(1)",
    "torch.cumsum(torch.tensor([1, 2, 3]), 0).tolist()",
    "torch.unique(torch.tensor([3, 1, 3])).tolist(), torch.bincount(torch.tensor([0, 2, 2]))",
    "torch.linspace(0, 1, 5), torch.logspace(0, 2, 3), torch.full((2,), 7)",
    "torch.full_like(f, 0.5).sum().item(), torch.zeros_like(x)[0, 0]",
    "f.new_zeros(2), f.new_tensor([1.0]), x.new_ones((1, 2)), f.new_full((2,), 3)",
    "x.data_ptr() == x.data_ptr(), x.is_contiguous(), x.transpose(0, 1).is_contiguous()",
    "x.stride(), x.element_size(), x.nelement(), x.itemsize",
    "torch.clamp(x, 2, 5).tolist()[0][0], x.clamp(min=20).max().item()",
    "torch.exp(torch.zeros(1)).item(), torch.sqrt(torch.tensor(16.0)).item()",
    "torch.tensor(5) > 3, bool(torch.tensor(5) > 3), (torch.tensor([1, 2]) == torch.tensor([1, 3])).tolist(), 3 in torch.arange(5)",
    "torch.outer(torch.arange(2.0), torch.arange(3.0)).shape[1], (f @ f.transpose(1, 2)).shape[-1]",
    "torch.Tensor([1, 2]), torch.LongTensor([3]), torch.Tensor(2, 3).shape[0], torch.FloatTensor(2, 2).size(1)",
    "f.requires_grad, f.detach().requires_grad, nn.Parameter(f).requires_grad, f.requires_grad_ is not None, f.grad is None, f.is_leaf",
    "x.flatten(1).shape[1], x.unflatten(2, (2, 2)).shape[3], x.movedim(0, -1).shape[2]",
    "x.squeeze().dim(), x.unsqueeze(0).ndim, x.mT.shape[1]",
    "torch.sum(x, dim=(0, 2)), torch.mean(f, 1, keepdim=True), x.sum(0, keepdim=True), f.var(unbiased=False).item(), f.std(0)",
    "torch.inf, -torch.inf < 0, torch.pi > 3, math.isinf(float('inf')), torch.isinf(torch.tensor(float('inf'))).item()",
]


@pytest.fixture(scope="module")
def session():
    session = Session()
    return session, session.module("program", "program.py", PROGRAM)


@pytest.fixture(scope="module")
def truth():
    namespace = {}
    exec(PROGRAM, namespace)
    return namespace


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression(session, truth, expression):
    theirs = eval(expression, truth)
    machine, module = session
    ours = machine.evaluate(expression, module)
    for one, other in zip(ours, theirs, strict=True) if type(theirs) is tuple else [(ours, theirs)]:
        assert not isinstance(one, Unknown), one
        compare(one, other, exact=False)
