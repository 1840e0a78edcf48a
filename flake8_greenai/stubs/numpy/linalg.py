"""Linear algebra."""
import torch
from _greenai import unknown
from numpy import _out, array


def norm(x, ord=None, axis=None):
    return _out(torch.linalg.norm(array(x)._t, ord, axis))


def inv(a):
    return _out(torch.linalg.inv(array(a)._t))


def pinv(a):
    return _out(torch.linalg.pinv(array(a)._t))


def __getattr__(name):
    return unknown(f"numpy.linalg.{name} is not known")
