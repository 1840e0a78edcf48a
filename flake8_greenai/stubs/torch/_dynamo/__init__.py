"""Compiler front end: no effect."""
import torch._dynamo.config as config
from torch.compiler import allow_in_graph, disable, is_compiling, reset


def is_dynamo_supported():
    return True


def mark_dynamic(t, index, **kwargs):
    pass


def maybe_mark_dynamic(t, index):
    pass


def mark_static(t, index=None):
    pass


def mark_static_address(t, guard=True):
    pass


def graph_break(msg=""):
    pass


def optimize(*args, **kwargs):
    return lambda fn: fn


def forbid_in_graph(fn):
    return fn


def assume_constant_result(fn):
    return fn


def nonstrict_trace(fn):
    return fn


class OptimizedModule:
    pass
