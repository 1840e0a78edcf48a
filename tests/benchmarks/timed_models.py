"""Small networks that ``measure_time.py`` calibrates on, and the twenty models that it predicts and times."""

from __future__ import annotations

import torch
from torch import nn


def mlp(width: int, depth: int) -> nn.Module:
    layers: list[nn.Module] = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), nn.ReLU()]
    return nn.Sequential(*layers)


def vgg(width: int, stages: int) -> nn.Module:
    layers: list[nn.Module] = []
    before = 3
    for stage in range(stages):
        after = width * 2**stage
        for _ in range(2):
            layers += [nn.Conv2d(before, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU()]
            before = after
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, 1000))


class Residual(nn.Module):
    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, after, 3, stride, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(),
            nn.Conv2d(after, after, 3, 1, 1, bias=False),
            nn.BatchNorm2d(after),
        )
        self.short = nn.Conv2d(before, after, 1, stride, bias=False) if stride > 1 or before != after else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.body(x) + self.short(x))


def resnet(width: int, blocks: int) -> nn.Module:
    layers: list[nn.Module] = [nn.Conv2d(3, width, 7, 2, 3, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    before = width
    for stage in range(4):
        after = width * 2**stage
        for block in range(blocks):
            layers.append(Residual(before, after, 2 if stage and not block else 1))
            before = after
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, 1000))


class Separable(nn.Module):
    def __init__(self, before: int, after: int, stride: int, window: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(before, before, window, stride, window // 2, groups=before, bias=False)
        self.norm = nn.BatchNorm2d(before)
        self.pointwise = nn.Conv2d(before, after, 1, bias=False)
        self.second = nn.BatchNorm2d(after)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = torch.relu(self.norm(self.depthwise(x)))
        return torch.relu(self.second(self.pointwise(x)))


def mobilenet(width: int, window: int = 3) -> nn.Module:
    plan = [(1, 2, 1), (2, 4, 2), (4, 4, 1), (4, 8, 2), (8, 8, 1), (8, 16, 2), (16, 16, 1), (16, 16, 1), (16, 32, 2), (32, 32, 1)]
    layers: list[nn.Module] = [nn.Conv2d(3, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
    layers += [Separable(before * width, after * width, stride, window) for before, after, stride in plan]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32 * width, 1000))


class Block(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(self.first(x)).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-2, -1) / (width // self.heads) ** 0.5).softmax(-1)
        x = x + self.out((scores @ v).transpose(1, 2).reshape(batch, length, width))
        return x + self.down(torch.nn.functional.gelu(self.up(self.second(x))))


def encoder(width: int, depth: int, heads: int) -> nn.Module:
    return nn.Sequential(*[Block(width, heads) for _ in range(depth)], nn.LayerNorm(width))


class Language(nn.Module):
    def __init__(self, width: int, depth: int, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.blocks = encoder(width, depth, width // 64)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.head(self.blocks(self.embedding(tokens)))


class Fire(nn.Module):
    def __init__(self, before: int, narrow: int, wide: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(before, narrow, 1)
        self.one, self.three = nn.Conv2d(narrow, wide, 1), nn.Conv2d(narrow, wide, 3, padding=1)
        self.pool = nn.MaxPool2d(3, 1, 1)
        self.pooled = nn.Conv2d(before, wide, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        narrow = torch.relu(self.squeeze(x))
        return torch.relu(torch.cat([self.one(narrow), self.three(narrow), self.pooled(self.pool(x))], 1))


def fires(width: int) -> nn.Module:
    stem = [nn.Conv2d(3, width, 7, 2, 3), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    first = [Fire(width, width // 4, width), Fire(3 * width, width // 2, width), nn.MaxPool2d(3, 2, 1)]
    second = [Fire(3 * width, width // 2, 2 * width), Fire(6 * width, width // 2, 2 * width), nn.AdaptiveAvgPool2d(1)]
    return nn.Sequential(*stem, *first, *second, nn.Flatten(), nn.Linear(6 * width, 1000))


class Grouped(nn.Module):
    def __init__(self, before: int, inside: int, groups: int) -> None:
        super().__init__()
        self.reduce, self.expand = nn.Conv2d(before, inside, 1, bias=False), nn.Conv2d(inside, before, 1, bias=False)
        self.spatial = nn.Conv2d(inside, inside, 3, 1, 1, groups=groups, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(inside), nn.BatchNorm2d(inside), nn.BatchNorm2d(before)])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = torch.relu(self.norms[0](self.reduce(x)))
        y = torch.relu(self.norms[1](self.spatial(y)))
        return torch.relu(self.norms[2](self.expand(y)) + x)


def grouped(width: int, groups: int, depth: int) -> nn.Module:
    stem = [nn.Conv2d(3, width, 8, 8), nn.BatchNorm2d(width), nn.ReLU()]
    return nn.Sequential(*stem, *[Grouped(width, width, groups) for _ in range(depth)], nn.AdaptiveAvgPool2d(1))


class Shuffled(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        half = width // 2
        self.first, self.second = nn.Conv2d(half, half, 1, bias=False), nn.Conv2d(half, half, 1, bias=False)
        self.depthwise = nn.Conv2d(half, half, 3, 1, 1, groups=half, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(half) for _ in range(3)])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        kept, y = x.chunk(2, 1)
        y = torch.relu(self.norms[0](self.first(y)))
        y = torch.relu(self.norms[2](self.second(self.norms[1](self.depthwise(y)))))
        batch, width, height, length = x.shape
        return torch.cat([kept, y], 1).view(batch, 2, width // 2, height, length).transpose(1, 2).reshape(x.shape)


def shuffled(width: int, depth: int) -> nn.Module:
    stem = [nn.Conv2d(3, width, 3, 2, 1), nn.ReLU(), nn.MaxPool2d(3, 2, 1), nn.Conv2d(width, width, 1), nn.MaxPool2d(3, 2, 1)]
    return nn.Sequential(*stem, *[Shuffled(width) for _ in range(depth)], nn.AdaptiveAvgPool2d(1))


class Fused(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(self.first(x)).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        return x + self.down(nn.functional.gelu(self.up(self.second(x))))


def fused(width: int, depth: int, heads: int) -> nn.Module:
    return nn.Sequential(*[Fused(width, heads) for _ in range(depth)])


Given = tuple[str, tuple[int, ...]]
"""Dtype and shape of a model's input."""
CALIBRATION: dict[str, Given] = {
    "mlp(512, 8)": ("float32", (256, 512)),
    "mlp(2048, 4)": ("float32", (64, 2048)),
    "mlp(4096, 2)": ("float32", (1, 4096)),
    "vgg(32, 4)": ("float32", (2, 3, 112, 112)),
    "vgg(48, 5)": ("float32", (1, 3, 160, 160)),
    "resnet(32, 2)": ("float32", (4, 3, 224, 224)),
    "resnet(64, 2)": ("float32", (1, 3, 192, 192)),
    "mobilenet(16)": ("float32", (8, 3, 160, 160)),
    "mobilenet(32)": ("float32", (1, 3, 224, 224)),
    "mobilenet(24)": ("float32", (2, 3, 256, 256)),
    "mobilenet(16, 5)": ("float32", (2, 3, 224, 224)),
    "mobilenet(32, 5)": ("float32", (1, 3, 160, 160)),
    "fires(32)": ("float32", (1, 3, 224, 224)),
    "fires(64)": ("float32", (2, 3, 128, 128)),
    "grouped(128, 32, 4)": ("float32", (1, 3, 224, 224)),
    "grouped(256, 16, 4)": ("float32", (1, 3, 112, 112)),
    "shuffled(64, 6)": ("float32", (2, 3, 224, 224)),
    "encoder(256, 4, 4)": ("float32", (4, 197, 256)),
    "encoder(512, 3, 8)": ("float32", (1, 197, 512)),
    "fused(256, 4, 4)": ("float32", (2, 256, 256)),
    "fused(512, 3, 8)": ("float32", (1, 128, 512)),
    "Language(256, 4, 8000)": ("int64", (1, 128)),
    "Language(512, 3, 16000)": ("int64", (1, 64)),
}
"""Expressions that build small networks; every kind of kernel is in some of them, large and small."""
JUDGED: dict[str, Given] = {
    "torchvision.models.alexnet()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.vgg11()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.resnet18()": ("float32", (4, 3, 224, 224)),
    "torchvision.models.resnet50()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.resnext50_32x4d()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.densenet121()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.squeezenet1_1()": ("float32", (4, 3, 224, 224)),
    "torchvision.models.googlenet(init_weights=False)": ("float32", (1, 3, 224, 224)),
    "torchvision.models.mobilenet_v2()": ("float32", (4, 3, 224, 224)),
    "torchvision.models.mobilenet_v3_large()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.mnasnet1_0()": ("float32", (2, 3, 224, 224)),
    "torchvision.models.shufflenet_v2_x1_0()": ("float32", (4, 3, 224, 224)),
    "torchvision.models.efficientnet_b0()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.regnet_y_800mf()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.convnext_tiny()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.vit_b_16()": ("float32", (1, 3, 224, 224)),
    "torchvision.models.swin_t()": ("float32", (1, 3, 224, 224)),
    "transformers.BertModel(transformers.BertConfig())": ("int64", (1, 128)),
    "transformers.DistilBertModel(transformers.DistilBertConfig())": ("int64", (2, 256)),
    "transformers.GPT2LMHeadModel(transformers.GPT2Config())": ("int64", (1, 128)),
}
"""Models of the libraries, as their users call them."""
