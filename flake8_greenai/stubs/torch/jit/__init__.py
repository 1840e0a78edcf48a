"""TorchScript: everything stays plain Python."""
import torch.jit.annotations as annotations
from torch.jit._script import ScriptFunction, ScriptModule
from typing import Dict, Final, List, Optional, Tuple


def script(obj=None, *args, **kwargs):
    return obj


def script_method(fn):
    return fn


def script_if_tracing(fn):
    return fn


def trace(func, *args, **kwargs):
    return func


def trace_module(mod, *args, **kwargs):
    return mod


def ignore(drop=False, **kwargs):
    return drop if callable(drop) else (lambda fn: fn)


def unused(fn):
    return fn


def export(fn):
    return fn


def freeze(mod, *args, **kwargs):
    return mod


def optimize_for_inference(mod, *args, **kwargs):
    return mod


def interface(obj):
    return obj


def fork(func, *args, **kwargs):
    return func(*args, **kwargs)


def wait(future):
    return future


def is_scripting():
    return False


def is_tracing():
    return False


def isinstance(obj, target_type):
    return _isinstance(obj, target_type)


def annotate(the_type, the_value):
    return the_value


def Attribute(value, type):
    return value


def strict_fusion():
    return _C.DisableTorchFunctionSubclass()


def enable_onednn_fusion(enabled):
    pass


def load(f, *args, **kwargs):
    return torch.serialization.load(f)


def save(m, f, *args, **kwargs):
    pass


def _overload(fn):
    return fn


def _overload_method(fn):
    return fn


def _script_if_tracing(fn):
    return fn


import torch
import torch._C as _C
from torch.jit._isinstance import _isinstance
