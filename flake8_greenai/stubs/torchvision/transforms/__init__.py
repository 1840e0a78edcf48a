"""Transforms of images."""
from torchvision.transforms.functional import InterpolationMode
from torchvision.transforms.transforms import *
