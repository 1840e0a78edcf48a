"""Residual networks: blocks by class attribute, registries, partial functions, super chains, in-place activations."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from collections.abc import Callable
from typing import ClassVar

import torch
from torch import Tensor, nn

_MODELS: dict[str, Callable[..., nn.Module]] = {}


def register(name: str | None = None):
    def wrapper(function):
        key = name or function.__name__
        if key in _MODELS:
            raise ValueError(f"{key} is registered already")
        _MODELS[key] = function
        return function

    return wrapper


def create(name: str, **kwargs) -> nn.Module:
    return _MODELS[name.lower().replace("-", "_")](**kwargs)


def conv3x3(inp: int, out: int, stride: int = 1, groups: int = 1, dilation: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inp, out, 3, stride=stride, padding=dilation, groups=groups, bias=False, dilation=dilation)


class Basic(nn.Module):
    expansion: ClassVar[int] = 1

    def __init__(self, inp, planes, stride=1, downsample=None, groups=1, base_width=64, norm=None):
        super().__init__()
        if groups != 1 or base_width != 64:
            raise ValueError("Basic only supports groups=1 and base_width=64")
        norm = norm or nn.BatchNorm2d
        self.conv1, self.bn1 = conv3x3(inp, planes, stride), norm(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2, self.bn2 = conv3x3(planes, planes), norm(planes)
        self.downsample = downsample

    def residual(self, x: Tensor) -> Tensor:
        return self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        return self.relu(self.residual(x) + identity)


class Bottleneck(Basic):
    expansion = 4

    def __init__(self, inp, planes, stride=1, downsample=None, groups=1, base_width=64, norm=None):
        super(Basic, self).__init__()
        norm = norm or nn.BatchNorm2d
        width = int(planes * (base_width / 64.0)) * groups
        self.convs = nn.Sequential(
            OrderedDict(
                conv1=nn.Conv2d(inp, width, 1, bias=False),
                bn1=norm(width),
                relu1=nn.ReLU(inplace=True),
                conv2=conv3x3(width, width, stride, groups),
                bn2=norm(width),
                relu2=nn.ReLU(inplace=True),
                conv3=nn.Conv2d(width, planes * self.expansion, 1, bias=False),
                bn3=norm(planes * self.expansion),
            )
        )
        self.relu = nn.ReLU(True)
        self.downsample = downsample

    def residual(self, x):
        return self.convs(x)


class Net(nn.Module):
    def __init__(self, block: type[Basic | Bottleneck], layers, classes=10, width=16, zero_init=False, freeze=0, **block_kwargs):
        super().__init__()
        self._inp = width
        self._kwargs = block_kwargs
        self.stem = nn.Sequential(nn.Conv2d(3, width, 7, 2, 3, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        for index, depth in enumerate(layers):
            setattr(self, f"layer{index + 1}", self._stage(block, width * 2**index, depth, stride=1 + (index > 0)))
        self.stages = len(layers)
        self.pool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(self._inp, classes)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(m, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.constant_(m.weight, 1)
                nn.init.constant_(m.bias, 0)
        if zero_init:
            for m in self.modules():
                if isinstance(m, Basic) and hasattr(m, "bn2"):
                    nn.init.zeros_(m.bn2.weight)
        for index in range(freeze):
            for parameter in (self.stem if index == 0 else getattr(self, f"layer{index}")).parameters():
                parameter.requires_grad = False

    def _stage(self, block, planes, depth, stride):
        down = None
        if stride != 1 or self._inp != planes * block.expansion:
            down = nn.Sequential(
                nn.Conv2d(self._inp, planes * block.expansion, 1, stride, bias=False), nn.BatchNorm2d(planes * block.expansion)
            )
        layers = [block(self._inp, planes, stride, down, **self._kwargs)]
        self._inp = planes * block.expansion
        layers += [block(self._inp, planes, **self._kwargs) for _ in range(1, depth)]
        return nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        for index in range(self.stages):
            x = getattr(self, f"layer{index + 1}")(x)
        return self.fc(torch.flatten(self.pool(x), 1))


@register()
def basic(**kwargs):
    return Net(Basic, [1, 2, 1], **kwargs)


@register("grouped_bottleneck")
def _grouped(**kwargs):
    kwargs.setdefault("groups", 4)
    return Net(Bottleneck, (1, 1, 1), base_width=32, **kwargs)


CASES = {
    "create('basic')": ["float32[2,3,64,64]"],
    "create('Basic', classes=7, zero_init=True)": ["float32[1,3,33,57]"],
    "create('basic', freeze=2)": ["float32[2,3,64,64]"],
    "create('Grouped-Bottleneck')": ["float32[2,3,64,64]"],
    "create('basic', norm=partial(nn.GroupNorm, 4))": ["float32[2,3,64,64]"],
    "create('basic', norm=lambda c: nn.BatchNorm2d(c, momentum=0.2)).stem": ["float32[2,3,32,32]"],
}
