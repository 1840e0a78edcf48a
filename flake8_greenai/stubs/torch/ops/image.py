"""Compiled image codecs of torchvision: what a file holds is unknown."""
from torch._functorch import _unmodelled


def read_file(filename):
    return _unmodelled("contents of a file")


def write_file(filename, data):
    pass


def decode_image(data, mode=0, apply_exif_orientation=False):
    return _unmodelled("size of an image")


def decode_jpeg(data, mode=0, apply_exif_orientation=False):
    return _unmodelled("size of an image")


def decode_png(data, mode=0, apply_exif_orientation=False):
    return _unmodelled("size of an image")
