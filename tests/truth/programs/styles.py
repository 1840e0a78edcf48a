"""The many ways in which Python programs put models together."""

import abc
import contextlib
import copy
import enum
import functools
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from torch import nn


class Named(type(nn.Module)):
    """A metaclass that keeps every class by its name."""

    table: dict[str, type] = {}

    def __new__(mcs, name, bases, namespace, **kwargs):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.table[kwargs.get("key", name.lower())] = cls
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)


class Layer(nn.Module, metaclass=Named):
    pass


class Dense(Layer, key="fc"):
    def __init__(self, i, o):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(o, i))
        self.bias = nn.Parameter(torch.empty(o))
        nn.init.kaiming_uniform_(self.weight, a=5**0.5)
        with torch.no_grad():
            self.bias.uniform_(-1, 1)

    def forward(self, x):
        return torch.addmm(self.bias, x, self.weight.t())


class Gated(Layer):
    def __init__(self, i, o):
        super().__init__()
        self.inner = Named.table["fc"](i, 2 * o)

    def forward(self, x):
        return F.glu(self.inner(x))


def from_names(*names, width=8):
    return nn.Sequential(*(Named.table[name](width, width) for name in names))


class Plugin:
    registry: dict = {}

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if tag is not None:
            Plugin.registry[tag] = cls


class Square(nn.Module, Plugin, tag="square"):
    def forward(self, x):
        return x * x


class Scaled(nn.Module, Plugin, tag="scaled"):
    def __init__(self, scale=2.0):
        super().__init__()
        self.register_buffer("scale", torch.tensor(scale))

    def forward(self, x):
        return x * self.scale


class Base(abc.ABC, nn.Module):
    def __init__(self, width):
        super().__init__()
        self.width = width
        self.build()

    @abc.abstractmethod
    def build(self): ...

    @property
    @abc.abstractmethod
    def multiplier(self): ...

    def forward(self, x, *rest, scale=None, **options):
        for layer in self.layers:
            x = layer(x)
        for other in rest:
            x = x + other
        return x if scale is None else x * scale


class Wide(Base):
    multiplier = 3

    def build(self):
        self.layers = nn.ModuleList(
            [nn.Linear(self.width, self.width * self.multiplier), nn.Linear(self.width * self.multiplier, self.width)]
        )


class Deep(Base):
    @property
    def multiplier(self):
        return len(self.layers)

    def build(self):
        template = nn.Linear(self.width, self.width)
        self.layers = nn.ModuleList(copy.deepcopy(template) for _ in range(4))
        self.extend()

    def extend(self):
        self.layers.insert(0, nn.LayerNorm(self.width))
        self.layers.extend([nn.Identity()] * 2)


class LoggingMixin:
    def __init__(self, *args, verbose=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.verbose = verbose
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return super().__call__(*args, **kwargs)


class Logged(LoggingMixin, Wide):
    pass


class Kind(enum.Enum):
    MAX = "max"
    MEAN = "mean"

    def __call__(self, x):
        return getattr(torch, "amax" if self is Kind.MAX else self.value)(x, dim=1)


class Spec(NamedTuple):
    width: int
    repeat: int = 1
    stride: int = 1


def parse(text):
    """c16_r2_s2 -> Spec(16, 2, 2)."""
    values = {part[0]: int(part[1:]) for part in text.split("_")}
    return Spec(values["c"], values.get("r", 1), values.get("s", 1))


class FromText(nn.Module):
    def __init__(self, *stages, kind=Kind.MEAN):
        super().__init__()
        width = 3
        for number, stage in enumerate(map(parse, stages), start=1):
            layers = []
            for i in range(stage.repeat):
                layers.append(nn.Conv2d(width, stage.width, 3, stage.stride if i == 0 else 1, padding="same" if stage.stride == 1 else 1))
                width = stage.width
            self.add_module(f"stage{number}", nn.Sequential(*layers))
        self.kind = kind

    def forward(self, x):
        for name, child in self.named_children():
            if name.startswith("stage"):
                x = F.relu_(child(x))
        return self.kind(x.flatten(2).transpose(1, 2))


class Hooked(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(4, 8), nn.Linear(8, 4)
        self.kept = {}
        self.a.register_forward_hook(self.keep("a"))
        self.b.register_forward_pre_hook(lambda module, args: (args[0] * 2,))
        handle = self.b.register_forward_hook(lambda module, args, output: output[:1])
        handle.remove()

    def keep(self, name):
        def hook(module, args, output):
            self.kept[name] = output.detach()
            return torch.tanh(output)

        return hook

    def forward(self, x):
        y = self.b(self.a(x))
        return y, self.kept.pop("a")


class Tied(nn.Module):
    def __init__(self, n=6):
        super().__init__()
        self.one = nn.Linear(n, n)
        self.two = nn.Linear(n, n, bias=False)
        self.two.weight = self.one.weight
        self.shared = self.one
        self.stack = nn.Sequential(self.one, nn.ReLU(), self.one)

    def forward(self, x):
        return self.stack(self.shared(self.two(x)))


class Frozen(nn.Module):
    """Gradients stop at detach, no_grad and frozen weights; what lies before them costs no backward pass."""

    def __init__(self, how):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 8))
        self.middle, self.head = nn.Linear(8, 8), nn.Linear(8, 2)
        self.how = how
        if how == "frozen":
            self.backbone.requires_grad_(False)
        elif how == "frozen-middle":
            for p in self.middle.parameters():
                p.requires_grad = False
        elif how == "bias-only":
            for name, p in self.named_parameters():
                p.requires_grad_(name.endswith("bias"))

    def features(self, x):
        with torch.no_grad() if self.how == "no_grad" else contextlib.nullcontext():
            return self.backbone(x)

    def forward(self, x):
        x = self.features(x)
        if self.how == "detach":
            x = x.detach()
        x = self.middle(x)
        if self.how == "inner":
            with torch.no_grad():
                x = x + self.middle(x)
            with torch.enable_grad():
                x = self.middle(x)
        return self.head(F.relu(x, inplace=True))


class Experts(nn.Module):
    """Soft mixture of experts: every expert sees every token."""

    def __init__(self, width=8, experts=4):
        super().__init__()
        self.gate = nn.Linear(width, experts, bias=False)
        self.w1 = nn.Parameter(torch.randn(experts, width, 2 * width))
        self.w2 = nn.Parameter(torch.randn(experts, 2 * width, width))

    def forward(self, x):
        weights = self.gate(x).softmax(-1)
        h = torch.einsum("bsd,edh->besh", x, self.w1)
        y = torch.einsum("besh,ehd->besd", F.gelu(h), self.w2)
        return torch.einsum("besd,bse->bsd", y, weights)


class TopExpert(nn.Module):
    def __init__(self, width=8, experts=3):
        super().__init__()
        self.router = nn.Linear(width, experts)
        self.experts = nn.ModuleList(nn.Linear(width, width) for _ in range(experts))

    def forward(self, x):
        weights, chosen = torch.topk(self.router(x).softmax(-1), 2, dim=-1)
        outputs = torch.stack([expert(x) for expert in self.experts], dim=1)
        index = chosen.unsqueeze(-1).expand(-1, -1, x.shape[-1])
        return (outputs.gather(1, index) * weights.unsqueeze(-1)).sum(1)


class Accessor(nn.Module):
    """Attributes that are computed, cached or fall back."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.table = {"first": 0, "last": -1}

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("inner"), name)

    @functools.cached_property
    def depth(self):
        return len(self.inner)

    def forward(self, x, **kwargs: Any):
        last = self.inner[self.table["last"]]
        out = self.inner(x) if self.depth > 1 else x
        return out @ last.weight if last.weight.requires_grad and kwargs.get("project", True) else out


class SqueezeExcite(nn.Module):
    def __init__(self, channels, ratio=0.25, act=functools.partial(nn.Hardsigmoid, inplace=True)):
        super().__init__()
        inner = max(1, int(channels * ratio))
        self.fc = nn.Sequential(nn.Conv2d(channels, inner, 1), nn.ReLU(), nn.Conv2d(inner, channels, 1), act())

    def forward(self, x):
        return x * self.fc(x.mean((2, 3), keepdim=True))


class Inverted(nn.Module):
    def __init__(self, inp, out, expand, stride=1, kernel=3):
        super().__init__()
        mid = inp * expand
        layers = []
        if expand != 1:
            layers += [nn.Conv2d(inp, mid, 1, bias=False), nn.BatchNorm2d(mid), nn.Hardswish()]
        layers += [
            nn.Conv2d(mid, mid, kernel, stride, kernel // 2, groups=mid, bias=False),
            nn.BatchNorm2d(mid),
            nn.Hardswish(),
            SqueezeExcite(mid),
            nn.Conv2d(mid, out, 1, bias=False),
            nn.BatchNorm2d(out),
        ]
        self.block = nn.Sequential(*layers)
        self.shortcut = stride == 1 and inp == out

    def forward(self, x):
        return self.block(x) + x if self.shortcut else self.block(x)


def mobile():
    settings = [(8, 1, 1), (12, 4, 2), (12, 4, 1)]
    blocks, width = [nn.Conv2d(3, 8, 3, 2, 1)], 8
    for out, expand, stride in settings:
        blocks.append(Inverted(width, out, expand, stride))
        width = out
    return nn.Sequential(*blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, 5))


class WrittenViews(nn.Module):
    """What is written into parts of an empty tensor carries its gradients on."""

    def __init__(self):
        super().__init__()
        self.left, self.right, self.out = nn.Linear(8, 12), nn.Linear(8, 4), nn.Linear(16, 8)

    def forward(self, x):
        joined = x.new_empty(*x.shape[:-1], 16)
        joined[..., :12].copy_(self.left(x))
        joined[..., 12:].copy_(self.right(x))
        scores = joined @ joined.transpose(-1, -2)
        return self.out(scores @ joined)


CASES = {
    "WrittenViews()": ["float32[2,5,8]"],
    "from_names('fc', 'gated', 'fc')": ["float32[3,8]"],
    "nn.Sequential(nn.Linear(4, 4), *(Plugin.registry[tag]() for tag in ('square', 'scaled')))": ["float32[3,4]"],
    "Wide(4)": ["float32[2,4]", "float32[2,4]", "scale=0.5", "unused=1"],
    "Deep(5)": ["float32[2,3,5]"],
    "Logged(4, verbose=True)": ["float32[2,4]"],
    "FromText('c8_s2', 'c16_r2', kind=Kind.MAX)": ["float32[2,3,16,16]"],
    "FromText('c8', 'c4_r3_s2')": ["float32[1,3,15,9]"],
    "Hooked()": ["float32[2,4]"],
    "Tied()": ["float32[3,6]"],
    "Frozen('no')": ["float32[3,6]"],
    "Frozen('frozen')": ["float32[3,6]"],
    "Frozen('frozen-middle')": ["float32[3,6]"],
    "Frozen('bias-only')": ["float32[3,6]"],
    "Frozen('no_grad')": ["float32[3,6]"],
    "Frozen('detach')": ["float32[3,6]"],
    "Frozen('inner')": ["float32[3,6]"],
    "Experts()": ["float32[2,5,8]"],
    "TopExpert()": ["float32[6,8]"],
    "Accessor(nn.Sequential(nn.Linear(4, 6), nn.Linear(6, 3)))": ["float32[2,4]"],
    "mobile()": ["float32[2,3,32,32]"],
}
