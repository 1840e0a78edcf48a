"""An image classifier with residual blocks, after He et al., Deep Residual Learning for Image Recognition (2015)."""

import torch
from torch import nn


class Bottleneck(nn.Module):
    """Reduce the channels, look around, expand them again, and add the input."""

    expansion = 4

    def __init__(self, channels, width, stride=1):
        super().__init__()
        out = width * self.expansion
        self.reduce = nn.Conv2d(channels, width, kernel_size=1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.look = nn.Conv2d(width, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.expand = nn.Conv2d(width, out, kernel_size=1, bias=False)
        self.norm3 = nn.BatchNorm2d(out)
        self.shortcut = nn.Identity()
        if stride != 1 or channels != out:
            self.shortcut = nn.Sequential(
                nn.Conv2d(channels, out, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(out),
            )

    def forward(self, x):
        y = torch.relu(self.norm1(self.reduce(x)))
        y = torch.relu(self.norm2(self.look(y)))
        return torch.relu(self.norm3(self.expand(y)) + self.shortcut(x))


class ResNet(nn.Module):
    """A stem, four stages of blocks at falling resolution, and a linear classifier."""

    def __init__(self, blocks=(3, 4, 6, 3), classes=1000):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2, padding=1),
        )
        self.channels = 64
        self.stages = nn.Sequential(
            *(self._stage(64 * 2**index, count, stride=1 if index == 0 else 2) for index, count in enumerate(blocks))
        )
        self.classifier = nn.Linear(self.channels, classes)

    def _stage(self, width, count, stride):
        blocks = []
        for index in range(count):
            blocks.append(Bottleneck(self.channels, width, stride if index == 0 else 1))
            self.channels = width * Bottleneck.expansion
        return nn.Sequential(*blocks)

    def forward(self, images):
        maps = self.stages(self.stem(images))
        return self.classifier(maps.mean(dim=(2, 3)))


class Thumbnails(nn.Module):
    """A small network for small images."""

    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 32, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.hidden = nn.Linear(64 * 8 * 8, 512)
        self.classifier = nn.Linear(512, classes)

    def forward(self, images):
        maps = torch.flatten(self.features(images), 1)
        return self.classifier(torch.relu(self.hidden(maps)))
