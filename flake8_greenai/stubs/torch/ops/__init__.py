"""Namespaces of operators."""
import torch.ops.aten as aten
import torch.ops.image as image
import torch.ops.torchvision as torchvision


def load_library(path):
    pass
