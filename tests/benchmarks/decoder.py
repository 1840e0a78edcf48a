"""A small GPT in the style of nanoGPT, for timing estimates of decoders by depth."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Config:
    depth: int = 12
    width: int = 768
    heads: int = 12
    vocabulary: int = 50304
    length: int = 1024
    dropout: float = 0.0
    bias: bool = True


class LayerNorm(nn.Module):
    def __init__(self, width, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width)) if bias else None

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-5)


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        assert config.width % config.heads == 0
        self.project_in = nn.Linear(config.width, 3 * config.width, bias=config.bias)
        self.project_out = nn.Linear(config.width, config.width, bias=config.bias)
        self.drop = nn.Dropout(config.dropout)
        self.heads = config.heads
        self.width = config.width

    def forward(self, x):
        batch, length, width = x.size()
        q, k, v = self.project_in(x).split(self.width, dim=2)
        q, k, v = (part.view(batch, length, self.heads, width // self.heads).transpose(1, 2) for part in (q, k, v))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        y = y.transpose(1, 2).contiguous().view(batch, length, width)
        return self.drop(self.project_out(y))


class Feedforward(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.widen = nn.Linear(config.width, 4 * config.width, bias=config.bias)
        self.activation = nn.GELU()
        self.narrow = nn.Linear(4 * config.width, config.width, bias=config.bias)
        self.drop = nn.Dropout(config.dropout)

    def forward(self, x):
        return self.drop(self.narrow(self.activation(self.widen(x))))


class Block(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.norm_1 = LayerNorm(config.width, config.bias)
        self.attention = Attention(config)
        self.norm_2 = LayerNorm(config.width, config.bias)
        self.feedforward = Feedforward(config)

    def forward(self, x):
        x = x + self.attention(self.norm_1(x))
        return x + self.feedforward(self.norm_2(x))


class Decoder(nn.Module):
    def __init__(self, depth):
        super().__init__()
        config = Config(depth=depth)
        self.config = config
        self.parts = nn.ModuleDict(
            {
                "tokens": nn.Embedding(config.vocabulary, config.width),
                "positions": nn.Embedding(config.length, config.width),
                "drop": nn.Dropout(config.dropout),
                "blocks": nn.ModuleList([Block(config) for _ in range(config.depth)]),
                "norm": LayerNorm(config.width, config.bias),
            }
        )
        self.head = nn.Linear(config.width, config.vocabulary, bias=False)
        self.parts.tokens.weight = self.head.weight
        self.apply(self._initialise)
        for name, parameter in self.named_parameters():
            if name.endswith("project_out.weight"):
                nn.init.normal_(parameter, mean=0.0, std=0.02 / math.sqrt(2 * config.depth))

    def _initialise(self, module):
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)

    def forward(self, tokens):
        _, length = tokens.size()
        assert length <= self.config.length
        positions = torch.arange(0, length, dtype=torch.long, device=tokens.device)
        x = self.parts.drop(self.parts.tokens(tokens) + self.parts.positions(positions))
        for block in self.parts.blocks:
            x = block(x)
        return self.head(self.parts.norm(x))
