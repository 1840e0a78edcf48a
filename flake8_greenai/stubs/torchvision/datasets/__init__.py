"""Data sets: their published sizes (facts/datasets.toml); images are not read."""
from torchvision.datasets.folder import DatasetFolder, ImageFolder, default_loader
from torchvision.datasets.known import (
    CIFAR10,
    CIFAR100,
    EMNIST,
    KMNIST,
    MNIST,
    QMNIST,
    FakeData,
    FashionMNIST,
)
from torchvision.datasets.vision import StandardTransform, VisionDataset
