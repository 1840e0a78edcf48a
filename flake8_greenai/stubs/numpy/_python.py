"""What is about Python rather than arrays: settings, and functions that are called for each element."""

import contextlib

import torch
from numpy._array import ndarray
from numpy._operands import is_number, tensor_of, wrapped


def errstate(**kwargs):
    return contextlib.nullcontext()


def printoptions(**kwargs):
    return contextlib.nullcontext()


def set_printoptions(*args, **kwargs):
    pass


def get_printoptions():
    return {}


def seterr(**kwargs):
    return {}


class vectorize:
    """A Python function that is called for each element."""

    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        self.pyfunc = pyfunc

    def __call__(self, *args, **kwargs):
        if all(is_number(each) for each in args):
            return self.pyfunc(*args, **kwargs)
        operands = torch.broadcast_tensors(*[tensor_of(each) for each in args])
        rows = zip(*[operand.reshape(-1) for operand in operands])
        results = [tensor_of(self.pyfunc(*[wrapped(element) for element in row], **kwargs)) for row in rows]
        return ndarray(torch.stack(results).reshape(operands[0].shape))
