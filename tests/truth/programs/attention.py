"""Transformers: dataclass configurations, tied weights, cached masks, rotary positions, grouped queries, mixins and properties."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, replace

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Config:
    vocab: int = 50
    length: int = 16
    layers: int = 2
    heads: int = 4
    width: int = 32
    kv_heads: int | None = None
    dropout: float = 0.0
    bias: bool = True
    tied: bool = True
    mlp: str = "gelu"
    extras: dict = field(default_factory=dict)

    def __post_init__(self):
        self.kv_heads = self.kv_heads or self.heads
        assert self.width % self.heads == 0, "width must divide"

    @property
    def head_dim(self) -> int:
        return self.width // self.heads

    @classmethod
    def tiny(cls, **overrides):
        return cls(**{"layers": 1, "width": 16, **overrides})


class LayerNorm(nn.Module):
    def __init__(self, width, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width)) if bias else None

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-5)


class CausalAttention(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=config.bias)
        self.proj = nn.Linear(config.width, config.width, bias=config.bias)
        self.heads = config.heads
        self.drop = nn.Dropout(config.dropout)
        self.register_buffer("mask", torch.tril(torch.ones(config.length, config.length)).view(1, 1, config.length, config.length))

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.qkv(x).split(C, dim=2)
        q, k, v = (t.view(B, T, self.heads, C // self.heads).transpose(1, 2) for t in (q, k, v))
        att = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
        att = att.masked_fill(self.mask[:, :, :T, :T] == 0, float("-inf"))
        att = self.drop(F.softmax(att, dim=-1))
        return self.proj((att @ v).transpose(1, 2).contiguous().view(B, T, C))


class MLP(nn.Module):
    ACTIVATIONS = {"gelu": nn.GELU, "relu": nn.ReLU, "silu": nn.SiLU}

    def __init__(self, config):
        super().__init__()
        self.up = nn.Linear(config.width, 4 * config.width, bias=config.bias)
        self.act = self.ACTIVATIONS[config.mlp]()
        self.down = nn.Linear(4 * config.width, config.width, bias=config.bias)

    def forward(self, x):
        return self.down(self.act(self.up(x)))


class Block(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.ln_1, self.ln_2 = LayerNorm(config.width, config.bias), LayerNorm(config.width, config.bias)
        self.attn, self.mlp = CausalAttention(config), MLP(config)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class GPT(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.transformer = nn.ModuleDict(
            dict(
                wte=nn.Embedding(config.vocab, config.width),
                wpe=nn.Embedding(config.length, config.width),
                drop=nn.Dropout(config.dropout),
                h=nn.ModuleList([Block(config) for _ in range(config.layers)]),
                ln_f=LayerNorm(config.width, bias=config.bias),
            )
        )
        self.lm_head = nn.Linear(config.width, config.vocab, bias=False)
        if config.tied:
            self.transformer.wte.weight = self.lm_head.weight
        self.apply(self._init)
        for name, p in self.named_parameters():
            if name.endswith("proj.weight"):
                torch.nn.init.normal_(p, mean=0.0, std=0.02 / math.sqrt(2 * config.layers))

    @torch.no_grad()
    def _init(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            module.weight.normal_(0.0, 0.02)
        if isinstance(module, nn.Linear) and module.bias is not None:
            module.bias.zero_()

    def forward(self, tokens, targets=None):
        device = tokens.device
        _, t = tokens.size()
        if t > self.config.length:
            raise ValueError(f"cannot run a sequence of {t} on at most {self.config.length}")
        pos = torch.arange(0, t, dtype=torch.long, device=device)
        x = self.transformer.drop(self.transformer.wte(tokens) + self.transformer.wpe(pos))
        for block in self.transformer.h:
            x = block(x)
        x = self.transformer.ln_f(x)
        if targets is None:
            return self.lm_head(x[:, [-1], :]), None
        logits = self.lm_head(x)
        return logits, F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return self.weight * (x.float() * torch.rsqrt(x.float().pow(2).mean(-1, keepdim=True) + self.eps)).type_as(x)


class Rotary(nn.Module):
    def __init__(self, dim, base=10000):
        super().__init__()
        self.register_buffer("inv_freq", 1.0 / (base ** (torch.arange(0, dim, 2).float() / dim)), persistent=False)

    def forward(self, length):
        angles = torch.outer(torch.arange(length, device=self.inv_freq.device, dtype=torch.float32), self.inv_freq)
        both = torch.cat((angles, angles), dim=-1)
        return both.cos(), both.sin()


def rotate(x, cos, sin):
    a, b = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-b, a), dim=-1) * sin


class GroupedAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d = config.head_dim
        self.q = nn.Linear(config.width, config.heads * d, bias=False)
        self.k = nn.Linear(config.width, config.kv_heads * d, bias=False)
        self.v = nn.Linear(config.width, config.kv_heads * d, bias=False)
        self.o = nn.Linear(config.heads * d, config.width, bias=False)

    def forward(self, x, cos, sin):
        b, s, _ = x.shape
        c = self.config
        q = self.q(x).reshape(b, s, c.heads, c.head_dim).permute(0, 2, 1, 3)
        k, v = (layer(x).reshape(b, s, c.kv_heads, c.head_dim).permute(0, 2, 1, 3) for layer in (self.k, self.v))
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if (repeat := c.heads // c.kv_heads) > 1:
            k, v = (t[:, :, None].expand(b, c.kv_heads, repeat, s, c.head_dim).reshape(b, c.heads, s, c.head_dim) for t in (k, v))
        return self.o((torch.softmax(q @ k.mT / c.head_dim**0.5, -1) @ v).transpose(1, 2).flatten(2))


class SwiGLU(nn.Module):
    def __init__(self, width, multiple=8):
        super().__init__()
        hidden = multiple * ((int(8 * width / 3) + multiple - 1) // multiple)
        self.w1, self.w2, self.w3 = (nn.Linear(a, b, bias=False) for a, b in ((width, hidden), (hidden, width), (width, hidden)))

    def forward(self, x):
        return self.w2(F.silu(self.w1(x)) * self.w3(x))


class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embed = nn.Embedding(config.vocab, config.width)
        self.rotary = Rotary(config.head_dim)
        self.blocks = nn.ModuleList()
        for _ in range(config.layers):
            self.blocks.append(
                nn.ModuleDict(
                    {
                        "norm1": RMSNorm(config.width),
                        "attn": GroupedAttention(config),
                        "norm2": RMSNorm(config.width),
                        "mlp": SwiGLU(config.width),
                    }
                )
            )
        self.norm = RMSNorm(config.width)
        self.head = nn.Linear(config.width, config.vocab, bias=False)

    def forward(self, ids):
        h = self.embed(ids)
        cos, sin = self.rotary(ids.shape[-1])
        for b in self.blocks:
            h = h + b["attn"](b["norm1"](h), cos, sin)
            h = h + b.mlp(b["norm2"](h))
        return {"logits": self.head(self.norm(h)), "hidden": h}


class Patches(nn.Module):
    def __init__(self, image, patch, channels, width):
        super().__init__()
        pair = lambda v: v if isinstance(v, tuple) else (v, v)
        (ih, iw), (ph, pw) = pair(image), pair(patch)
        self.count = (ih // ph) * (iw // pw)
        self.proj = nn.Conv2d(channels, width, (ph, pw), (ph, pw))

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class ViT(nn.Module):
    def __init__(self, image=32, patch=8, width=32, depth=2, heads=4, classes=10, pool="cls", fused=False):
        super().__init__()
        self.patches = Patches(image, patch, 3, width)
        self.cls = nn.Parameter(torch.zeros(1, 1, width))
        self.pos = nn.Parameter(torch.randn(1, self.patches.count + 1, width) * 0.02)
        layer = nn.TransformerEncoderLayer(width, heads, 4 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth, enable_nested_tensor=False)
        self.pool = pool
        self.head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, classes))

    def forward(self, image):
        x = self.patches(image)
        x = torch.cat([self.cls.expand(x.shape[0], -1, -1), x], dim=1) + self.pos
        x = self.encoder(x)
        match self.pool:
            case "cls":
                x = x[:, 0]
            case "mean":
                x = x[:, 1:].mean(dim=1)
            case other:
                raise ValueError(other)
        return self.head(x)


class Seq2Seq(nn.Module):
    def __init__(self, src, tgt, width=16):
        super().__init__()
        self.src, self.tgt = nn.Embedding(src, width, padding_idx=0), nn.Embedding(tgt, width)
        self.core = nn.Transformer(width, 2, 1, 1, 32, dropout=0.0, batch_first=True)
        self.out = nn.Linear(width, tgt)

    def forward(self, src, tgt):
        mask = nn.Transformer.generate_square_subsequent_mask(tgt.size(1), device=tgt.device)
        return self.out(self.core(self.src(src), self.tgt(tgt), tgt_mask=mask, tgt_is_causal=True))


DEFAULT = Config()
CASES = {
    "GPT(DEFAULT)": ["int64[2,16]", "int64[2,16]"],
    "GPT(Config.tiny(tied=False, bias=False, dropout=0.1))": ["int64[2,9]", "int64[2,9]"],
    "GPT(replace(DEFAULT, layers=1, mlp='relu'))": ["int64[1,5]"],
    "GPT(Config(**{**asdict(DEFAULT), 'heads': 2}))": ["int64[1,8]", "targets=int64[1,8]"],
    "Llama(Config(kv_heads=2))": ["int64[2,12]"],
    "Llama(Config.tiny(kv_heads=1))": ["ids=int64[1,7]"],
    "ViT()": ["float32[2,3,32,32]"],
    "ViT(image=(16, 32), patch=4, pool='mean', depth=1)": ["float32[1,3,16,32]"],
    "Seq2Seq(20, 30)": ["int64[2,7]", "int64[2,5]"],
}
FUSED_ATTENTION = [expression for expression in CASES if expression.startswith(("ViT", "Seq2Seq"))]
