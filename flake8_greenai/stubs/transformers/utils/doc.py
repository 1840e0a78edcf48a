"""Decorators that only write documentation."""

import functools
import types


def _unchanged(*args, **kwargs):
    return lambda fn: fn


add_start_docstrings = _unchanged
add_start_docstrings_to_model_forward = _unchanged
add_end_docstrings = _unchanged
add_code_sample_docstrings = _unchanged
replace_return_docstrings = _unchanged


def copy_func(f):
    g = functools.update_wrapper(types.FunctionType(f.__code__, f.__globals__, f.__name__, f.__defaults__, f.__closure__), f)
    g.__kwdefaults__ = f.__kwdefaults__
    return g


def get_docstring_indentation_level(func):
    return 4
