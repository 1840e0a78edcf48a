"""Autoencoders, GANs, UNets, diffusion: transposed convolutions, skips, conditional layers, losses in the model."""

import math
from itertools import chain, pairwise

import torch
import torch.nn.functional as F
from torch import nn


class VAE(nn.Module):
    def __init__(self, sizes=(784, 400, 20)):
        super().__init__()
        first, hidden, latent = sizes
        self.encoder = nn.Linear(first, hidden)
        self.mu, self.logvar = nn.Linear(hidden, latent), nn.Linear(hidden, latent)
        self.decoder = nn.Sequential(*chain.from_iterable((nn.Linear(a, b), nn.ReLU()) for a, b in pairwise((latent, hidden, first))))[:-1]

    def encode(self, x):
        h = F.relu(self.encoder(x))
        return self.mu(h), self.logvar(h)

    @staticmethod
    def reparameterize(mu, logvar):
        std = torch.exp(0.5 * logvar)
        eps = torch.randn_like(std)
        return mu + eps * std

    def forward(self, x):
        x = x.view(-1, 784)
        mu, logvar = self.encode(x)
        recon = torch.sigmoid(self.decoder(self.reparameterize(mu, logvar)))
        kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
        return F.binary_cross_entropy(recon, x, reduction="sum") + kl, recon


def weights_init(m):
    classname = m.__class__.__name__
    if classname.find("Conv") != -1:
        torch.nn.init.normal_(m.weight, 0.0, 0.02)
    elif classname.find("BatchNorm") != -1:
        torch.nn.init.normal_(m.weight, 1.0, 0.02)
        torch.nn.init.zeros_(m.bias)


class Generator(nn.Module):
    def __init__(self, nz=16, ngf=8, nc=3):
        super().__init__()

        def up(inp, out, *args, last=False):
            layers = [nn.ConvTranspose2d(inp, out, 4, *args, bias=False)]
            layers += [nn.Tanh()] if last else [nn.BatchNorm2d(out), nn.ReLU(True)]
            return layers

        self.main = nn.Sequential(
            *up(nz, ngf * 4, 1, 0), *up(ngf * 4, ngf * 2, 2, 1), *up(ngf * 2, ngf, 2, 1), *up(ngf, nc, 2, 1, last=True)
        )

    def forward(self, noise):
        return self.main(noise)


class Discriminator(nn.Module):
    def __init__(self, ndf=8, nc=3, spectral=False):
        super().__init__()
        wrap = nn.utils.parametrizations.spectral_norm if spectral else (lambda layer: layer)
        self.main = nn.Sequential()
        for i, (inp, out) in enumerate([(nc, ndf), (ndf, ndf * 2), (ndf * 2, ndf * 4)]):
            self.main.add_module(f"conv{i}", wrap(nn.Conv2d(inp, out, 4, 2, 1, bias=False)))
            if i:
                self.main.add_module(f"bn{i}", nn.BatchNorm2d(out))
            self.main.add_module(f"act{i}", nn.LeakyReLU(0.2, inplace=True))
        self.main.append(nn.Conv2d(ndf * 4, 1, 4))

    def forward(self, x):
        return self.main(x).view(-1, 1).squeeze(1)


class GAN(nn.Module):
    """One step of both players; the generator's images reach the discriminator detached and not."""

    def __init__(self):
        super().__init__()
        self.G, self.D = Generator().apply(weights_init), Discriminator().apply(weights_init)

    def forward(self, real, noise):
        fake = self.G(noise)
        d = self.D(real).mean() - self.D(fake.detach()).mean()
        return d, -self.D(fake).mean()


class DoubleConv(nn.Sequential):
    def __init__(self, inp, out):
        super().__init__(
            nn.Conv2d(inp, out, 3, padding=1),
            nn.GroupNorm(4, out),
            nn.SiLU(),
            nn.Conv2d(out, out, 3, padding=1),
            nn.GroupNorm(4, out),
            nn.SiLU(),
        )


class Up(nn.Module):
    def __init__(self, inp, out, bilinear):
        super().__init__()
        if bilinear:
            self.up = nn.Sequential(nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), nn.Conv2d(inp, out, 1))
        else:
            self.up = nn.ConvTranspose2d(inp, out, kernel_size=2, stride=2)
        self.conv = DoubleConv(2 * out, out)

    def forward(self, x, skip):
        x = self.up(x)
        dy, dx = skip.size()[2] - x.size()[2], skip.size()[3] - x.size()[3]
        x = F.pad(x, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
        return self.conv(torch.cat([skip, x], dim=1))


class UNet(nn.Module):
    def __init__(self, channels=(8, 16, 32), classes=2, bilinear=False):
        super().__init__()
        self.inc = DoubleConv(3, channels[0])
        self.downs = nn.ModuleList(nn.Sequential(nn.MaxPool2d(2), DoubleConv(a, b)) for a, b in pairwise(channels))
        self.ups = nn.ModuleList(Up(a, b, bilinear) for a, b in pairwise(reversed(channels)))
        self.outc = nn.Conv2d(channels[0], classes, 1)

    def forward(self, x):
        skips = [self.inc(x)]
        for down in self.downs:
            skips.append(down(skips[-1]))
        x = skips.pop()
        for up in self.ups:
            x = up(x, skips.pop())
        return self.outc(x)


def timestep_embedding(t, dim, max_period=10000):
    half = dim // 2
    freqs = torch.exp(-math.log(max_period) * torch.arange(0, half, dtype=torch.float32, device=t.device) / half)
    args = t[:, None].float() * freqs[None]
    embedding = torch.cat([torch.cos(args), torch.sin(args)], dim=-1)
    return F.pad(embedding, (0, 1)) if dim % 2 else embedding


class TimeBlock(nn.Module):
    def __init__(self, inp, out, time):
        super().__init__()
        self.first, self.second = nn.Conv2d(inp, out, 3, 1, 1), nn.Conv2d(out, out, 3, 1, 1)
        self.emb = nn.Linear(time, 2 * out)
        self.norm = nn.GroupNorm(2, out, affine=False)
        self.skip = nn.Identity() if inp == out else nn.Conv2d(inp, out, 1)

    def forward(self, x, emb):
        scale, shift = self.emb(F.silu(emb))[:, :, None, None].chunk(2, dim=1)
        h = self.norm(self.first(x)) * (1 + scale) + shift
        return self.skip(x) + self.second(F.silu(h))


class Denoiser(nn.Module):
    def __init__(self, width=8, time=17):
        super().__init__()
        self.time = time
        self.mlp = nn.Sequential(nn.Linear(time, 32), nn.SiLU(), nn.Linear(32, 32))
        self.blocks = nn.ModuleList([TimeBlock(3, width, 32), TimeBlock(width, width, 32)])
        self.out = nn.Conv2d(width, 3, 1)
        nn.init.zeros_(self.out.weight)

    def forward(self, x, t):
        emb = self.mlp(timestep_embedding(t, self.time))
        for block in self.blocks:
            x = block(x, emb)
        return self.out(x)


CASES = {
    "VAE()": ["float32[4,1,28,28]"],
    "Generator().apply(weights_init)": ["float32[2,16,1,1]"],
    "Discriminator()": ["float32[2,3,32,32]"],
    "GAN()": ["float32[2,3,32,32]", "noise=float32[2,16,1,1]"],
    "UNet()": ["float32[1,3,32,48]"],
    "UNet(bilinear=True)": ["float32[2,3,37,41]"],
    "Denoiser()": ["float32[2,3,16,16]", "int64[2]"],
    "Denoiser(time=16)": ["float32[1,3,8,8]", "t=int64[1]"],
}
